import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

/** @throws DatabaseError when the database does not answer */
export async function ask(db: Db): Promise<void> {
  await sql`select 1`.execute(db);
}

/** Counts for the administrator's page: numbers only, no person's data. */
export async function selectCounts(db: Db, now: string) {
  const { rows } = await sql<{
    waiting: number;
    running: number;
    dead: number;
    oldest: string | null;
    total: number;
    lastHour: number;
    quarantined: number;
    travellers: number;
    listings: number;
    size: number | null;
  }>`
    select
      (select count(*) from job where state = 'waiting')::int as waiting,
      (select count(*) from job where state = 'running')::int as running,
      (select count(*) from job where state = 'dead')::int as dead,
      (select min(run_at) from job where state = 'waiting' and run_at <= ${now}) as oldest,
      (select count(*) from message)::int as total,
      (select count(*) from receipt where received_at > ${now}::timestamptz - interval '1 hour')::int as "lastHour",
      (select count(*) from quarantine)::int as quarantined,
      (select count(*) from traveller)::int as travellers,
      (select count(*) from listing where status = 'active')::int as listings,
      pg_database_size(current_database())::bigint as size
  `.execute(db);
  const row = rows[0]!;
  return {
    jobs: { waiting: row.waiting, running: row.running, dead: row.dead, oldestWaitingAt: row.oldest },
    messages: { total: row.total, lastHour: row.lastHour, quarantined: row.quarantined },
    travellers: row.travellers,
    listings: row.listings,
    sizeBytes: row.size,
  };
}
