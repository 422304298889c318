import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type {
  Channel,
  Direction,
  GateQuestion,
  HeadApproval,
  MemorandumRef,
  Mode,
  Obligations,
  Refusal,
  Settled,
  Tlp,
} from './types.ts';

export interface DisclosureRow {
  readonly id: string;
  readonly intentKey: string;
  readonly intentDigest: string;
  readonly channel: Channel;
  readonly recipient: string;
  readonly thread: string;
  readonly inReplyTo: string | null;
  readonly category: string;
  readonly action: string;
  readonly purpose: string;
  readonly offence: string | null;
  readonly tlp: Tlp;
  readonly mode: Mode | null;
  readonly units: number;
  readonly memorandum: MemorandumRef;
  readonly article: string;
  readonly articles: readonly string[];
  readonly policyDigest: string;
  readonly question: Omit<GateQuestion, 'now'> & { readonly now: string };
  readonly obligations: Obligations;
  readonly fields: readonly string[];
  readonly redactions: readonly string[];
  readonly approvalId: string | null;
  readonly approvals: readonly HeadApproval[];
  readonly authorId: string | null;
  readonly objectDigest: string;
  readonly documentDigest: string | null;
  readonly ledgerEntry: string;
  readonly retainUntil: string;
  readonly disclosedAt: string;
  readonly delivery: 'queued' | 'handed-over' | Settled['state'];
  readonly deliveryReason: Settled['reason'];
  readonly deliveryAt: string | null;
}

export interface RefusalRow {
  readonly id: string;
  readonly direction: Direction;
  readonly intentKey: string;
  readonly thread: string | null;
  readonly category: string;
  readonly action: string;
  readonly purpose: string;
  readonly tlp: string;
  readonly law: Refusal['law'];
  readonly clause: string;
  readonly code: string;
  readonly reason: Refusal['text'];
  readonly question: DisclosureRow['question'] | null;
  readonly authorId: string | null;
  readonly ledgerEntry: string;
  readonly refusedAt: string;
}

const columns = sql`id, intent_key as "intentKey", intent_digest as "intentDigest", channel, recipient, thread,
  in_reply_to as "inReplyTo", category, action, purpose, offence, tlp, mode, units, memorandum, article, articles,
  policy_digest as "policyDigest", question, obligations, fields, redactions, approval_id as "approvalId", approvals,
  author_id as "authorId", object_digest as "objectDigest",
  document_digest as "documentDigest", ledger_entry as "ledgerEntry", retain_until as "retainUntil",
  disclosed_at as "disclosedAt", delivery, delivery_reason as "deliveryReason", delivery_at as "deliveryAt"`;
const refusalColumns = sql`id, direction, intent_key as "intentKey", thread, category, action, purpose, tlp, law, clause,
  code, reason, question, author_id as "authorId", ledger_entry as "ledgerEntry", refused_at as "refusedAt"`;

export type NewDisclosure = Omit<DisclosureRow, 'deliveryReason' | 'deliveryAt'>;

/** What is kept beside the row of a disclosure: the own copy, sealed, its salt, and the digests of references. */
export interface DisclosureContent {
  readonly salt: string;
  readonly sealed: Uint8Array;
  readonly eraseAt: string;
  readonly references: readonly string[];
}

/** The rows with their contents and references, in one statement. */
export async function insertDisclosures(
  tx: Db,
  rows: readonly (NewDisclosure & DisclosureContent)[],
): Promise<void> {
  const wire = rows.map((row) => ({ ...row, sealed: Buffer.from(row.sealed).toString('hex') }));
  await sql`
    with r as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(wire)}::jsonb) as r(id uuid, "intentKey" text, "intentDigest" text,
        channel text, recipient text, thread uuid, "inReplyTo" uuid, category text, action text, purpose text, offence text,
        tlp text, mode text, units integer, memorandum jsonb, article text, articles jsonb, "policyDigest" text,
        question jsonb, obligations jsonb, fields jsonb, redactions jsonb, "approvalId" uuid, approvals jsonb,
        "authorId" uuid, "objectDigest" text, "documentDigest" text, "ledgerEntry" text, "retainUntil" timestamptz,
        "disclosedAt" timestamptz, delivery text, salt text, sealed text, "eraseAt" timestamptz, "references" jsonb)
    ), content as (
      insert into disclosure_content (disclosure_id, salt, sealed, erase_at)
      select id, salt, decode(sealed, 'hex'), "eraseAt" from r
    ), named as (
      insert into disclosure_reference (disclosure_id, digest)
      select id, digest from r, jsonb_array_elements_text("references") as d(digest) on conflict do nothing
    )
    insert into disclosure (id, intent_key, intent_digest, channel, recipient, thread, in_reply_to, category, action, purpose,
      offence, tlp, mode, units, memorandum, article, articles, policy_digest, question, obligations, fields, redactions,
      approval_id, approvals, author_id, object_digest, document_digest, ledger_entry, retain_until, disclosed_at, delivery)
    select id, "intentKey", "intentDigest", channel, recipient, thread, "inReplyTo", category, action, purpose,
      offence, tlp, mode, units, memorandum, article, articles, "policyDigest", question, obligations, fields, redactions,
      "approvalId", approvals, "authorId", "objectDigest", "documentDigest", "ledgerEntry", "retainUntil", "disclosedAt",
      delivery from r
  `.execute(tx);
}

export async function selectContent(
  db: Db,
  id: string,
): Promise<{ salt: string; sealed: Uint8Array } | undefined> {
  const { rows } = await sql<{ salt: string; sealed: Uint8Array }>`
    select salt, sealed from disclosure_content where disclosure_id = ${id}
  `.execute(db);
  return rows[0];
}

/** Of these, the ones whose own copy is still here. */
export async function selectHeldCopies(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select disclosure_id as id from disclosure_content where disclosure_id = any(${ids}::uuid[])
  `.execute(db);
  return new Set(rows.map((row) => row.id));
}

/** The same disclosures as other texts: only where the text before is the one that was let out. */
export async function updateDocuments(
  tx: Db,
  documents: readonly { readonly id: string; readonly before: string; readonly digest: string }[],
): Promise<void> {
  await sql`
    update disclosure d set document_digest = r.digest
    from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb) as r(id uuid, before text, digest text)
    where d.id = r.id and d.document_digest = r.before
  `.execute(tx);
}

export async function insertRefusal(tx: Db, row: RefusalRow): Promise<void> {
  await sql`
    insert into disclosure_refusal (id, direction, intent_key, thread, category, action, purpose, tlp, law, clause, code, reason,
      question, author_id, ledger_entry, refused_at)
    values (${row.id}, ${row.direction}, ${row.intentKey}, ${row.thread}, ${row.category}, ${row.action}, ${row.purpose},
      ${row.tlp}, ${row.law}, ${row.clause}, ${row.code}, ${JSON.stringify(row.reason)}::jsonb,
      ${row.question === null ? null : JSON.stringify(row.question)}::jsonb, ${row.authorId}, ${row.ledgerEntry},
      ${row.refusedAt})
  `.execute(tx);
}

export async function selectDeliveries(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, DisclosureRow['delivery']>> {
  const { rows } = await sql<Pick<DisclosureRow, 'id' | 'delivery'>>`
    select id, delivery from disclosure where id = any(${ids}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, delivery }) => [id, delivery]));
}

/** A disclosure that was made before under a key. */
export type Earlier = Pick<DisclosureRow, 'id' | 'article' | 'intentDigest'>;

export async function selectByKeys(db: Db, keys: readonly string[]): Promise<Map<string, Earlier>> {
  const { rows } = await sql<Earlier & { intentKey: string }>`
    select id, article, intent_digest as "intentDigest", intent_key as "intentKey" from disclosure
    where intent_key = any(${keys}::text[])
  `.execute(db);
  return new Map(rows.map((row) => [row.intentKey, row]));
}

/** Whether an approval has already let something else leave. */
export async function isApprovalUsed(db: Db, approvalId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from disclosure where approval_id = ${approvalId}`.execute(db);
  return rows.length > 0;
}

export async function selectDisclosure(db: Db, id: string): Promise<DisclosureRow | undefined> {
  const { rows } = await sql<DisclosureRow>`select ${columns} from disclosure where id = ${id}`.execute(db);
  return rows[0];
}

export async function selectRefusal(db: Db, id: string): Promise<RefusalRow | undefined> {
  const { rows } = await sql<RefusalRow>`
    select ${refusalColumns} from disclosure_refusal where id = ${id}
  `.execute(db);
  return rows[0];
}

/** Which of these may be on their way to the partner: those that stand in the register with this very document. */
export async function selectKnown(
  db: Db,
  documents: readonly { readonly id: string; readonly digest: string }[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select d.id from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb) as r(id uuid, digest text)
    join disclosure d on d.id = r.id and d.document_digest = r.digest and d.channel = 'exchange'
  `.execute(db);
  return rows.map((row) => row.id);
}

export async function updateDelivery(tx: Db, outcomes: readonly Settled[]): Promise<void> {
  await sql`
    update disclosure set delivery = r.state, delivery_reason = r.reason, delivery_at = r.at
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) as r(id uuid, state text, reason jsonb, at timestamptz)
    where disclosure.id = r.id
  `.execute(tx);
}

export interface ListFilter {
  readonly before: { readonly at: string; readonly id: string } | null;
  readonly limit: number;
  readonly category?: string | undefined;
  readonly thread?: string | undefined;
  /** Keyed digest of a reference. */
  readonly reference?: string | undefined;
}

export async function selectDisclosures(db: Db, filter: ListFilter): Promise<DisclosureRow[]> {
  const { rows } = await sql<DisclosureRow>`
    select ${columns} from disclosure
    where (${filter.before?.at ?? null}::timestamptz is null
        or (disclosed_at, id) < (${filter.before?.at ?? null}::timestamptz, ${filter.before?.id ?? null}::uuid))
      and (${filter.category ?? null}::text is null or category = ${filter.category ?? null})
      and (${filter.thread ?? null}::uuid is null or thread = ${filter.thread ?? null}::uuid)
      and (${filter.reference ?? null}::text is null
        or id in (select disclosure_id from disclosure_reference where digest = ${filter.reference ?? null}))
    order by disclosed_at desc, id desc limit ${filter.limit}
  `.execute(db);
  return rows;
}

export async function selectRefusals(db: Db, filter: ListFilter): Promise<RefusalRow[]> {
  const { rows } = await sql<RefusalRow>`
    select ${refusalColumns} from disclosure_refusal
    where (${filter.before?.at ?? null}::timestamptz is null
        or (refused_at, id) < (${filter.before?.at ?? null}::timestamptz, ${filter.before?.id ?? null}::uuid))
      and (${filter.category ?? null}::text is null or category = ${filter.category ?? null})
      and (${filter.thread ?? null}::uuid is null or thread = ${filter.thread ?? null}::uuid)
    order by refused_at desc, id desc limit ${filter.limit}
  `.execute(db);
  return rows;
}

/** How often each article was the reason, in both directions, and when last. */
export async function selectUses(
  db: Db,
): Promise<{ article: string; count: number; lastAt: string | null }[]> {
  const { rows } = await sql<{ article: string; count: number; lastAt: string | null }>`
    select article, count(*)::int as count, max(at) as "lastAt" from (
      select article, disclosed_at as at from disclosure union all select article, received_at from received_disclosure
    ) as used group by article order by article
  `.execute(db);
  return rows;
}
