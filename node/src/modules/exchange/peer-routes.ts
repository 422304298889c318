import { digestOf, readBatch, readReceipts, readStrictJson, writeBatch } from '@jisr/exchange-documents';
import { z } from 'zod';
import type { Kernel } from '../../kernel/kernel.ts';
import { BATCH_LIMIT, CHUNK_LIMIT } from '../../kernel/peer-http.ts';
import { problem } from '../../kernel/problem.ts';
import { writeAnswer } from './answer.ts';
import type { Contents } from './contents.ts';
import { selectSecondsToSend, updateSecondsSent } from './inbox-store.ts';
import type { Keys } from './keys.ts';
import { selectContent, selectWaiting, selectWaitingLanes, updateSent } from './outbox-store.ts';
import type { Pairing } from './pairing.ts';
import type { PeerDoor, PeerQuestion } from './peer-door.ts';
import type { Prove } from './prove.ts';
import { asSent, bundleOf } from './push.ts';
import type { Receive } from './receive.ts';
import type { KnownPeer, Ring } from './ring.ts';
import type { Settle } from './settle.ts';
import { suite } from './suite.ts';
import type { ExchangeDeps } from './types.ts';

const PULL = { count: 100, bytes: 8 * 1024 * 1024 };
/** Some hundreds of cards as they are. */
const CARDS_BYTES = 1024 * 1024;
const Cards = z.object({
  ok: z.literal(true),
  value: z.strictObject({ v: z.literal(1), cards: z.array(z.string().max(131_072)).max(1000) }),
});
const Count = z
  .string()
  .regex(/^\d{1,6}$/)
  .transform(Number);
/** Where a part of a large payload is put, and from where it is fetched. */
const PutPlace = z.object({ digest: z.string().regex(/^[0-9a-f]{64}$/), n: Count });
const PartPlace = z.object({ id: z.uuid(), n: Count });

/** By what the peer says which second receipts it has taken: SHA-256 of their lines, hexadecimal. */
export const receiptsMark = (receipts: readonly string[]): string => digestOf(suite, receipts.join('\n'));

/** What the peer may ask of this node; `ledger` mounts its own routes on the same door. */
export function servePeer(
  door: PeerDoor,
  kernel: Kernel,
  deps: Pick<ExchangeDeps, 'mayLeave'>,
  parts: {
    keys: Keys;
    ring: Ring;
    contents: Contents;
    receive: Receive;
    settle: Settle;
    prove: Prove;
    pairing: Pairing;
  },
): void {
  const { config, clock, database } = kernel;
  const { db } = database;

  const answerTo = (peer: KnownPeer) => ({
    v: 1 as const,
    receipts: [],
    gaps: [],
    faults: [],
    knows: peer.trusted.card.serial,
    card: parts.keys.card().card.serial,
  });

  async function takeReceipts({ peer, body }: PeerQuestion) {
    const given = readReceipts(body);
    if (!given.ok)
      throw problem('PEER_DOCUMENT_INVALID', { detail: `${given.fault.code} ${given.fault.at}` });
    const { faults } = await parts.settle(peer, given.value.receipts, null);
    const said = faults.map(({ at, code }) => ({ at, code, place: 'receipts' }));
    return { body: writeAnswer({ ...answerTo(peer), faults: said }) };
  }

  async function takeDocuments({ peer, body }: PeerQuestion) {
    const batch = readBatch(body);
    if (!batch.ok)
      throw problem('PEER_DOCUMENT_INVALID', { detail: `${batch.fault.code} ${batch.fault.at}` });
    const answer = await parts.receive(batch.value);
    if (batch.value.receipts.length > 0) await parts.settle(peer, batch.value.receipts, null);
    return { body: writeAnswer(answer) };
  }

  /** Second receipts that were given along and wait for the peer's word that it has them. */
  let offered: readonly string[] = [];

  /** Where this node cannot call to bring them. Given again until the peer has said that it took them. */
  async function secondsAlong(took: string | undefined): Promise<string[]> {
    if (config.exchangeMode !== 'pull') return [];
    if (offered.length > 0 && took === receiptsMark(offered))
      await updateSecondsSent(db, offered, clock.nowIso());
    offered = (await selectSecondsToSend(db, PULL.count)).map(({ receipt }) => receipt);
    return [...offered];
  }

  /** For a peer that fetches: what waits, lane by lane. It stays until its receipts come; while suspended, altogether. */
  async function outbox({ peer, query }: PeerQuestion) {
    if (peer.state !== 'active') throw problem('PEER_NOT_ACTIVE', { state: peer.state });
    const receipts = await secondsAlong(query.took);
    const lanes = await selectWaitingLanes(db, clock.nowIso());
    const waiting = (await Promise.all(lanes.map((lane) => selectWaiting(db, lane, PULL)))).flat();
    const allowed = await deps.mayLeave(db, waiting.map(asSent));
    const going = waiting.filter(({ id }) => allowed.has(id)).slice(0, PULL.count);
    await updateSent(
      db,
      going.map(({ id }) => id),
      clock.nowIso(),
    );
    const bundles = going.map(bundleOf);
    return { body: writeBatch({ v: 1, bundles, receipts }) };
  }

  door.serve({ method: 'GET', path: '/x/v1/card' }, async ({ query }) => ({
    body: { cards: await parts.keys.signedCards(Count.catch(0).parse(query.after)) },
  }));
  door.serve({ method: 'POST', path: '/x/v1/card' }, async ({ body }) => {
    const given = Cards.safeParse(readStrictJson(body, CARDS_BYTES));
    if (!given.success) throw problem('PEER_DOCUMENT_INVALID', { detail: 'cards' });
    for (const card of given.data.value.cards)
      await database.transaction((tx) => parts.pairing.acceptCard(tx, card));
    const peer = await parts.ring.peer();
    return { body: { v: 1, knows: peer?.trusted.card.serial ?? 0 } };
  });
  door.serve({ method: 'POST', path: '/x/v1/challenge' }, ({ peer, body }) => parts.prove.answer(peer, body));
  door.serve({ method: 'POST', path: '/x/v1/proof' }, ({ peer, body }) => parts.prove.take(peer, body));
  door.serve({ method: 'POST', path: '/x/v1/documents', bodyLimit: BATCH_LIMIT }, takeDocuments);
  door.serve({ method: 'POST', path: '/x/v1/receipts', bodyLimit: BATCH_LIMIT }, takeReceipts);
  door.serve({ method: 'GET', path: '/x/v1/outbox' }, outbox);
  door.serve({ method: 'GET', path: '/x/v1/chunks/:id/:n' }, async ({ peer, params }) => {
    if (peer.state !== 'active') throw problem('PEER_NOT_ACTIVE', { state: peer.state });
    const place = PartPlace.safeParse(params);
    const content = place.success ? await selectContent(db, place.data.id) : [];
    const part = content.find(({ n }) => n === place.data?.n);
    if (!part) throw problem('NOT_FOUND');
    return { body: Buffer.from(part.jwe, 'latin1'), type: 'application/jose' };
  });
  door.serve(
    { method: 'PUT', path: '/x/v1/chunks/:digest/:n', bodyLimit: CHUNK_LIMIT },
    async ({ params, body }) => {
      const place = PutPlace.safeParse(params);
      if (!place.success) throw problem('PEER_DOCUMENT_INVALID', { detail: 'PAYLOAD_ALTERED place' });
      const kept = await parts.contents.keep(place.data.digest, place.data.n, body);
      if (!kept) throw problem('PEER_DOCUMENT_INVALID', { detail: 'PAYLOAD_ALTERED chunk' });
      return { body: {} };
    },
  );
  door.serve({ method: 'GET', path: '/x/v1/health' }, async ({ peer }) => ({
    body: {
      now: clock.nowIso(),
      state: peer.state,
      mode: config.exchangeMode,
      knows: peer.trusted.card.serial,
      card: parts.keys.card().card.serial,
    },
  }));
}
