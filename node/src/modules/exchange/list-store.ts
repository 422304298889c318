import type { ExchangeItem, ExchangeThread } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

const item = (direction: 'out' | 'in') => sql`id, ${direction}::text as direction,
  ${direction === 'out' ? sql`state` : sql`case when verdict = 'refused' then 'refused' when second_receipt is not null then 'processed' else 'received' end`} as state,
  lane, seq, head->>'category' as category, head->>'action' as action, head->>'purpose' as purpose, head->'articles' as articles,
  head->'agreement' as agreement, head->>'tlp' as tlp,
  (head->>'thread')::uuid as thread, (head->>'inReplyTo')::uuid as "inReplyTo", bytes,
  ${direction === 'out' ? sql`queued_at` : sql`received_at`} as at,
  ${direction === 'out' ? sql`sent_at` : sql`null::timestamptz`} as "sentAt", received_at as "receivedAt",
  ${direction === 'out' ? sql`expires_at` : sql`null::timestamptz`} as "expiresAt",
  ${direction === 'out' ? sql`attempts` : sql`0`} as attempts,
  case when reason is null then null else jsonb_build_object('article', reason->'article', 'code', reason->'code') end as reason`;

/** An item before it has its article's heading: the agreement with the digest of its text. */
export type ItemRow = Omit<ExchangeItem, 'heading' | 'agreement'> & {
  readonly agreement: { readonly id: string; readonly version: number; readonly digest: string };
};

export interface ItemFilter {
  readonly direction: 'out' | 'in' | 'both';
  readonly state: string | null;
  readonly lane: string | null;
  readonly category: string | null;
  readonly thread: string | null;
  readonly waiting: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** Outbox and inbox in one list, the newest first. */
export async function selectItems(db: Db, filter: ItemFilter): Promise<ItemRow[]> {
  const most = filter.offset + filter.limit;
  const fits = sql`(${filter.lane}::text is null or lane = ${filter.lane})
    and (${filter.category}::text is null or head->>'category' = ${filter.category})
    and (${filter.thread}::uuid is null or (head->>'thread')::uuid = ${filter.thread}::uuid)`;
  const { rows } = await sql<ItemRow>`
    select * from (
      (select ${item('out')} from exchange_outbox
        where ${filter.direction !== 'in'} and ${fits} and (not ${filter.waiting} or receipt is null)
          and (${filter.state}::text is null or state = ${filter.state})
        order by queued_at desc, id desc limit ${most})
      union all
      (select ${item('in')} from exchange_inbox
        where ${filter.direction !== 'out'} and ${fits} and not ${filter.waiting}
        order by received_at desc, id desc limit ${most})
    ) both_ways where ${filter.state}::text is null or state = ${filter.state}
    order by at desc, id desc limit ${filter.limit} offset ${filter.offset}`.execute(db);
  return rows;
}

/** How far back threads are gathered, documents of each direction; and how many are shown. */
const THREAD_DEPTH = 2_000;
const THREADS = 200;

/** The threads among the newest documents, the one that moved last first. */
export async function selectThreads(db: Db): Promise<ExchangeThread[]> {
  const { rows } = await sql<ExchangeThread>`
    with recent as (
      (select ${item('out')} from exchange_outbox order by queued_at desc, id desc limit ${THREAD_DEPTH})
      union all
      (select ${item('in')} from exchange_inbox order by received_at desc, id desc limit ${THREAD_DEPTH})
    ), placed as (
      select *, row_number() over (partition by thread order by at, id) as first,
        row_number() over (partition by thread order by at desc, id desc) as last from recent
    )
    select thread as id, max(category) filter (where first = 1) as category,
      max(direction) filter (where first = 1) as "begunBy",
      count(*) filter (where direction = 'out')::int as sent, count(*) filter (where direction = 'in')::int as received,
      count(*) filter (where direction = 'out' and state in ('queued', 'sent'))::int as waiting, min(at) as "startedAt",
      (jsonb_agg(jsonb_build_object('id', id, 'direction', direction, 'state', state, 'at',
        to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) filter (where last = 1))->0 as last
    from placed group by thread order by max(at) desc, thread limit ${THREADS}`.execute(db);
  return rows;
}

export interface DocumentRow extends ItemRow {
  readonly digest: string;
  readonly head: Record<string, unknown>;
  readonly jws: string;
  readonly receipt: string | null;
  readonly secondReceipt: string | null;
  readonly lastError: string | null;
  readonly ledgerEntry: string | null;
  readonly peerIndex: number | null;
}

export async function selectDocument(db: Db, id: string): Promise<DocumentRow | undefined> {
  const { rows } = await sql<DocumentRow>`
    select ${item('out')}, digest, head, jws, receipt, second_receipt as "secondReceipt", last_error as "lastError",
      null::text as "ledgerEntry", (peer_place->>'index')::bigint as "peerIndex" from exchange_outbox where id = ${id}
    union all
    select ${item('in')}, digest, head, jws, receipt, second_receipt, null, ledger_entry, null
    from exchange_inbox where id = ${id}`.execute(db);
  return rows[0];
}

/** The numbers of the link: how much stands where, and the oldest that waits. */
export async function selectCounts(db: Db) {
  const { rows: counts } = await sql<{ state: ExchangeItem['state']; count: number }>`
    select state, count(*)::int as count from exchange_outbox group by state order by state`.execute(db);
  const { rows } = await sql<{ received: number; oldest: string | null }>`
    select (select count(*)::int from exchange_inbox) as received,
      (select min(queued_at) from exchange_outbox where receipt is null and state in ('queued', 'sent')) as oldest`.execute(
    db,
  );
  return { counts, received: rows[0]!.received, oldest: rows[0]!.oldest };
}

export async function selectOldestWaiting(db: Db): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`
    select min(queued_at) as at from exchange_outbox where receipt is null and state in ('queued', 'sent')`.execute(
    db,
  );
  return rows[0]!.at;
}

export async function selectLanes(db: Db) {
  const { rows } = await sql<{
    lane: string;
    direction: 'out' | 'in';
    seq: number;
    waiting: number;
    oldestAt: string | null;
    retryAt: string | null;
    lastError: string | null;
  }>`
    select l.lane, l.direction, l.seq, coalesce(w.waiting, 0) as waiting, w.oldest as "oldestAt", l.retry_at as "retryAt",
      l.last_error as "lastError"
    from exchange_lane l left join (
      select lane, count(*)::int as waiting, min(queued_at) as oldest from exchange_outbox where receipt is null group by lane
    ) w on w.lane = l.lane and l.direction = 'out'
    where l.seq > 0 order by l.lane, l.direction`.execute(db);
  return rows;
}
