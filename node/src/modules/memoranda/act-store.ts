import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

export type ActKind = 'proposal' | 'signature' | 'suspension' | 'lift' | 'directive' | 'directive-end';
export type ActState = 'waiting' | 'agreed' | 'done' | 'refused';

/** Something that two people must agree to. */
export interface ActRecord {
  readonly id: string;
  readonly kind: ActKind;
  readonly subjectId: string;
  readonly state: ActState;
  readonly reason: string | null;
  readonly authorId: string;
  readonly openedAt: string;
}

const columns = sql`id, kind, subject_id as "subjectId", state, reason, author_id as "authorId", opened_at as "openedAt"`;

/** False when the same already waits. */
export async function insertAct(tx: Db, row: Omit<ActRecord, 'state'>): Promise<boolean> {
  const { rows } = await sql`
    insert into memorandum_act (id, kind, subject_id, state, reason, author_id, opened_at)
    values (${row.id}, ${row.kind}, ${row.subjectId}, 'waiting', ${row.reason}, ${row.authorId}, ${row.openedAt})
    on conflict (subject_id, kind) where state in ('waiting', 'agreed') do nothing returning id`.execute(tx);
  return rows.length > 0;
}

export async function selectActs(db: Db, subjectId: string): Promise<ActRecord[]> {
  const { rows } = await sql<ActRecord>`
    select ${columns} from memorandum_act where subject_id = ${subjectId} order by opened_at desc, id desc
    limit 50`.execute(db);
  return rows;
}

export async function selectAct(db: Db, id: string): Promise<ActRecord | undefined> {
  const { rows } = await sql<ActRecord>`select ${columns} from memorandum_act where id = ${id}`.execute(db);
  return rows[0];
}

/** Moves an act on; false when it was no longer where the caller thought. */
export async function moveAct(
  tx: Db,
  id: string,
  from: ActState,
  to: ActState,
  at: string,
): Promise<boolean> {
  const { rows } = await sql`
    update memorandum_act set state = ${to}, closed_at = ${at} where id = ${id} and state = ${from}
    returning id`.execute(tx);
  return rows.length > 0;
}
