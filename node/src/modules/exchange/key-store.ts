import type { KeyPurpose } from '@jisr/contract';
import type { PublicJwk } from '@jisr/exchange-documents';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

export interface KeyRow {
  readonly kid: string;
  readonly purpose: KeyPurpose;
  readonly jwk: PublicJwk;
  readonly sealed: Uint8Array | null;
  readonly serial: number;
  readonly createdAt: string;
  readonly supersededAt: string | null;
  readonly revokedAt: string | null;
}

export async function selectKeys(db: Db): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select kid, purpose, public_jwk as jwk, private_sealed as sealed, serial, created_at as "createdAt",
      superseded_at as "supersededAt", revoked_at as "revokedAt"
    from exchange_key order by serial, created_at, kid`.execute(db);
  return rows;
}

export async function insertKey(
  tx: Db,
  key: Pick<KeyRow, 'kid' | 'purpose' | 'jwk' | 'sealed' | 'serial' | 'createdAt'>,
): Promise<void> {
  await sql`
    insert into exchange_key (kid, purpose, public_jwk, private_sealed, serial, created_at)
    values (${key.kid}, ${key.purpose}, ${JSON.stringify(key.jwk)}::jsonb, ${key.sealed}, ${key.serial}, ${key.createdAt})`.execute(
    tx,
  );
}

/** The key of this use that was current is not any more. */
export async function supersedeKey(tx: Db, purpose: KeyPurpose, at: string): Promise<void> {
  await sql`
    update exchange_key set superseded_at = ${at}
    where purpose = ${purpose} and superseded_at is null and revoked_at is null`.execute(tx);
}

export async function revokeKey(tx: Db, kid: string, at: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update exchange_key set revoked_at = ${at} where kid = ${kid} and revoked_at is null and purpose <> 'root'`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

/** Private parts that open nothing any more: superseded before this instant. */
export async function forgetPrivateParts(db: Db, before: string): Promise<void> {
  await sql`
    update exchange_key set private_sealed = null
    where private_sealed is not null and purpose <> 'root' and coalesce(revoked_at, superseded_at) < ${before}`.execute(
    db,
  );
}

export interface CardRow {
  readonly serial: number;
  readonly digest: string;
  readonly signed: string;
  readonly at: string;
}

/** The cards of one party since its (last) pairing, oldest first. */
export async function selectCards(db: Db, party: string, epoch: number): Promise<CardRow[]> {
  const { rows } = await sql<CardRow>`
    select serial, digest, signed, at from exchange_card where party = ${party} and epoch = ${epoch}
    order by serial`.execute(db);
  return rows;
}

export async function insertCard(tx: Db, card: CardRow & { party: string; epoch: number }): Promise<void> {
  await sql`
    insert into exchange_card (party, epoch, serial, digest, signed, at)
    values (${card.party}, ${card.epoch}, ${card.serial}, ${card.digest}, ${card.signed}, ${card.at})
    on conflict do nothing`.execute(tx);
}

/** Takes back cards of a pairing that was not completed. */
export async function deleteCards(tx: Db, party: string, epoch: number): Promise<void> {
  await sql`delete from exchange_card where party = ${party} and epoch = ${epoch}`.execute(tx);
}
