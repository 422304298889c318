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

const BATCH = { count: 200, bytes: 8 * 1024 * 1024 };
const JSON_TYPE = 'application/json';

/** The batch of a lane that was answered last: its last number, and what went wrong in recording its receipts, or null. */
interface Flight {
  readonly last: number;
  readonly recorded: Promise<Error | null>;
}

async function landed(flight: Flight | undefined): Promise<void> {
  const trouble = (await flight?.recorded) ?? null;
  if (trouble !== null) throw trouble;
}

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

  /** Sends one batch; null where something in it was not let out by the gate, which holds the lane. */
  async function sendBatch(lane: Lane, documents: readonly Waiting[]): Promise<Answer | null> {
    const own = documents.map(({ id }) => id);
    const allowed = await deps.mayLeave(db, documents.map(asSent));
    const stranger = documents.find(({ id }) => !allowed.has(id));
    if (stranger) {
      await parts.alarms(db, 'not-let-out', { lane, seq: String(stranger.seq), id: stranger.id });
      await hold(lane, `${lane}/${stranger.seq} is not in the register of the gate`);
      return null;
    }
    await sendChunks(documents);
    await updateSent(db, own, clock.nowIso());
    const bundles = documents.map(bundleOf);
    const seconds = await selectSecondsToSend(db, BATCH.count);
    const receipts = seconds.map(({ receipt }) => receipt);
    const body = writeBatch({ v: 1, bundles, receipts });
    const answer = await ask('/x/v1/documents', body);
    if (receipts.length > 0) await updateSecondsSent(db, receipts, clock.nowIso());
    return answer;
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

  /** One batch of a lane. While the peer works on it, the receipts of the one before are being recorded. */
  async function sendNext(peer: KnownPeer, lane: Lane, flights: Map<Lane, Flight>): Promise<void> {
    const flight = flights.get(lane);
    const documents = await selectWaiting(db, lane, BATCH, flight?.last ?? 0);
    const answer = documents.length > 0 ? await sendBatch(lane, documents) : null;
    flights.delete(lane);
    await landed(flight);
    if (answer === null) return;
    const recorded = digest(peer, { lane, documents, answer });
    const clean = answer.faults.length + answer.gaps.length === 0;
    if (!clean) return recorded;
    const trouble = recorded.then(() => null, errorOf);
    flights.set(lane, { last: documents.at(-1)!.seq, recorded: trouble });
  }

  async function run(): Promise<void> {
    if (config.exchangeMode === 'pull' || !(await link.free())) return;
    const flights = new Map<Lane, Flight>();
    try {
      for (;;) {
        // Asked before each round: a suspension holds at once, however much still waits.
        const peer = await parts.ring.peer();
        if (peer?.state !== 'active') return;
        const lanes = await selectWaitingLanes(db, clock.nowIso());
        if (lanes.length === 0) break;
        for (const lane of lanes) await sendNext(peer, lane, flights);
      }
    } finally {
      await Promise.all([...flights.values()].map(landed));
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

const errorOf = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

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
