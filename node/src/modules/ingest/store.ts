/** The SQL of receipts and messages. */
import type { Issue, MessageChannel, MessageStatus } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import { storableJson } from '../travellers/index.ts';

export interface ReceiptRow {
  readonly id: string;
  readonly digest: string;
  readonly receivedAt: string;
  readonly refusals: Issue[];
}

export interface NewReceipt extends ReceiptRow {
  readonly channel: MessageChannel;
  readonly carrier: string | null;
  readonly size: number;
  readonly fileName: string | null;
}

/**
 * Claims the digest. Of several posts of the same bytes exactly one gets true; the others wait for it to commit.
 */
export async function claimReceipt(tx: Db, receipt: NewReceipt): Promise<boolean> {
  const r = receipt;
  const { rows } = await sql`
    insert into receipt (id, digest, channel, carrier, received_at, size, file_name, refusals)
    values (${r.id}, ${r.digest}, ${r.channel}, ${r.carrier}, ${r.receivedAt}, ${r.size}, ${r.fileName},
      ${storableJson(r.refusals)}::jsonb)
    on conflict (digest) do nothing returning id`.execute(tx);
  return rows.length > 0;
}

export async function findReceipt(db: Db, digest: string): Promise<ReceiptRow | null> {
  const { rows } = await sql<ReceiptRow>`
    select id, digest, received_at as "receivedAt", refusals from receipt where digest = ${digest}`.execute(
    db,
  );
  return rows[0] ?? null;
}

export interface KeptSegment {
  readonly index: number;
  readonly raw: string;
}

/** What an answer to a message must mirror (travellers.md §3.1), as sent. */
export interface Envelope {
  readonly sender: string | null;
  readonly senderQualifier: string | null;
  readonly recipient: string | null;
  readonly recipientQualifier: string | null;
  readonly interchangeReference: string | null;
  readonly groupReference: string | null;
  readonly applicationReference: string | null;
  readonly messageReference: string | null;
  readonly commonAccessReference: string | null;
  readonly transactionNumber: string | null;
  /** Directory release (`05B`) and association (`IATA`) of the message. */
  readonly version: string | null;
  readonly association: string | null;
}

export interface MessageRow {
  readonly id: string;
  readonly format: string;
  readonly version: string | null;
  readonly function: string;
  readonly sender: string | null;
  readonly recipient: string | null;
  readonly reference: string | null;
  readonly sentAt: string | null;
  readonly test: boolean;
  readonly status: MessageStatus;
  readonly digest: string;
  readonly duplicateOf: string | null;
  readonly crossingId: string | null;
  readonly series: string | null;
  readonly receivedAt: string;
  readonly size: number;
  readonly travellers: number;
  readonly issues: Issue[];
  readonly errors: number;
  readonly warnings: number;
  readonly sensitiveDropped: number;
}

export interface NewMessage extends MessageRow {
  readonly receiptId: string;
  readonly ordinal: number;
  readonly flight: string | null;
  readonly envelope: Envelope;
  readonly segments: readonly KeptSegment[];
}

export async function insertMessages(tx: Db, messages: readonly NewMessage[]): Promise<void> {
  await sql`
    insert into message (id, receipt_id, ordinal, format, version, function, sender, recipient, reference, sent_at,
      envelope, test, status, digest, duplicate_of, crossing_id, flight, series, received_at, size, travellers, segments, issues, errors,
      warnings, sensitive_dropped)
    select id, "receiptId", ordinal, format, version, function, sender, recipient, reference, "sentAt", envelope, test,
      status, digest, "duplicateOf", "crossingId", flight, series, "receivedAt", size, travellers, segments, issues, errors,
      warnings, "sensitiveDropped"
    from jsonb_to_recordset(${storableJson(messages)}::jsonb) as r(id uuid, "receiptId" uuid, ordinal int, format text,
      version text, function text, sender text, recipient text, reference text, "sentAt" text, envelope jsonb, test boolean, status text,
      digest text, "duplicateOf" uuid, "crossingId" uuid, flight text, series text, "receivedAt" timestamptz, size int,
      travellers int, segments jsonb, issues jsonb, errors int, warnings int, "sensitiveDropped" int)
    order by ordinal`.execute(tx);
}

/** The first message with this body since the instant, live and test apart; null when it is new. */
export async function findBody(
  db: Db,
  body: { digest: string; test: boolean; since: string },
): Promise<{ id: string; crossingId: string | null } | null> {
  const { rows } = await sql<{ id: string; crossingId: string | null }>`
    select id, crossing_id as "crossingId" from message
    where digest = ${body.digest} and test = ${body.test} and status = 'read' and received_at >= ${body.since}
    order by received_at, id limit 1`.execute(db);
  return rows[0] ?? null;
}

const columns = sql`m.id, m.format, m.version, m.function, m.sender, m.recipient, m.reference, m.sent_at as "sentAt",
  m.test, m.status, m.digest, m.duplicate_of as "duplicateOf", m.crossing_id as "crossingId", m.series,
  m.received_at as "receivedAt", m.size, m.travellers, m.issues, m.errors, m.warnings,
  m.sensitive_dropped as "sensitiveDropped"`;
const listed = sql`${columns}, r.channel, r.carrier,
  (select count(*)::int from message again where again.duplicate_of = m.id) as duplicates`;

export interface ListedMessage extends MessageRow {
  readonly channel: MessageChannel;
  readonly carrier: string | null;
  readonly duplicates: number;
}

export async function selectMessagesOfReceipt(db: Db, receiptId: string): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`
    select ${columns} from message m where m.receipt_id = ${receiptId} order by m.ordinal`.execute(db);
  return rows;
}

export interface MessageFilter {
  readonly view: 'all' | 'problems' | 'duplicates' | 'test';
  /** Begins a sender, a carrier, a reference or a flight. */
  readonly q: string | null;
  readonly after: { readonly receivedAt: string; readonly id: string } | null;
  readonly limit: number;
}

const views = {
  all: sql`true`,
  problems: sql`(m.errors > 0 or m.status = 'refused')`,
  duplicates: sql`m.status = 'duplicate'`,
  test: sql`m.test`,
};

function filtered({ view, q }: MessageFilter) {
  const like = q === null ? null : `${q.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`${views[view]} and (${q}::text is null or m.sender ilike ${like}::text or r.carrier ilike ${like}::text
    or m.reference ilike ${like}::text or m.flight ilike ${like}::text)`;
}

/** The latest first. */
export async function selectMessagePage(db: Db, filter: MessageFilter): Promise<ListedMessage[]> {
  const { after, limit } = filter;
  const { rows } = await sql<ListedMessage>`
    select ${listed} from message m join receipt r on r.id = m.receipt_id
    where ${filtered(filter)} and (${after?.id ?? null}::uuid is null
      or (m.received_at, m.id) < (${after?.receivedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by m.received_at desc, m.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function countMessages(db: Db, filter: MessageFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from message m join receipt r on r.id = m.receipt_id
    where ${filtered(filter)}`.execute(db);
  return rows[0]!.count;
}

export async function selectMessage(
  db: Db,
  id: string,
): Promise<(ListedMessage & { segments: KeptSegment[] }) | null> {
  const { rows } = await sql<ListedMessage & { segments: KeptSegment[] }>`
    select ${listed}, coalesce(first.segments, m.segments) as segments
    from message m join receipt r on r.id = m.receipt_id left join message first on first.id = m.duplicate_of
    where m.id = ${id}`.execute(db);
  return rows[0] ?? null;
}

export interface MessageEnvelope extends Envelope {
  readonly messageId: string;
  /** The message of which this one is a repetition: what it says of travellers is kept there. */
  readonly duplicateOf: string | null;
  readonly carrier: string | null;
  readonly channel: MessageChannel;
  readonly status: MessageStatus;
  readonly function: string;
  readonly test: boolean;
  readonly crossingId: string | null;
  readonly receivedAt: string;
}

/** What the answers need of a message. */
export async function selectEnvelope(db: Db, id: string): Promise<MessageEnvelope | null> {
  const { rows } = await sql<Omit<MessageEnvelope, keyof Envelope> & { envelope: Envelope }>`
    select m.id as "messageId", m.duplicate_of as "duplicateOf", r.carrier, r.channel, m.crossing_id as "crossingId", m.status, m.function, m.test,
      m.received_at as "receivedAt", m.envelope
    from message m join receipt r on r.id = m.receipt_id where m.id = ${id}`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const { envelope, ...rest } = row;
  return { ...rest, ...envelope };
}

/** Adds an issue to messages that do not have it yet. */
export async function addIssue(tx: Db, messageIds: readonly string[], issue: Issue): Promise<void> {
  const added = storableJson([issue]);
  await sql`
    update message set issues = issues || ${added}::jsonb, errors = errors + ${issue.severity === 'error' ? 1 : 0},
      warnings = warnings + ${issue.severity === 'warn' ? 1 : 0}
    where id = any(${[...messageIds]}::uuid[]) and not issues @> ${added}::jsonb`.execute(tx);
}

/** Erases messages with their duplicates, and the receipts of which nothing is left. */
export async function deleteMessages(tx: Db, messageIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ receiptId: string }>`
    select distinct receipt_id as "receiptId" from message
    where id = any(${[...messageIds]}::uuid[]) or duplicate_of = any(${[...messageIds]}::uuid[])`.execute(tx);
  await sql`delete from message where id = any(${[...messageIds]}::uuid[])`.execute(tx);
  await sql`
    delete from receipt where id = any(${rows.map(({ receiptId }) => receiptId)}::uuid[])
      and not exists (select 1 from message where message.receipt_id = receipt.id)`.execute(tx);
}

/** Messages received before the instant: those that speak of no crossing have no other term. */
export async function selectOldMessages(db: Db, before: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from message where received_at < ${before} order by received_at, id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
