import { currentKey, type Disclosure, digestOf, sealPayload, signDisclosure } from '@jisr/exchange-documents';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { isoOf, secondsOf, storedHead, wireHead } from './claims.ts';
import type { Keys } from './keys.ts';
import { DELIVERY_MS, type Lane, laneOf } from './model.ts';
import { insertOutgoing, type LockedLane, lockLane, type NewOutgoing } from './outbox-store.ts';
import type { Ring } from './ring.ts';
import { suite } from './suite.ts';
import type { DisclosureHead, ExchangeDeps, Sealed } from './types.ts';

/** What the gate puts: its leave, the sealed content, and what the document says of it. */
export interface Outgoing {
  /** What the gate made for this very disclosure, to be used once. */
  readonly pass: unknown;
  readonly sealed: Sealed;
  readonly head: DisclosureHead;
}

/** The queue's name of "something waits to go". */
export const PUSH_JOB = 'exchange.push';

/** The way out: sealing outside of the transaction, putting inside of it. */
export function createPut(
  kernel: Kernel,
  deps: Pick<ExchangeDeps, 'takePass'>,
  parts: { keys: Keys; ring: Ring },
) {
  const { clock, config, queue } = kernel;

  /** Signs documents for the places after the end of their lane. */
  async function line(documents: readonly Outgoing[], lane: Lane, end: LockedLane): Promise<NewOutgoing[]> {
    const { peer } = end;
    if (peer === null || !['active', 'suspended'].includes(peer.state))
      throw problem('PEER_NOT_ACTIVE', { state: peer?.state ?? 'none' });
    const signer = parts.keys.signer(peer.toldSerial);
    const now = clock.nowIso();
    const exp = secondsOf(now) + DELIVERY_MS / 1000;
    const sides = { iss: config.country, aud: peer.party };
    const rows: NewOutgoing[] = [];
    let { seq, digest: prev } = end;
    for (const { head, sealed } of documents) {
      seq += 1;
      const place = { lane, seq, prev: prev || null, ...sides };
      const claims: Disclosure = {
        ...wireHead(head, exp),
        ...place,
        v: 1,
        iat: secondsOf(now),
        payload: sealed.claim,
      };
      const jws = await signDisclosure(signer, claims);
      prev = digestOf(suite, jws);
      rows.push(rowOf(claims, { jws, digest: prev, queuedAt: now, parts: sealed.parts }));
    }
    return rows;
  }

  return {
    /**
     * Encrypts contents for the peer's present key. Not in a transaction: it takes milliseconds for each megabyte.
     *
     * @param contents each with its salt, 32 random bytes, base64url: sealed with it, so that its digest cannot be guessed
     * @returns what was sealed, in the same order
     * @throws Problem `PEER_UNKNOWN` while no peer is paired
     */
    async seal(
      contents: readonly { readonly content: Uint8Array; readonly salt: string }[],
      mediaType: string,
    ): Promise<Sealed[]> {
      const peer = await parts.ring.peer();
      const key = peer && currentKey(peer.ring, 'encrypt', secondsOf(clock.nowIso()));
      if (!key) throw problem('PEER_UNKNOWN');
      return Promise.all(
        contents.map(({ content, salt }) =>
          sealPayload(suite, content, { salt: Buffer.from(salt, 'base64url'), key, mediaType }),
        ),
      );
    },
    /** The salted digest of a payload: what the head, both ledgers and both gates name it by. */
    objectDigest: (sealed: Sealed): string => sealed.claim.digest,
    /**
     * Puts disclosures into the outbox, in the caller's transaction and in this order: each in the next place of its lane,
     * signed, sent after the commit and not before. What is put while the peer is suspended waits.
     *
     * @returns the digest of each signed document by its disclosure
     * @throws Problem `EXCHANGE_PASS_MISSING`, `PEER_NOT_ACTIVE`
     * @example
     * await exchange.put(tx, [{ pass, sealed, head }]);
     */
    async put(tx: Db, documents: readonly Outgoing[]): Promise<ReadonlyMap<string, string>> {
      for (const { pass, head } of documents)
        if (!deps.takePass(pass, head.id)) throw problem('EXCHANGE_PASS_MISSING');
      const rows: NewOutgoing[] = [];
      // Locked in one order, so that two who put never wait for each other.
      const lanes = [...new Set(documents.map(({ head }) => laneOf(head.category)))].sort();
      for (const lane of lanes) {
        const inLane = documents.filter(({ head }) => laneOf(head.category) === lane);
        rows.push(...(await line(inLane, lane, await lockLane(tx, 'out', lane))));
      }
      await insertOutgoing(tx, rows);
      await queue.enqueue(tx, PUSH_JOB, {}, { key: 'now' });
      return new Map(rows.map(({ id, digest }) => [id, digest]));
    },
  };
}

/** What is kept of a document until the peer has receipted it. */
const rowOf = (
  claims: Disclosure,
  made: { jws: string; digest: string; queuedAt: string; parts: readonly string[] },
): NewOutgoing => ({
  id: claims.id,
  lane: laneOf(claims.category),
  seq: claims.seq,
  digest: made.digest,
  head: storedHead(claims),
  jws: made.jws,
  bytes: claims.payload.bytes,
  parts: made.parts.map((jwe, n) => ({ digest: claims.payload.parts[n]!.digest, jwe })),
  inline: claims.payload.place === 'inline',
  queuedAt: made.queuedAt,
  expiresAt: isoOf(claims.exp),
});
