import type { AccountNotice, Role } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

export async function insertNotice(db: Db, accountId: string, notice: AccountNotice): Promise<void> {
  await sql`
    insert into account_notice (id, account_id, kind, params, at)
    values (${notice.id}, ${accountId}, ${notice.kind}, ${JSON.stringify(notice.params)}::jsonb, ${notice.at})`.execute(
    db,
  );
}

export async function selectNotices(db: Db, accountId: string): Promise<AccountNotice[]> {
  const { rows } = await sql<AccountNotice>`
    select id, kind, params, at from account_notice where account_id = ${accountId} and seen_at is null
    order by at desc limit 50`.execute(db);
  return rows;
}

/** False when there is no such unseen notice of this account. */
export async function markSeen(db: Db, id: string, accountId: string, at: string): Promise<boolean> {
  const { rows } = await sql`
    update account_notice set seen_at = ${at} where id = ${id} and account_id = ${accountId} and seen_at is null
    returning id`.execute(db);
  return rows.length === 1;
}

/** Who holds any of the roles and is not disabled. */
export async function selectHolders(db: Db, roles: readonly Role[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from account where not disabled and roles ?| ${[...roles]}::text[]`.execute(db);
  return rows.map((row) => row.id);
}
