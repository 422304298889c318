import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type { NewOutgoing } from './outbox-store.ts';

export interface Unreceipted {
  readonly id: string;
  readonly digest: string;
  readonly jws: string;
}

/** What the peer has not receipted, in its order. */
export async function selectUnreceipted(tx: Db, lane: string): Promise<Unreceipted[]> {
  const { rows } = await sql<Unreceipted>`
    select id, digest, jws from exchange_outbox where lane = ${lane} and receipt is null order by seq`.execute(
    tx,
  );
  return rows;
}

/** The same documents under another signature. */
export async function updateSigned(
  tx: Db,
  rows: readonly Pick<NewOutgoing, 'id' | 'digest' | 'jws' | 'head'>[],
): Promise<void> {
  await sql`
    update exchange_outbox o set digest = r.digest, jws = r.jws, head = r.head
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, digest text, jws text, head jsonb)
    where o.id = r.id`.execute(tx);
}
