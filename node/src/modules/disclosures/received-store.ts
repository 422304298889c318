import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type { HeadApproval, MemorandumRef, Mode, Obligations, Tlp } from './types.ts';

export interface ReceivedRow {
  readonly id: string;
  readonly sender: string;
  readonly fromAgency: string;
  readonly toAgency: string;
  readonly thread: string;
  readonly inReplyTo: string | null;
  readonly category: string;
  readonly action: string;
  readonly purpose: string;
  readonly offence: string | null;
  readonly tlp: Tlp;
  readonly mode: Mode | null;
  readonly memorandum: MemorandumRef;
  readonly article: string;
  readonly articles: readonly string[];
  readonly policyDigest: string;
  readonly obligations: Obligations;
  readonly fields: readonly string[];
  readonly approvals: readonly HeadApproval[];
  /** The disclosure of ours that its sender agrees to be passed on; null for everything but such a notice. */
  readonly consentOf: string | null;
  readonly documentDigest: string;
  readonly objectDigest: string;
  readonly ledgerEntry: string;
  readonly receivedAt: string;
  readonly retainUntil: string;
  readonly erasedAt: string | null;
  readonly erasedWhy: 'term' | 'notice' | 'restore' | null;
}

const columns = sql`id, sender, from_agency as "fromAgency", to_agency as "toAgency", thread, in_reply_to as "inReplyTo",
  category, action, purpose, offence, tlp, mode, memorandum, article, articles, policy_digest as "policyDigest", obligations,
  fields, approvals, consent_of as "consentOf", document_digest as "documentDigest", object_digest as "objectDigest",
  ledger_entry as "ledgerEntry", received_at as "receivedAt", retain_until as "retainUntil", erased_at as "erasedAt",
  erased_why as "erasedWhy"`;

export type NewReceived = Omit<ReceivedRow, 'erasedAt' | 'erasedWhy'> & {
  readonly salt: string;
  readonly sealed: Uint8Array;
  /** Keyed digests. */
  readonly references: readonly string[];
};

/** The rows with the digests of their references, in one statement. */
export async function insertReceived(tx: Db, rows: readonly NewReceived[]): Promise<void> {
  const wire = rows.map((row) => ({ ...row, sealed: Buffer.from(row.sealed).toString('hex') }));
  await sql`
    with r as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(wire)}::jsonb) as r(id uuid, sender text, "fromAgency" text,
        "toAgency" text, thread uuid, "inReplyTo" uuid, category text, action text, purpose text, offence text, tlp text,
        mode text, memorandum jsonb, article text, articles jsonb, "policyDigest" text, obligations jsonb, fields jsonb,
        approvals jsonb, "consentOf" uuid, "documentDigest" text, "objectDigest" text, "ledgerEntry" text,
        "receivedAt" timestamptz, "retainUntil" timestamptz, salt text, sealed text, "references" jsonb)
    ), named as (
      insert into disclosure_reference (disclosure_id, digest)
      select id, digest from r, jsonb_array_elements_text("references") as d(digest) on conflict do nothing
    )
    insert into received_disclosure (id, sender, from_agency, to_agency, thread, in_reply_to, category, action, purpose, offence,
      tlp, mode, memorandum, article, articles, policy_digest, obligations, fields, approvals, consent_of, document_digest,
      object_digest, ledger_entry, received_at, retain_until, salt, sealed)
    select id, sender, "fromAgency", "toAgency", thread, "inReplyTo", category, action, purpose, offence,
      tlp, mode, memorandum, article, articles, "policyDigest", obligations, fields, approvals, "consentOf", "documentDigest",
      "objectDigest", "ledgerEntry", "receivedAt", "retainUntil", salt, decode(sealed, 'hex') from r
  `.execute(tx);
}

export async function selectReceived(db: Db, id: string): Promise<ReceivedRow | undefined> {
  const { rows } =
    await sql<ReceivedRow>`select ${columns} from received_disclosure where id = ${id}`.execute(db);
  return rows[0];
}

/** The row stays locked until the transaction ends, so that two erasures do not both tell the partner. */
export async function lockReceived(tx: Db, ids: readonly string[]): Promise<ReceivedRow[]> {
  const { rows } = await sql<ReceivedRow>`
    select ${columns} from received_disclosure where id = any(${ids}::uuid[]) order by id for update
  `.execute(tx);
  return rows;
}

export async function selectReceivedContent(
  db: Db,
  id: string,
): Promise<{ salt: string; sealed: Uint8Array } | undefined> {
  const { rows } = await sql<{ salt: string; sealed: Uint8Array }>`
    select salt, sealed from received_disclosure where id = ${id} and erased_at is null
  `.execute(db);
  return rows[0];
}

/** A corrected content takes the place of the wrong one. */
export async function updateContent(
  tx: Db,
  id: string,
  content: { sealed: Uint8Array; fields: readonly string[] },
): Promise<void> {
  await sql`
    update received_disclosure set sealed = ${content.sealed}, fields = ${JSON.stringify(content.fields)}::jsonb
    where id = ${id} and erased_at is null
  `.execute(tx);
}

/** Those whose term has come, the longest overdue first. */
export async function selectExpired(db: Db, now: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from received_disclosure where erased_at is null and retain_until <= ${now}
    order by retain_until limit ${limit}
  `.execute(db);
  return rows.map((row) => row.id);
}

/** Of these, the ones whose content is here. */
export async function selectHeld(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from received_disclosure where erased_at is null and id = any(${ids}::uuid[]) order by id
  `.execute(db);
  return rows.map((row) => row.id);
}

/** Content and salt go, the tombstone stays: article, dates and digests, which say nothing without the salt. */
export async function eraseReceived(
  tx: Db,
  ids: readonly string[],
  why: NonNullable<ReceivedRow['erasedWhy']>,
  at: string,
): Promise<void> {
  await sql`
    update received_disclosure set sealed = null, salt = null, fields = '[]'::jsonb, erased_at = ${at}, erased_why = ${why}
    where id = any(${ids}::uuid[]) and erased_at is null
  `.execute(tx);
  await sql`delete from disclosure_reference where disclosure_id = any(${ids}::uuid[])`.execute(tx);
}

/** Own copies of what was sent whose term has come: erased with their salt and references. Returns which. */
export async function eraseOwnCopies(
  tx: Db,
  now: string,
  limit: number,
): Promise<{ id: string; article: string; category: string; channel: string; retainUntil: string }[]> {
  const { rows } = await sql<{
    id: string;
    article: string;
    category: string;
    channel: string;
    retainUntil: string;
  }>`
    with gone as (
      delete from disclosure_content where disclosure_id in (
        select disclosure_id from disclosure_content where erase_at <= ${now} order by erase_at limit ${limit}
      ) returning disclosure_id
    ), unnamed as (
      delete from disclosure_reference where disclosure_id in (select disclosure_id from gone)
    )
    select id, article, category, channel, retain_until as "retainUntil" from disclosure
    where id in (select disclosure_id from gone)
  `.execute(tx);
  return rows;
}

export interface ReceivedFilter {
  readonly before: { readonly at: string; readonly id: string } | null;
  readonly limit: number;
  readonly thread?: string | undefined;
  readonly reference?: string | undefined;
  readonly held?: boolean | undefined;
}

export async function selectReceivedPage(db: Db, filter: ReceivedFilter): Promise<ReceivedRow[]> {
  const { before, thread = null, reference = null, held = null } = filter;
  const { rows } = await sql<ReceivedRow>`
    select ${columns} from received_disclosure
    where (${before?.at ?? null}::timestamptz is null
        or (received_at, id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
      and (${thread}::uuid is null or thread = ${thread}::uuid)
      and (${held}::boolean is null or (erased_at is null) = ${held}::boolean)
      and (${reference}::text is null
        or id in (select disclosure_id from disclosure_reference where digest = ${reference}))
    order by received_at desc, id desc limit ${filter.limit}
  `.execute(db);
  return rows;
}
