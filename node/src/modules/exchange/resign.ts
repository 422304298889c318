import { type Disclosure, digestOf, signDisclosure } from '@jisr/exchange-documents';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { secondsOf, storedHead } from './claims.ts';
import type { Keys } from './keys.ts';
import { LANES, type Lane } from './model.ts';
import { lockLane, updateLane } from './outbox-store.ts';
import { selectUnreceipted, type Unreceipted, updateSigned } from './resign-store.ts';
import { suite } from './suite.ts';
import type { ExchangeDeps } from './types.ts';

/** One document with its new signature. */
export interface Resigned {
  readonly id: string;
  /** Hex SHA-256 of the text before, and of the new one. */
  readonly before: string;
  readonly digest: string;
}

/**
 * Signs anew what waits under a key that was revoked: the peer refuses everything that such a key has signed, however
 * early. Head and content stay; the chain of the lane is made again from the first of them on. What the gate has not let
 * out is left as it is.
 *
 * @returns in the caller's transaction, how many were signed
 */
export function createResign(
  { clock }: Kernel,
  deps: Pick<ExchangeDeps, 'mayLeave' | 'resigned'>,
  { keys }: { keys: Keys },
) {
  async function resignLane(tx: Db, lane: Lane, kid: string): Promise<number> {
    const end = await lockLane(tx, 'out', lane);
    const rows = await selectUnreceipted(tx, lane);
    const first = rows.findIndex(({ jws }) => kidOf(jws) === kid);
    if (first === -1) return 0;
    const chain = rows.slice(first);
    const allowed = await deps.mayLeave(tx, chain);
    const stop = chain.findIndex(({ id }) => !allowed.has(id));
    const signer = keys.signer(end.peer?.toldSerial ?? 0);
    const signed: (Resigned & { jws: string; head: Disclosure })[] = [];
    let { prev } = claimsOf(chain[0]!);
    for (const row of stop === -1 ? chain : chain.slice(0, stop)) {
      const head = { ...claimsOf(row), prev, iat: secondsOf(clock.nowIso()) };
      const jws = await signDisclosure(signer, head);
      prev = digestOf(suite, jws);
      signed.push({ id: row.id, before: row.digest, digest: prev, jws, head });
    }
    await updateSigned(
      tx,
      signed.map(({ id, digest, jws, head }) => ({ id, digest, jws, head: storedHead(head) })),
    );
    await deps.resigned(tx, signed);
    if (stop === -1) await updateLane(tx, 'out', lane, { seq: end.seq, digest: prev ?? '' });
    return signed.length;
  }

  return async (tx: Db, kid: string): Promise<number> => {
    let count = 0;
    for (const lane of [...LANES].sort()) count += await resignLane(tx, lane, kid);
    return count;
  };
}
export type Resign = ReturnType<typeof createResign>;

const part = (jws: string, at: number): string =>
  Buffer.from(jws.split('.')[at] ?? '', 'base64url').toString('utf8');
const kidOf = (jws: string): string => (JSON.parse(part(jws, 0)) as { kid: string }).kid;
/** What this node has signed itself. */
const claimsOf = ({ jws }: Unreceipted): Disclosure => JSON.parse(part(jws, 1)) as Disclosure;
