import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type { StoredHead } from './outbox-store.ts';
import type { Reason } from './types.ts';

export interface NewIncoming {
  readonly id: string;
  readonly lane: string;
  readonly seq: number;
  readonly digest: string;
  readonly head: StoredHead;
  readonly jws: string;
  readonly bytes: number;
  readonly receivedAt: string;
  readonly verdict: 'accepted' | 'refused';
  readonly reason: (Reason & { readonly text?: { en: string; ar: string }; readonly set?: string }) | null;
  readonly ledgerEntry: string | null;
}

/** A document that has come before, as far as its receipt needs it. */
export interface Known {
  readonly id: string;
  readonly digest: string;
  readonly verdict: 'accepted' | 'refused';
  readonly reason: NewIncoming['reason'];
  readonly articles: string[];
  readonly receivedAt: string;
  readonly ledgerEntry: string | null;
  readonly receipt: string | null;
}

const known = sql`id, digest, verdict, reason, head->'articles' as articles, received_at as "receivedAt",
  ledger_entry as "ledgerEntry", receipt`;

export async function selectKnown(db: Db, ids: readonly string[]): Promise<Map<string, Known>> {
  const { rows } = await sql<Known>`
    select ${known} from exchange_inbox where id = any(${ids}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Documents that were taken by a node that died before it wrote their receipts. */
export async function selectUnreceipted(db: Db, limit: number): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select ${known} from exchange_inbox where receipt is null order by id limit ${limit}`.execute(db);
  return rows;
}

export async function insertIncoming(tx: Db, rows: readonly NewIncoming[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into exchange_inbox (id, lane, seq, digest, head, jws, bytes, received_at, verdict, reason, ledger_entry)
    select id, lane, seq, digest, head, jws, bytes, "receivedAt", verdict, reason, "ledgerEntry"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, lane text, seq bigint, digest text, head jsonb,
      jws text, bytes bigint, "receivedAt" timestamptz, verdict text, reason jsonb, "ledgerEntry" text)`.execute(
    tx,
  );
}

/** Keeps the receipts that were made, and gives those that hold: of two made at once the first. */
export async function updateReceipts(
  tx: Db,
  rows: readonly { readonly id: string; readonly receipt: string; readonly place: unknown }[],
): Promise<Map<string, string>> {
  const { rows: kept } = await sql<{ id: string; receipt: string }>`
    update exchange_inbox i set receipt = coalesce(i.receipt, r.receipt), place = coalesce(i.place, r.place)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, receipt text, place jsonb)
    where i.id = r.id returning i.id, i.receipt`.execute(tx);
  return new Map(kept.map(({ id, receipt }) => [id, receipt]));
}

export async function selectIncoming(
  db: Db,
  id: string,
): Promise<{ id: string; digest: string; articles: string[]; second: string | null } | undefined> {
  const { rows } = await sql<{ id: string; digest: string; articles: string[]; second: string | null }>`
    select id, digest, head->'articles' as articles, second_receipt as second from exchange_inbox
    where id = ${id} and verdict = 'accepted'`.execute(db);
  return rows[0];
}

export async function updateSecondReceipt(tx: Db, id: string, receipt: string): Promise<void> {
  await sql`
    update exchange_inbox set second_receipt = ${receipt}, second_delivered_at = null where id = ${id}`.execute(
    tx,
  );
}

/** Second receipts that the peer has not taken yet, oldest first. */
export async function selectSecondsToSend(db: Db, limit: number): Promise<{ id: string; receipt: string }[]> {
  const { rows } = await sql<{ id: string; receipt: string }>`
    select id, second_receipt as receipt from exchange_inbox
    where second_receipt is not null and second_delivered_at is null order by id limit ${limit}`.execute(db);
  return rows;
}

export async function updateSecondsSent(db: Db, receipts: readonly string[], at: string): Promise<void> {
  await sql`
    update exchange_inbox set second_delivered_at = ${at}
    where second_delivered_at is null and second_receipt = any(${receipts}::text[])`.execute(db);
}

/** Keeps a part that came before its document; the same part again changes nothing. */
export async function insertChunk(
  db: Db,
  chunk: { readonly digest: string; readonly n: number; readonly jwe: string; readonly at: string },
): Promise<void> {
  await sql`
    insert into exchange_chunk (digest, n, jwe, received_at) values (${chunk.digest}, ${chunk.n}, ${chunk.jwe}, ${chunk.at})
    on conflict (digest, n) do nothing`.execute(db);
}

/** The parts of these digests, by digest. */
export async function selectChunks(db: Db, digests: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ digest: string; jwe: string }>`
    select digest, jwe from exchange_chunk where digest = any(${digests}::text[])`.execute(db);
  return new Map(rows.map(({ digest, jwe }) => [digest, jwe]));
}

export async function deleteChunks(db: Db, digests: readonly string[]): Promise<void> {
  await sql`delete from exchange_chunk where digest = any(${digests}::text[])`.execute(db);
}

/** Takes away what is no longer needed: nonces and parts whose document never came. */
export async function purge(
  db: Db,
  before: { readonly nonces: string; readonly chunks: string },
): Promise<void> {
  await sql`delete from exchange_nonce where seen_at < ${before.nonces}`.execute(db);
  await sql`delete from exchange_chunk where received_at < ${before.chunks}`.execute(db);
}

/** True for a nonce that was not seen before; it is now. */
export async function insertNonce(db: Db, kid: string, nonce: string, at: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into exchange_nonce (kid, nonce, seen_at) values (${kid}, ${nonce}, ${at})
    on conflict (kid, nonce) do nothing`.execute(db);
  return numAffectedRows === 1n;
}
