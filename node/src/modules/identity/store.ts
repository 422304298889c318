import type { Preferences, Role } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

export interface AccountRow {
  readonly id: string;
  readonly username: string;
  readonly nameEn: string;
  readonly nameAr: string;
  readonly roles: readonly Role[];
  readonly post: string | null;
  readonly passwordHash: string;
  readonly disabled: boolean;
  readonly failures: number;
  readonly lockedUntil: string | null;
  readonly lastSignInAt: string | null;
  readonly preferences: Preferences;
  readonly createdAt: string;
}

const accountColumns = sql`id, username, name_en as "nameEn", name_ar as "nameAr", roles, post, password_hash as "passwordHash",
  disabled, failures, locked_until as "lockedUntil", last_sign_in_at as "lastSignInAt", preferences, created_at as "createdAt"`;

export async function insertAccount(
  db: Db,
  row: Omit<AccountRow, 'failures' | 'lockedUntil' | 'lastSignInAt' | 'disabled'>,
): Promise<void> {
  await sql`
    insert into account (id, username, name_en, name_ar, roles, post, password_hash, preferences, created_at)
    values (${row.id}, ${row.username}, ${row.nameEn}, ${row.nameAr}, ${JSON.stringify(row.roles)}::jsonb, ${row.post},
      ${row.passwordHash}, ${JSON.stringify(row.preferences)}::jsonb, ${row.createdAt})
  `.execute(db);
}

export async function selectAccounts(db: Db): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`select ${accountColumns} from account order by username`.execute(db);
  return rows;
}

export async function selectAccount(db: Db, id: string): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`select ${accountColumns} from account where id = ${id}`.execute(db);
  return rows[0];
}

/** The row stays locked until the transaction ends: two administrators cannot undo one another's change. */
export async function lockAccount(tx: Db, id: string): Promise<AccountRow | undefined> {
  const { rows } =
    await sql<AccountRow>`select ${accountColumns} from account where id = ${id} for update`.execute(tx);
  return rows[0];
}

export async function selectAccountsById(db: Db, ids: readonly string[]): Promise<AccountRow[]> {
  const { rows } =
    await sql<AccountRow>`select ${accountColumns} from account where id = any(${ids}::uuid[])`.execute(db);
  return rows;
}

export async function selectAccountByUsername(db: Db, username: string): Promise<AccountRow | undefined> {
  const { rows } =
    await sql<AccountRow>`select ${accountColumns} from account where username = ${username}`.execute(db);
  return rows[0];
}

export async function updateAccount(
  db: Db,
  row: Pick<AccountRow, 'id' | 'nameEn' | 'nameAr' | 'roles' | 'post' | 'disabled'>,
): Promise<void> {
  await sql`
    update account set name_en = ${row.nameEn}, name_ar = ${row.nameAr}, roles = ${JSON.stringify(row.roles)}::jsonb,
      post = ${row.post}, disabled = ${row.disabled} where id = ${row.id}
  `.execute(db);
}

export async function updatePassword(db: Db, id: string, passwordHash: string): Promise<void> {
  await sql`update account set password_hash = ${passwordHash}, failures = 0, locked_until = null where id = ${id}`.execute(
    db,
  );
}

export async function updatePreferences(db: Db, id: string, preferences: Preferences): Promise<void> {
  await sql`update account set preferences = ${JSON.stringify(preferences)}::jsonb where id = ${id}`.execute(
    db,
  );
}

/**
 * Counts a failure and locks the account at the limit, in one statement, so that parallel guesses are all counted. What
 * fails while the account is locked is not counted: nobody can hold it shut by guessing on.
 */
export async function recordFailure(
  db: Db,
  id: string,
  { limit, now, lockUntil }: { limit: number; now: string; lockUntil: string },
): Promise<void> {
  await sql`
    update account set
      locked_until = case when failures + 1 >= ${limit} then ${lockUntil}::timestamptz else null end,
      failures = case when failures + 1 >= ${limit} then 0 else failures + 1 end
    where id = ${id} and (locked_until is null or locked_until <= ${now})
  `.execute(db);
}

/**
 * Records a sign-in, if what was checked still holds: the password is the one that was compared, the account is not
 * disabled, and no parallel guess has locked it meanwhile. Returns false when it does not.
 */
export async function recordSignIn(
  tx: Db,
  account: Pick<AccountRow, 'id' | 'passwordHash'>,
  at: string,
): Promise<boolean> {
  const { rows } = await sql`
    update account set failures = 0, locked_until = null, last_sign_in_at = ${at}
    where id = ${account.id} and password_hash = ${account.passwordHash} and not disabled
      and (locked_until is null or locked_until <= ${at})
    returning id`.execute(tx);
  return rows.length === 1;
}

/** After a good proof outside a sign-in. */
export async function forgetFailures(db: Db, id: string): Promise<void> {
  await sql`update account set failures = 0 where id = ${id} and failures > 0`.execute(db);
}
