import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

/** A sign-in through the ministry that has begun; known by the digest of what its browser keeps. */
export interface AttemptRow {
  readonly digest: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: Uint8Array;
  readonly expiresAt: string;
}

export async function insertAttempt(db: Db, row: AttemptRow): Promise<void> {
  await sql`
    insert into ministry_attempt (digest, state, nonce, verifier, expires_at)
    values (${row.digest}, ${row.state}, ${row.nonce}, ${Buffer.from(row.verifier)}, ${row.expiresAt})`.execute(
    db,
  );
}

/** Takes an attempt out, so that it ends once, well or badly; those that are over go with it. */
export async function takeAttempt(db: Db, digest: string, now: string): Promise<AttemptRow | undefined> {
  const { rows } = await sql<AttemptRow>`
    delete from ministry_attempt where digest = ${digest} or expires_at <= ${now}
    returning digest, state, nonce, verifier, expires_at as "expiresAt"`.execute(db);
  return rows.find((row) => row.digest === digest && Date.parse(row.expiresAt) > Date.parse(now));
}

export async function selectBySubject(db: Db, issuer: string, subject: string): Promise<string | undefined> {
  const { rows } = await sql<{ accountId: string }>`
    select account_id as "accountId" from ministry_identity where issuer = ${issuer} and subject = ${subject}`.execute(
    db,
  );
  return rows[0]?.accountId;
}

export async function insertIdentity(
  db: Db,
  row: { issuer: string; subject: string; accountId: string; createdAt: string },
): Promise<void> {
  await sql`
    insert into ministry_identity (issuer, subject, account_id, created_at)
    values (${row.issuer}, ${row.subject}, ${row.accountId}, ${row.createdAt})`.execute(db);
}

export async function deleteIdentities(tx: Db, accountId: string): Promise<void> {
  await sql`delete from ministry_identity where account_id = ${accountId}`.execute(tx);
}
