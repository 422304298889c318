/** The SQL of the partner's questions and of what looked odd in them. */
import type { GateRefusal, QueryAlarm, ReceivedQuery } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type { ReceivedState } from './model.ts';
import type { Side, Tlp } from './types.ts';

export interface ReceivedRow extends ReceivedQuery {
  readonly thread: string;
  readonly tlp: Tlp;
  readonly counterpart: { readonly from: Side; readonly to: Side };
  readonly commitment: string | null;
  readonly retainUntil: string;
}
const columns = sql`id, thread, mode, purpose, offence, case_reference as "caseReference", urgency, article, tlp, counterpart,
  keys, commitment, hits, state, refusal, retain_until as "retainUntil", received_at as "receivedAt", answered_at as "answeredAt"`;

/** @returns what stood in the way: the same question again (`repeated`), or the same elements in another (`replayed`) */
export async function insertReceived(
  tx: Db,
  row: Omit<ReceivedRow, 'hits' | 'refusal' | 'answeredAt' | 'state'> & {
    readonly elementsDigest: string | null;
    readonly content: Uint8Array;
  },
): Promise<'new' | 'repeated' | 'replayed'> {
  const { rows } = await sql<{ id: string }>`
    select id from received_query where id = ${row.id} or elements_digest = ${row.elementsDigest}`.execute(
    tx,
  );
  if (rows[0]) return rows[0].id === row.id ? 'repeated' : 'replayed';
  await sql`
    insert into received_query (id, thread, mode, purpose, offence, case_reference, urgency, article, tlp, counterpart, keys,
      elements_digest, content, commitment, state, retain_until, received_at)
    values (${row.id}, ${row.thread}, ${row.mode}, ${row.purpose}, ${row.offence}, ${row.caseReference}, ${row.urgency}, ${row.article},
      ${row.tlp}, ${JSON.stringify(row.counterpart)}::jsonb, ${row.keys}, ${row.elementsDigest}, ${row.content}, ${row.commitment}, 'waiting',
      ${row.retainUntil}, ${row.receivedAt})`.execute(tx);
  return 'new';
}

export async function selectReceived(db: Db, id: string): Promise<ReceivedRow | undefined> {
  const { rows } = await sql<ReceivedRow>`select ${columns} from received_query where id = ${id}`.execute(db);
  return rows[0];
}

export async function lockReceived(tx: Db, id: string): Promise<ReceivedRow | undefined> {
  const { rows } =
    await sql<ReceivedRow>`select ${columns} from received_query where id = ${id} for update`.execute(tx);
  return rows[0];
}

/** What was asked, sealed. */
export async function selectContent(db: Db, id: string): Promise<Uint8Array | null> {
  const { rows } = await sql<{ content: Uint8Array | null }>`
    select content from received_query where id = ${id}`.execute(db);
  return rows[0]?.content ?? null;
}

export async function selectReceivedPage(
  db: Db,
  after: string | null,
  limit: number,
): Promise<ReceivedRow[]> {
  const { rows } = await sql<ReceivedRow>`
    select ${columns} from received_query where ${after}::uuid is null or id < ${after}::uuid
    order by id desc limit ${limit}`.execute(db);
  return rows;
}

/** The questions in the clear since then, with what was asked (sealed). */
export async function selectPlainSince(
  db: Db,
  since: string,
  limit: number,
): Promise<{ content: Uint8Array; hits: number }[]> {
  const { rows } = await sql<{ content: Uint8Array; hits: number }>`
    select content, coalesce(hits, 0) as hits from received_query
    where mode = 'plain' and received_at >= ${since} and content is not null order by id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}

export async function moveReceived(
  tx: Db,
  id: string,
  of: { state: ReceivedState; hits: number | null; refusal: GateRefusal | null; at: string },
): Promise<void> {
  await sql`update received_query set state = ${of.state}, hits = ${of.hits},
    refusal = ${of.refusal && JSON.stringify(of.refusal)}::jsonb, answered_at = ${of.at} where id = ${id}`.execute(
    tx,
  );
}

/** What came under these receipts is gone; that it was asked stays. */
export async function forgetContents(tx: Db, ids: readonly string[]): Promise<void> {
  await sql`update received_query set content = null where id = any(${ids}::uuid[])`.execute(tx);
}

/** One alarm of a kind a day is enough. */
export async function insertAlarm(tx: Db, row: QueryAlarm, since: string): Promise<boolean> {
  const { rows } = await sql`
    insert into query_alarm (id, kind, detail, raised_at)
    select ${row.id}::uuid, ${row.kind}::text, ${row.detail}::text, ${row.raisedAt}::timestamptz
    where not exists (select 1 from query_alarm where kind = ${row.kind} and raised_at >= ${since}) returning id`.execute(
    tx,
  );
  return rows.length === 1;
}

export async function selectAlarms(db: Db, limit: number): Promise<QueryAlarm[]> {
  const { rows } = await sql<QueryAlarm>`
    select id, kind, detail, raised_at as "raisedAt" from query_alarm order by raised_at desc limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** Keys that the partner asked since then, by article. */
export async function selectReceivedByArticle(
  db: Db,
  since: string,
): Promise<{ article: string; mode: 'blind' | 'plain'; keys: number }[]> {
  const { rows } = await sql<{ article: string; mode: 'blind' | 'plain'; keys: number }>`
    select article, mode, sum(keys)::int as keys from received_query
    where received_at >= ${since} group by article, mode`.execute(db);
  return rows;
}
