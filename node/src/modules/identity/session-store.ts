import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type { SignInMethod } from './model.ts';

export interface SessionRow {
  readonly id: string;
  readonly accountId: string;
  readonly csrfToken: string;
  readonly lastSeenAt: string;
  readonly expiresAt: string;
  readonly previousSignInAt: string | null;
  readonly method: SignInMethod;
  readonly provedAt: string | null;
  readonly provedBy: SignInMethod;
  /** The ministry's token that its sign-out asks for, sealed. */
  readonly ministryToken: Uint8Array | null;
}

const sessionColumns = sql`id, account_id as "accountId", csrf_token as "csrfToken", last_seen_at as "lastSeenAt",
  expires_at as "expiresAt", previous_sign_in_at as "previousSignInAt", method, proved_at as "provedAt", proved_by as "provedBy",
  ministry_token as "ministryToken"`;

export async function insertSession(
  db: Db,
  row: SessionRow & { readonly tokenDigest: string; readonly createdAt: string },
): Promise<void> {
  await sql`
    insert into session (id, token_digest, account_id, csrf_token, created_at, last_seen_at, expires_at, previous_sign_in_at,
      method, proved_at, proved_by, ministry_token)
    values (${row.id}, ${row.tokenDigest}, ${row.accountId}, ${row.csrfToken}, ${row.createdAt}, ${row.lastSeenAt}, ${row.expiresAt}, ${row.previousSignInAt},
      ${row.method}, ${row.provedAt}, ${row.provedBy}, ${row.ministryToken && Buffer.from(row.ministryToken)})
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

/** Records a fresh proof of the person behind a session. */
export async function recordProof(
  db: Db,
  id: string,
  { by, at }: { by: SignInMethod; at: string },
): Promise<void> {
  await sql`update session set proved_at = ${at}, proved_by = ${by} where id = ${id}`.execute(db);
}

export async function selectSessionsOf(
  db: Db,
  accountId: string,
  now: string,
): Promise<{ id: string; method: SignInMethod; startedAt: string; lastSeenAt: string }[]> {
  const { rows } = await sql<{ id: string; method: SignInMethod; startedAt: string; lastSeenAt: string }>`
    select id, method, created_at as "startedAt", last_seen_at as "lastSeenAt" from session
    where account_id = ${accountId} and expires_at > ${now} order by created_at desc`.execute(db);
  return rows;
}

/** False when the account has no such session. */
export async function deleteOwnSession(db: Db, id: string, accountId: string): Promise<boolean> {
  const { rows } =
    await sql`delete from session where id = ${id} and account_id = ${accountId} returning id`.execute(db);
  return rows.length === 1;
}
