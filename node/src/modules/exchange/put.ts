import { currentKey, type Disclosure, digestOf, sealPayload, signDisclosure } from '@jisr/exchange-documents';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { isoOf, secondsOf, storedHead, wireHead } from './claims.ts';
import type { Keys } from './keys.ts';
import { DELIVERY_MS, laneOf } from './model.ts';
import { insertOutgoing, lockLane, type NewOutgoing } from './outbox-store.ts';
import type { Ring } from './ring.ts';
import { suite } from './suite.ts';
import type { DisclosureHead, ExchangeDeps, Sealed } from './types.ts';

/** The queue's name of "something waits to go". */
export const PUSH_JOB = 'exchange.push';

/** The way out: sealing outside of the transaction, putting inside of it. */
export function createPut(
  kernel: Kernel,
  deps: Pick<ExchangeDeps, 'takePass'>,
  parts: { keys: Keys; ring: Ring },
) {
  const { clock, config, queue } = kernel;
  return {
    /**
     * Encrypts a payload for the peer's present key. Not in a transaction: it takes milliseconds for each megabyte.
     *
     * @param salt 32 random bytes, base64url: sealed with the payload, so that its digest cannot be guessed
     * @throws Problem `PEER_UNKNOWN` while no peer is paired
     */
    async seal(payload: Uint8Array, mediaType: string, salt: string): Promise<Sealed> {
      const peer = await parts.ring.peer();
      const key = peer && currentKey(peer.ring, 'encrypt', secondsOf(clock.nowIso()));
      if (!key) throw problem('PEER_UNKNOWN');
      return sealPayload(suite, payload, { salt: Buffer.from(salt, 'base64url'), key, mediaType });
    },
    /** The salted digest of a payload: what the head, both ledgers and both gates name it by. */
    objectDigest: (sealed: Sealed): string => sealed.claim.digest,
    /**
     * Puts a disclosure into the outbox, in the caller's transaction: next place of its lane, signed, sent after the
     * commit and not before. What is put while the peer is suspended waits.
     *
     * @throws Problem `EXCHANGE_PASS_MISSING`, `PEER_NOT_ACTIVE`
     * @example
     * await exchange.put(tx, pass, await exchange.seal(bytes, 'application/json', salt), head);
     */
    async put(
      tx: Db,
      pass: unknown,
      sealed: Sealed,
      head: DisclosureHead,
    ): Promise<{ documentDigest: string }> {
      if (!deps.takePass(pass, head.id)) throw problem('EXCHANGE_PASS_MISSING');
      const lane = laneOf(head.category);
      const end = await lockLane(tx, 'out', lane);
      if (end.peer === null || !['active', 'suspended'].includes(end.peer.state))
        throw problem('PEER_NOT_ACTIVE', { state: end.peer?.state ?? 'none' });
      const now = clock.nowIso();
      const exp = secondsOf(now) + DELIVERY_MS / 1000;
      const place = {
        lane,
        seq: end.seq + 1,
        prev: end.digest || null,
        iss: config.country,
        aud: end.peer.party,
      };
      const claims: Disclosure = {
        ...wireHead(head, exp),
        ...place,
        v: 1,
        iat: secondsOf(now),
        payload: sealed.claim,
      };
      const jws = await signDisclosure(parts.keys.signer(end.peer.toldSerial), claims);
      const digest = digestOf(suite, jws);
      await insertOutgoing(tx, rowOf(claims, { jws, digest, queuedAt: now, parts: sealed.parts }));
      await queue.enqueue(tx, PUSH_JOB, {}, { key: 'now' });
      return { documentDigest: digest };
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
