import {
  type Batch,
  type Checked,
  type Disclosure,
  type Expected,
  type Opened,
  openDisclosure,
} from '@jisr/exchange-documents';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import type { Alarms } from './alarms.ts';
import type { Answer } from './answer.ts';
import { gateHead, isoOf, secondsOf, storedHead } from './claims.ts';
import type { Contents, Opening } from './contents.ts';
import { deleteChunks, insertIncoming, type NewIncoming, selectKnown } from './inbox-store.ts';
import type { Keys } from './keys.ts';
import { judgePlace, type LaneHead } from './model.ts';
import { lockLane, updateLane } from './outbox-store.ts';
import type { Receipts } from './receipts.ts';
import type { KnownPeer, Ring } from './ring.ts';
import { suite } from './suite.ts';
import type { ExchangeDeps, ReceivedDocument, Verdict } from './types.ts';

/** A document of a batch whose signature holds. */
interface Arrived extends Opened<Disclosure> {
  /** Its place in the batch. */
  readonly at: number;
  readonly jws: string;
  readonly opening: Opening;
}
type Fault = Answer['faults'][number];

/** What of a batch belongs into one lane, and where its end is. */
interface InLane {
  readonly lane: string;
  readonly end: LaneHead;
  readonly inLane: readonly Arrived[];
  readonly taken: Taken;
  /** Those that the gate will judge. */
  readonly next: Arrived[];
}

interface Taken {
  readonly ids: string[];
  readonly gaps: Answer['gaps'];
  readonly faults: Fault[];
}

/**
 * Takes what the peer sends, in the order of exchange-design §2: signature, idempotency, place in the lane, content, own
 * gate, store, ledger, receipt. What one batch brings is taken in one transaction; where that fails, one by one.
 */
export function createReceive(
  kernel: Kernel,
  deps: ExchangeDeps,
  parts: { keys: Keys; ring: Ring; alarms: Alarms; contents: Contents; receipts: Receipts },
) {
  const { database, clock, config, bus, log } = kernel;

  /** Signature, parties, times; then the contents, which takes longest and needs no order. */
  async function open(batch: Batch, peer: KnownPeer): Promise<{ arrived: Arrived[]; faults: Fault[] }> {
    const receivedAt = secondsOf(clock.nowIso());
    const expected = { keys: peer.ring, issuer: peer.party, audience: config.country, receivedAt };
    const faults: Fault[] = [];
    const opened = batch.bundles.flatMap(({ disclosure: jws, payload }, at) => {
      const checked = openEvenLate(jws, expected);
      if (checked.ok) return [{ ...checked.value, at, jws, payload }];
      faults.push({ at, code: checked.fault.code, place: checked.fault.at });
      return [];
    });
    const known = await selectKnown(
      database.db,
      opened.map(({ claims }) => claims.id),
    );
    const fresh = opened.filter(({ claims }) => !known.has(claims.id));
    const openings = await parts.contents.open(fresh);
    const arrived = opened.map(({ payload: _sealed, ...document }) => ({
      ...document,
      opening: openings.get(document.at) ?? { kind: 'known' as const },
    }));
    return { arrived, faults };
  }

  async function take(tx: Db, peer: KnownPeer, arrived: readonly Arrived[]): Promise<Taken> {
    const taken: Taken = { ids: [], gaps: [], faults: [] };
    const next: Arrived[] = [];
    const lanes = [...new Set(arrived.map(({ claims }) => claims.lane))].sort();
    // Locked in one order, so that two batches never wait for each other.
    for (const lane of lanes) {
      const end = await lockLane(tx, 'in', lane);
      const inLane = arrived.filter(({ claims }) => claims.lane === lane);
      const last = await takeLane(tx, { lane, end, inLane, taken, next });
      if (last.seq !== end.seq) await updateLane(tx, 'in', lane, last);
    }
    if (next.length === 0) return taken;
    await insertIncoming(tx, await judge(tx, peer, next));
    await bus.publish(tx, 'exchange', '*');
    return taken;
  }

  /** Judges the places; what is next in its lane goes on to the gate, up to the first gap or fault. */
  async function takeLane(tx: Db, of: InLane): Promise<LaneHead> {
    const { lane, taken } = of;
    const ids = of.inLane.map(({ claims }) => claims.id);
    const known = await selectKnown(tx, ids);
    let head = of.end;
    for (const document of [...of.inLane].sort((one, other) => one.claims.seq - other.claims.seq)) {
      const { claims, digest, at } = document;
      const place = { seq: claims.seq, prev: claims.prev ?? '', digest };
      const judged = judgePlace(head, place, known.get(claims.id)?.digest);
      if (judged.kind === 'known') taken.ids.push(claims.id);
      else if (judged.kind === 'gap') {
        taken.gaps.push({ lane, expected: judged.expected });
        break;
      } else if (judged.kind !== 'next') {
        await fault(tx, taken, document, judged.kind);
        break;
      } else if (document.opening.kind === 'fault') {
        if (document.opening.code === 'PAYLOAD_ALTERED')
          await parts.alarms(tx, 'payload-altered', { lane, seq: String(claims.seq) });
        taken.faults.push({ at, code: document.opening.code, place: document.opening.place });
        break;
      } else {
        of.next.push(document);
        taken.ids.push(claims.id);
        head = { seq: claims.seq, digest };
      }
    }
    return head;
  }

  async function fault(
    tx: Db,
    taken: Taken,
    { claims, at }: Arrived,
    kind: 'conflict' | 'fork',
  ): Promise<void> {
    const [code, alarm] =
      kind === 'fork' ? (['LANE_FORK', 'lane-fork'] as const) : (['ID_CONFLICT', 'id-conflict'] as const);
    await parts.alarms(tx, alarm, { lane: claims.lane, seq: String(claims.seq), id: claims.id });
    taken.faults.push({ at, code, place: `${claims.lane}/${claims.seq}` });
  }

  /** The own gate decides; a document that was withdrawn or is too late is refused, and the lane goes on. */
  async function judge(tx: Db, peer: KnownPeer, next: readonly Arrived[]): Promise<NewIncoming[]> {
    const receivedAt = clock.nowIso();
    const now = clock.now().getTime();
    const inTime = ({ opening, claims }: Arrived) => opening.kind === 'open' && claims.exp * 1000 > now;
    const verdicts = new Map<string, Verdict>();
    const read = next.filter(inTime);
    const judged = await deps.received(
      tx,
      read.map((document) => documentOf(document, { from: peer.party, to: config.country, receivedAt })),
    );
    for (const [at, { claims }] of read.entries()) verdicts.set(claims.id, judged[at]!);
    for (const document of next)
      if (!inTime(document)) verdicts.set(document.claims.id, await tooLate(tx, peer, document));
    const chunks = next.flatMap(({ opening }) => (opening.kind === 'open' ? opening.chunks : []));
    if (chunks.length > 0) await deleteChunks(tx, chunks);
    return next.map((document) => rowOf(document, receivedAt, verdicts.get(document.claims.id)!));
  }

  async function tooLate(tx: Db, peer: KnownPeer, { claims, opening }: Arrived): Promise<Verdict> {
    const code = opening.kind === 'withdrawn' ? 'WITHDRAWN' : 'EXPIRED';
    const ledgerEntry = await deps.ledger.append(tx, {
      kind: 'disclosure-refused',
      subject: claims.id,
      articles: claims.articles,
      policyDigest: null,
      objectDigest: claims.payload.digest,
      counterpart: peer.party,
      actors: [],
      previousReceipt: null,
      details: { code, until: isoOf(claims.exp) },
    });
    return { verdict: 'refused', reason: { article: claims.articles[0]!, code }, ledgerEntry };
  }

  /** One transaction for all; where that fails, one for each, so that one document's trouble is its own. */
  async function takeAll(peer: KnownPeer, arrived: readonly Arrived[]): Promise<Taken> {
    try {
      return await database.transaction((tx) => take(tx, peer, arrived));
    } catch (error) {
      log.warn({ err: error, documents: arrived.length }, 'a batch is taken one by one');
      const all: Taken = { ids: [], gaps: [], faults: [] };
      for (const document of arrived) {
        const one = await takeOne(peer, document);
        all.ids.push(...one.ids);
        all.gaps.push(...one.gaps);
        all.faults.push(...one.faults);
        if (one.gaps.length + one.faults.length > 0) break;
      }
      return all;
    }
  }

  async function takeOne(peer: KnownPeer, document: Arrived): Promise<Taken> {
    try {
      return await database.transaction((tx) => take(tx, peer, [document]));
    } catch (error) {
      log.error({ err: error, id: document.claims.id }, 'a document could not be taken');
      return {
        ids: [],
        gaps: [],
        faults: [{ at: document.at, code: 'NOT_TAKEN', place: document.claims.lane }],
      };
    }
  }

  /**
   * Takes a batch and gives the receipts of all that is taken, now or before: the same document again gets the same bytes.
   *
   * @throws Problem `PEER_NOT_ACTIVE`
   */
  return async (batch: Batch): Promise<Answer> => {
    const peer = await parts.ring.peer();
    if (peer?.state !== 'active') throw problem('PEER_NOT_ACTIVE', { state: peer?.state ?? 'none' });
    const { arrived, faults } = await open(batch, peer);
    const taken = await takeAll(peer, arrived);
    return {
      v: 1,
      receipts: await parts.receipts.of(peer, taken.ids),
      gaps: taken.gaps,
      faults: [...faults, ...taken.faults],
      knows: peer.trusted.card.serial,
      card: parts.keys.card().card.serial,
    };
  };
}
export type Receive = ReturnType<typeof createReceive>;

/** What the gate is given of a document whose content is open. */
function documentOf(
  { claims, digest, opening }: Arrived,
  of: Pick<ReceivedDocument, 'from' | 'to' | 'receivedAt'>,
): ReceivedDocument {
  if (opening.kind !== 'open') throw new Error('only an open content goes to the gate');
  return {
    ...of,
    head: gateHead(claims),
    documentDigest: digest,
    objectDigest: claims.payload.digest,
    salt: opening.salt,
    payload: opening.payload,
    mediaType: claims.payload.mediaType,
  };
}

const rowOf = ({ claims, digest, jws }: Arrived, receivedAt: string, verdict: Verdict): NewIncoming => ({
  id: claims.id,
  lane: claims.lane,
  seq: claims.seq,
  digest,
  head: storedHead(claims),
  jws,
  bytes: claims.payload.bytes,
  receivedAt,
  verdict: verdict.verdict,
  reason: verdict.reason,
  ledgerEntry: verdict.ledgerEntry,
});

/**
 * A document that comes too late is verified all the same: it is refused by a receipt, so that its lane has no gap. Form,
 * key, revocation and parties were judged by now's clock before its own end was.
 */
function openEvenLate(jws: string, expected: Expected): Checked<Opened<Disclosure>> {
  const checked = openDisclosure(suite, jws, expected);
  if (checked.ok || checked.fault.code !== 'DOCUMENT_EXPIRED') return checked;
  const claims = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8')) as Disclosure;
  return openDisclosure(suite, jws, { ...expected, receivedAt: claims.exp });
}
