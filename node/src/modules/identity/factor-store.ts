import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

export interface PasskeyRow {
  readonly id: string;
  readonly accountId: string;
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly name: string;
  readonly transports: readonly string[];
  readonly synced: boolean;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

export type ChallengePurpose = 'register' | 'sign-in' | 'step-up';
export interface ChallengeRow {
  readonly id: string;
  readonly challenge: string;
  readonly purpose: ChallengePurpose;
  readonly accountId: string | null;
  readonly expiresAt: string;
}

export interface TotpRow {
  readonly accountId: string;
  readonly secret: Uint8Array;
  readonly confirmedAt: string | null;
  readonly lastStep: number;
}

const passkeyColumns = sql`id, account_id as "accountId", credential_id as "credentialId", public_key as "publicKey", counter,
  name, transports, synced, created_at as "createdAt", last_used_at as "lastUsedAt"`;

export async function insertPasskey(db: Db, row: Omit<PasskeyRow, 'lastUsedAt'>): Promise<void> {
  await sql`
    insert into passkey (id, account_id, credential_id, public_key, counter, name, transports, synced, created_at)
    values (${row.id}, ${row.accountId}, ${row.credentialId}, ${Buffer.from(row.publicKey)}, ${row.counter}, ${row.name},
      ${JSON.stringify(row.transports)}::jsonb, ${row.synced}, ${row.createdAt})`.execute(db);
}

export async function selectPasskeys(db: Db, accountId: string): Promise<PasskeyRow[]> {
  const { rows } = await sql<PasskeyRow>`
    select ${passkeyColumns} from passkey where account_id = ${accountId} and revoked_at is null order by created_at`.execute(
    db,
  );
  return rows;
}

export async function selectPasskey(db: Db, credentialId: string): Promise<PasskeyRow | undefined> {
  const { rows } = await sql<PasskeyRow>`
    select ${passkeyColumns} from passkey where credential_id = ${credentialId} and revoked_at is null`.execute(
    db,
  );
  return rows[0];
}

/**
 * Moves the signature counter forward (WebAuthn §6.1.1): an authenticator that counts never says the same number twice.
 * Returns false where another use was faster or the key was revoked.
 */
export async function usePasskey(
  db: Db,
  { id, counter, at }: { id: string; counter: number; at: string },
): Promise<boolean> {
  const { rows } = await sql`
    update passkey set counter = ${counter}, last_used_at = ${at}
    where id = ${id} and revoked_at is null and (counter < ${counter} or (counter = 0 and ${counter} = 0))
    returning id`.execute(db);
  return rows.length === 1;
}

export async function renamePasskey(
  db: Db,
  { id, accountId, name }: { id: string; accountId: string; name: string },
): Promise<boolean> {
  const { rows } = await sql`
    update passkey set name = ${name} where id = ${id} and account_id = ${accountId} and revoked_at is null returning id`.execute(
    db,
  );
  return rows.length === 1;
}

/** One passkey of an account, or all of them. Returns how many. */
export async function revokePasskeys(
  db: Db,
  { id, accountId, at }: { id: string | null; accountId: string; at: string },
): Promise<number> {
  const { rows } = await sql`
    update passkey set revoked_at = ${at}
    where account_id = ${accountId} and revoked_at is null and (${id}::uuid is null or id = ${id}::uuid)
    returning id`.execute(db);
  return rows.length;
}

export async function insertChallenge(db: Db, row: ChallengeRow): Promise<void> {
  await sql`
    insert into passkey_challenge (id, challenge, purpose, account_id, expires_at)
    values (${row.id}, ${row.challenge}, ${row.purpose}, ${row.accountId}, ${row.expiresAt})`.execute(db);
}

/** The newest challenge of a purpose that the account was given. */
export async function selectChallengeOf(
  db: Db,
  accountId: string,
  purpose: ChallengePurpose,
): Promise<ChallengeRow | undefined> {
  const { rows } = await sql<ChallengeRow>`
    select id, challenge, purpose, account_id as "accountId", expires_at as "expiresAt" from passkey_challenge
    where account_id = ${accountId} and purpose = ${purpose} order by id desc limit 1`.execute(db);
  return rows[0];
}

/** Takes a challenge out, so that nobody uses it twice. */
export async function takeChallenge(db: Db, id: string): Promise<ChallengeRow | undefined> {
  const { rows } = await sql<ChallengeRow>`
    delete from passkey_challenge where id = ${id}
    returning id, challenge, purpose, account_id as "accountId", expires_at as "expiresAt"`.execute(db);
  return rows[0];
}

export async function deleteOldChallenges(db: Db, now: string): Promise<void> {
  await sql`delete from passkey_challenge where expires_at <= ${now}`.execute(db);
}

export async function selectTotp(db: Db, accountId: string): Promise<TotpRow | undefined> {
  const { rows } = await sql<TotpRow>`
    select account_id as "accountId", secret, confirmed_at as "confirmedAt", last_step as "lastStep"
    from totp where account_id = ${accountId}`.execute(db);
  return rows[0];
}

/** Begins an enrolment; one that was never confirmed is replaced. False where one is confirmed. */
export async function insertTotp(
  db: Db,
  row: { accountId: string; secret: Uint8Array; createdAt: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into totp (account_id, secret, created_at) values (${row.accountId}, ${Buffer.from(row.secret)}, ${row.createdAt})
    on conflict (account_id) do update set secret = excluded.secret, created_at = excluded.created_at, last_step = 0
      where totp.confirmed_at is null
    returning account_id`.execute(db);
  return rows.length === 1;
}

/** What must still hold when a proof is accepted: the password that was compared, no lock, no other use of the code. */
export interface Holding {
  readonly accountId: string;
  readonly passwordHash: string | null;
  readonly at: string;
}

/** Accepts the code of a time step once. False where it was used, or the account was locked or changed meanwhile. */
export async function useStep(
  db: Db,
  { accountId, passwordHash, at }: Holding,
  step: number,
): Promise<boolean> {
  const { rows } = await sql`
    update totp set last_step = ${step}, confirmed_at = coalesce(totp.confirmed_at, ${at}::timestamptz)
    from account where account.id = totp.account_id and totp.account_id = ${accountId} and totp.last_step < ${step}
      and not account.disabled and (account.locked_until is null or account.locked_until <= ${at})
      and (${passwordHash}::text is null or account.password_hash = ${passwordHash})
    returning totp.account_id`.execute(db);
  return rows.length === 1;
}

/** Accepts a recovery code once, under the same conditions. */
export async function useRecoveryCode(
  db: Db,
  { accountId, passwordHash, at }: Holding,
  digest: string,
): Promise<boolean> {
  const { rows } = await sql`
    update recovery_code set used_at = ${at}
    from account where account.id = recovery_code.account_id and recovery_code.account_id = ${accountId}
      and recovery_code.digest = ${digest} and recovery_code.used_at is null
      and not account.disabled and (account.locked_until is null or account.locked_until <= ${at})
      and (${passwordHash}::text is null or account.password_hash = ${passwordHash})
    returning recovery_code.digest`.execute(db);
  return rows.length === 1;
}

export async function deleteTotp(db: Db, accountId: string): Promise<boolean> {
  await sql`delete from recovery_code where account_id = ${accountId}`.execute(db);
  const { rows } = await sql`delete from totp where account_id = ${accountId} returning account_id`.execute(
    db,
  );
  return rows.length === 1;
}

export async function replaceRecoveryCodes(
  tx: Db,
  accountId: string,
  digests: readonly string[],
): Promise<void> {
  await sql`delete from recovery_code where account_id = ${accountId}`.execute(tx);
  await sql`
    insert into recovery_code (account_id, digest)
    select ${accountId}::uuid, digest from unnest(${[...digests]}::text[]) as digest`.execute(tx);
}

export async function countRecoveryCodes(db: Db, accountId: string): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select count(*) as left from recovery_code where account_id = ${accountId} and used_at is null`.execute(
    db,
  );
  return Number(rows[0]!.left);
}
