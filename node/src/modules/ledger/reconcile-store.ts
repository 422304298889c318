import type { Reconciliation } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

export async function insertReconciliation(tx: Db, run: Reconciliation): Promise<void> {
  await sql`
    insert into ledger_reconciliation (id, at, peer, own_size, peer_size, compared, matched, in_flight, problems, rows)
    values (${run.id}, ${run.at}, ${run.peer}, ${run.ownSize}, ${run.peerSize}, ${run.compared}, ${run.matched}, ${run.inFlight},
      ${run.problems}, ${JSON.stringify(run.rows)}::jsonb)`.execute(tx);
}

/** The latest runs first. */
export async function selectReconciliations(db: Db, limit: number): Promise<Reconciliation[]> {
  const { rows } = await sql<Reconciliation>`
    select id, at, peer, own_size as "ownSize", peer_size as "peerSize", compared, matched, in_flight as "inFlight", problems, rows
    from ledger_reconciliation order by at desc, id desc limit ${limit}`.execute(db);
  return rows;
}
