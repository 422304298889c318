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

export interface SessionRow {
  readonly id: string;
  readonly accountId: string;
  readonly csrfToken: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly previousSignInAt: string | null;
}

export interface KeyRow {
  readonly id: string;
  readonly carrier: string;
  readonly hint: string;
  readonly label: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

const accountColumns = sql`id, username, name_en as "nameEn", name_ar as "nameAr", roles, post, password_hash as "passwordHash",
  disabled, failures, locked_until as "lockedUntil", last_sign_in_at as "lastSignInAt", preferences, created_at as "createdAt"`;
const sessionColumns = sql`id, account_id as "accountId", csrf_token as "csrfToken", last_seen_at as "lastSeenAt",
  expires_at as "expiresAt", previous_sign_in_at as "previousSignInAt"`;
const keyColumns = sql`id, carrier, hint, label, created_at as "createdAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"`;

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

export async function insertSession(
  db: Db,
  row: SessionRow & { readonly tokenDigest: string; readonly createdAt: string },
): Promise<void> {
  await sql`
    insert into session (id, token_digest, account_id, csrf_token, created_at, last_seen_at, expires_at, previous_sign_in_at)
    values (${row.id}, ${row.tokenDigest}, ${row.accountId}, ${row.csrfToken}, ${row.createdAt}, ${row.lastSeenAt}, ${row.expiresAt}, ${row.previousSignInAt})
  `.execute(db);
}

export async function selectSession(db: Db, tokenDigest: string): Promise<SessionRow | undefined> {
  const { rows } =
    await sql<SessionRow>`select ${sessionColumns} from session where token_digest = ${tokenDigest}`.execute(
      db,
    );
  return rows[0];
}

export async function selectSessionById(db: Db, id: string): Promise<SessionRow | undefined> {
  const { rows } = await sql<SessionRow>`select ${sessionColumns} from session where id = ${id}`.execute(db);
  return rows[0];
}

export async function touchSession(db: Db, id: string, at: string): Promise<void> {
  await sql`update session set last_seen_at = ${at} where id = ${id}`.execute(db);
}

export async function deleteSession(db: Db, id: string): Promise<void> {
  await sql`delete from session where id = ${id}`.execute(db);
}

export async function deleteSessionsOf(db: Db, accountId: string, except: string | null): Promise<void> {
  await sql`delete from session where account_id = ${accountId} and (${except}::uuid is null or id <> ${except}::uuid)`.execute(
    db,
  );
}

/** Returns how many there were. */
export async function deleteExpiredSessions(db: Db, now: string, idleBefore: string): Promise<number> {
  const { numAffectedRows } =
    await sql`delete from session where expires_at <= ${now} or last_seen_at <= ${idleBefore}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

export async function selectCarriers(db: Db): Promise<{ code: string; nameEn: string; nameAr: string }[]> {
  const { rows } = await sql<{ code: string; nameEn: string; nameAr: string }>`
    select code, name_en as "nameEn", name_ar as "nameAr" from carrier order by code`.execute(db);
  return rows;
}

/** Returns false when the carrier was there already. */
export async function insertCarrier(
  db: Db,
  row: { code: string; nameEn: string; nameAr: string; createdAt: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into carrier (code, name_en, name_ar, created_at) values (${row.code}, ${row.nameEn}, ${row.nameAr}, ${row.createdAt})
    on conflict (code) do nothing returning code`.execute(db);
  return rows.length === 1;
}

export async function selectKeys(db: Db): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`select ${keyColumns} from carrier_key order by created_at`.execute(db);
  return rows;
}

export async function insertKey(
  db: Db,
  row: Pick<KeyRow, 'id' | 'carrier' | 'hint' | 'label' | 'createdAt'> & { digest: string },
): Promise<void> {
  await sql`
    insert into carrier_key (id, carrier, digest, hint, label, created_at)
    values (${row.id}, ${row.carrier}, ${row.digest}, ${row.hint}, ${row.label}, ${row.createdAt})`.execute(
    db,
  );
}

export async function selectLiveKey(db: Db, digest: string): Promise<KeyRow | undefined> {
  const { rows } =
    await sql<KeyRow>`select ${keyColumns} from carrier_key where digest = ${digest} and revoked_at is null`.execute(
      db,
    );
  return rows[0];
}

export async function touchKey(db: Db, id: string, at: string): Promise<void> {
  await sql`update carrier_key set last_used_at = ${at} where id = ${id}`.execute(db);
}

/** Returns false when there is no such live key. */
export async function revokeKey(db: Db, id: string, at: string): Promise<boolean> {
  const { rows } =
    await sql`update carrier_key set revoked_at = ${at} where id = ${id} and revoked_at is null returning id`.execute(
      db,
    );
  return rows.length === 1;
}
