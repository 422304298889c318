import { sql } from 'kysely';
import type { Db } from './types.ts';

/**
 * Says something on a channel; heard by `Database.listen` after the commit, on every node of the same database.
 *
 * @param payload at most 8,000 bytes (PostgreSQL's limit)
 * @example
 * await notify(tx, 'jisr_event', JSON.stringify({ topic, id }));
 */
export async function notify(db: Db, channel: string, payload: string): Promise<void> {
  await sql`select pg_notify(${channel}, ${payload})`.execute(db);
}
