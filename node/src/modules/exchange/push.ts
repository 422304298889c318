import { type Bundle, digestOf, writeBatch } from '@jisr/exchange-documents';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Alarms } from './alarms.ts';
import { type Answer, readAnswer } from './answer.ts';
import { WITHDRAWN } from './contents.ts';
import { selectSecondsToSend, updateSecondsSent } from './inbox-store.ts';
import { isPeerAway, type Link, RETRY_JOB } from './link.ts';
import { type Lane, pauseAfter } from './model.ts';
import {
  selectContent,
  selectLaneFailures,
  selectWaiting,
  selectWaitingLanes,
  updateDelivered,
  updateLaneTrouble,
  updateSent,
  type Waiting,
} from './outbox-store.ts';
import { updateTold } from './peer-store.ts';
import type { KnownPeer, Ring } from './ring.ts';
import type { Settle } from './settle.ts';
import { suite } from './suite.ts';
import type { ExchangeDeps } from './types.ts';

const BATCH = { count: 100, bytes: 8 * 1024 * 1024 };
const JSON_TYPE = 'application/json';

/** Sends what waits: lane by lane, each in its order, until nothing waits or the peer does not answer. */
export function createPush(
  kernel: Kernel,
  deps: Pick<ExchangeDeps, 'mayLeave'>,
  parts: { ring: Ring; link: Link; settle: Settle; alarms: Alarms },
) {
  const { database, clock, config, ids, queue, log } = kernel;
  const { db } = database;
  const { link } = parts;

  /** The lane waits, the others go on. */
  async function hold(lane: Lane, error: string): Promise<void> {
    const failures = (await selectLaneFailures(db, lane)) + 1;
    const retryAt = link.later(pauseAfter(failures, link.jitter()));
    await database.transaction(async (tx) => {
      await updateLaneTrouble(tx, lane, {
        failures,
        retryAt: retryAt.toISOString(),
        error: error.slice(0, 300),
      });
      await queue.enqueue(tx, RETRY_JOB, {}, { key: `${lane} ${retryAt.toISOString()}`, runAt: retryAt });
    });
    log.warn({ event: 'exchange.lane-held', lane, error }, 'a lane of the exchange waits');
  }

  /** Parts of a large payload go first, each once: what has arrived is not sent again. */
  async function sendChunks(documents: readonly Waiting[]): Promise<void> {
    for (const document of documents) {
      if (document.inline || (document.state !== 'queued' && document.state !== 'sent')) continue;
      for (const { n, digest, jwe, delivered } of await selectContent(db, document.id)) {
        if (delivered) continue;
        const path = `/x/v1/chunks/${digest}/${n}`;
        await link.ask({ method: 'PUT', path, body: Buffer.from(jwe, 'latin1'), type: 'application/jose' });
        await updateDelivered(db, document.id, n);
      }
    }
  }

  async function sendBatch(peer: KnownPeer, lane: Lane): Promise<void> {
    const documents = await selectWaiting(db, lane, BATCH);
    const own = documents.map(({ id }) => id);
    const allowed = await deps.mayLeave(db, documents.map(asSent));
    const stranger = documents.find(({ id }) => !allowed.has(id));
    if (stranger) {
      await parts.alarms(db, 'not-let-out', { lane, seq: String(stranger.seq), id: stranger.id });
      await hold(lane, `${lane}/${stranger.seq} is not in the register of the gate`);
      return;
    }
    if (documents.length === 0) return;
    await sendChunks(documents);
    await updateSent(db, own, clock.nowIso());
    const bundles = documents.map(bundleOf);
    const seconds = await selectSecondsToSend(db, BATCH.count);
    const receipts = seconds.map(({ receipt }) => receipt);
    const body = writeBatch({ v: 1, bundles, receipts });
    const answer = await ask('/x/v1/documents', body);
    if (receipts.length > 0) await updateSecondsSent(db, receipts, clock.nowIso());
    await digest(peer, { lane, documents, answer });
  }

  async function ask(path: string, body: Uint8Array): Promise<Answer> {
    const got = await link.ask({ method: 'POST', path, body, type: JSON_TYPE, key: ids.uuid() });
    const answer = readAnswer(got.body);
    if (!answer) throw new Error(`the answer to ${path} is not one of a node`);
    await updateTold(db, answer.knows);
    return answer;
  }

  /** What the answer says: receipts are recorded, a missing document is sent next, trouble holds the lane. */
  async function digest(
    peer: KnownPeer,
    of: { readonly lane: Lane; readonly documents: readonly Waiting[]; readonly answer: Answer },
  ): Promise<void> {
    const { lane, documents, answer } = of;
    const within = new Set(documents.map(({ id }) => id));
    const settled = await parts.settle(peer, answer.receipts, within);
    const [fault] = answer.faults;
    const gap = answer.gaps.find((each) => each.lane === lane);
    const lost = gap !== undefined && gap.expected < documents[0]!.seq;
    if (lost) await parts.alarms(db, 'lane-gap', { lane, expected: String(gap.expected) });
    if (fault?.code === 'PAYLOAD_PART_MISSING') await forgetDelivered(documents);
    const error = fault
      ? `${fault.code} ${fault.place}`
      : lost
        ? `the peer expects ${lane}/${gap.expected}, which it has receipted before`
        : settled.faults[0]?.code;
    if (error !== undefined || settled.news === 0) {
      await hold(lane, error ?? 'the peer receipted nothing');
      return;
    }
    await updateLaneTrouble(db, lane, { failures: 0, retryAt: null, error: null });
  }

  async function forgetDelivered(documents: readonly Waiting[]): Promise<void> {
    for (const { id, inline } of documents) if (!inline) await updateDelivered(db, id, null);
  }

  /** Second receipts when no document goes along with which they could travel. */
  async function sendSeconds(): Promise<void> {
    for (;;) {
      const rows = await selectSecondsToSend(db, BATCH.count);
      if (rows.length === 0) return;
      const receipts = rows.map(({ receipt }) => receipt);
      await ask('/x/v1/receipts', Buffer.from(JSON.stringify({ v: 1, receipts })));
      await updateSecondsSent(db, receipts, clock.nowIso());
    }
  }

  async function run(): Promise<void> {
    const peer = await parts.ring.peer();
    if (peer?.state !== 'active' || config.exchangeMode === 'pull' || !(await link.free())) return;
    for (let lanes = await selectWaitingLanes(db, clock.nowIso()); lanes.length > 0; ) {
      for (const lane of lanes) await sendBatch(peer, lane);
      lanes = await selectWaitingLanes(db, clock.nowIso());
    }
    await sendSeconds();
  }

  let running: Promise<void> | undefined;
  /** One at a time in this process; a call while it runs is that run, the queue asks for the next one. */
  return async (): Promise<void> => {
    if (!running)
      running = run().finally(() => {
        running = undefined;
      });
    try {
      await running;
    } catch (error) {
      // The next try is already in the queue, with its pause.
      if (!isPeerAway(error)) throw error;
    }
  };
}
export type Push = ReturnType<typeof createPush>;

/** A document as it goes: what is no longer wanted goes as its head alone. */
export const bundleOf = ({ jws, state, inline, payload }: Waiting): Bundle => ({
  disclosure: jws,
  payload: state === 'queued' || state === 'sent' ? (inline ? payload : null) : WITHDRAWN,
});

/** By which digest the gate knows it: that of the text as it would go, whatever stands beside it. */
export const asSent = ({ id, jws }: Waiting) => ({ id, digest: digestOf(suite, jws) });

/** The next batch of a lane. */
export const bundlesOf = async (db: Db, lane: string): Promise<Bundle[]> =>
  (await selectWaiting(db, lane, BATCH)).map(bundleOf);
