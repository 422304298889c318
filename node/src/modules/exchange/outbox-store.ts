import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type { Lane, LaneHead, OutboxState } from './model.ts';
import type { Reason } from './types.ts';

/** One encrypted part of a payload. */
export interface SealedPart {
  readonly digest: string;
  readonly jwe: string;
}

/** What is kept of a document's signed claims for lists and looks. */
export type StoredHead = Readonly<Record<string, unknown>> & {
  readonly thread: string;
  readonly inReplyTo: string | null;
  readonly articles: readonly string[];
  readonly action: string;
  readonly category: string;
  readonly purpose: string;
  readonly tlp: string;
  readonly agreement: { readonly id: string; readonly version: number };
};

export interface NewOutgoing {
  readonly id: string;
  readonly lane: Lane;
  readonly seq: number;
  readonly digest: string;
  readonly head: StoredHead;
  readonly jws: string;
  readonly bytes: number;
  readonly parts: readonly SealedPart[];
  readonly inline: boolean;
  readonly queuedAt: string;
  readonly expiresAt: string;
}

/** The end of a lane, and whom it leads to. */
export interface LockedLane extends LaneHead {
  readonly peer: { readonly party: string; readonly state: string; readonly toldSerial: number } | null;
}

/** The end of a lane, locked until the transaction ends: two documents never get one place. */
export async function lockLane(tx: Db, direction: 'out' | 'in', lane: string): Promise<LockedLane> {
  const { rows } = await sql<LockedLane>`
    with locked as (
      insert into exchange_lane (direction, lane) values (${direction}, ${lane})
      on conflict (direction, lane) do update set lane = excluded.lane returning seq, digest
    ) select seq, digest, (select jsonb_build_object('party', party, 'state', state, 'toldSerial', told_serial)
      from exchange_peer) as peer from locked`.execute(tx);
  return rows[0]!;
}

export async function updateLane(
  tx: Db,
  direction: 'out' | 'in',
  lane: string,
  end: LaneHead,
): Promise<void> {
  await sql`
    update exchange_lane set seq = ${end.seq}, digest = ${end.digest}
    where direction = ${direction} and lane = ${lane}`.execute(tx);
}

/** Writes documents with their contents and moves their lanes, in one statement. */
export async function insertOutgoing(tx: Db, rows: readonly NewOutgoing[]): Promise<void> {
  await sql`
    with r as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, lane text, seq bigint, digest text,
        head jsonb, jws text, bytes bigint, parts jsonb, inline boolean, "queuedAt" timestamptz, "expiresAt" timestamptz)
    ), content as (
      insert into exchange_content (id, n, digest, jwe)
      select id, (n - 1)::int, part->>'digest', part->>'jwe'
      from r, jsonb_array_elements(parts) with ordinality as p(part, n)
    ), lane as (
      update exchange_lane l set seq = last.seq, digest = last.digest
      from (select distinct on (lane) lane, seq, digest from r order by lane, seq desc) as last
      where l.direction = 'out' and l.lane = last.lane
    )
    insert into exchange_outbox (id, lane, seq, digest, head, jws, bytes, inline, queued_at, expires_at)
    select id, lane, seq, digest, head, jws, bytes, inline, "queuedAt", "expiresAt" from r`.execute(tx);
}

/** One document that is to go, with its content where that goes inline. */
export interface Waiting {
  readonly id: string;
  readonly lane: Lane;
  readonly seq: number;
  readonly digest: string;
  readonly jws: string;
  readonly state: OutboxState;
  readonly inline: boolean;
  readonly payload: string | null;
}

/** The next documents of a lane that the peer has not receipted, in order, after a number. */
export async function selectWaiting(
  db: Db,
  lane: string,
  limits: { readonly count: number; readonly bytes: number },
  after = 0,
): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select id, lane, seq, digest, jws, state, inline, payload from (
      select o.id, o.lane, o.seq, o.digest, o.jws, o.state, o.inline,
        case when o.inline and o.state in ('queued', 'sent') then c.jwe end as payload,
        sum(length(o.jws) + coalesce(length(case when o.inline then c.jwe end), 0)) over (order by o.seq) as total,
        row_number() over (order by o.seq) as place
      from (
        select * from exchange_outbox where lane = ${lane} and receipt is null and seq > ${after}
        order by seq limit ${limits.count}
      ) o left join exchange_content c on c.id = o.id and c.n = 0 and o.inline
    ) batch where total <= ${limits.bytes} or place = 1 order by seq`.execute(db);
  return rows;
}

/** The lanes in which something waits and that are not held back. */
export async function selectWaitingLanes(db: Db, now: string): Promise<Lane[]> {
  const { rows } = await sql<{ lane: Lane }>`
    select lane from exchange_lane l where direction = 'out' and (retry_at is null or retry_at <= ${now})
      and exists (select 1 from exchange_outbox o where o.lane = l.lane and o.receipt is null)
    order by case lane when 'protocol' then 0 else 1 end, lane`.execute(db);
  return rows.map(({ lane }) => lane);
}

export async function selectContent(
  db: Db,
  id: string,
): Promise<(SealedPart & { n: number; delivered: boolean })[]> {
  const { rows } = await sql<SealedPart & { n: number; delivered: boolean }>`
    select n, digest, jwe, delivered from exchange_content where id = ${id} order by n`.execute(db);
  return rows;
}

/** The peer has a part; null: it has none of them. */
export async function updateDelivered(db: Db, id: string, n: number | null): Promise<void> {
  await sql`
    update exchange_content set delivered = ${n !== null} where id = ${id} and (${n}::int is null or n = ${n}::int)`.execute(
    db,
  );
}

export async function updateSent(db: Db, ids: readonly string[], at: string): Promise<void> {
  await sql`
    update exchange_outbox set state = case when state = 'queued' then 'sent' else state end, sent_at = ${at},
      attempts = attempts + 1
    where id = any(${ids}::uuid[]) and receipt is null`.execute(db);
}

/** What a verified first receipt says of one document. */
export interface Receipted {
  readonly id: string;
  readonly digest: string;
  readonly state: OutboxState;
  readonly receipt: string;
  readonly reason: Reason | null;
  readonly place: { readonly index: number; readonly origin: string } | null;
}

/** Records receipts; the content goes in the same statement. Returns the ids that had none before. */
export async function updateReceipted(tx: Db, rows: readonly Receipted[], at: string): Promise<string[]> {
  const { rows: changed } = await sql<{ id: string }>`
    with said as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r(id uuid, digest text, state text, receipt text, reason jsonb, place jsonb)
    ), gone as (
      delete from exchange_content where id in (select id from said)
    )
    update exchange_outbox o set receipt = said.receipt, reason = said.reason, peer_place = said.place,
      state = case when o.state in ('cancelled', 'expired') then o.state else said.state end,
      received_at = ${at}, settled_at = case when said.state = 'refused' then ${at}::timestamptz end, last_error = null
    from said where o.id = said.id and o.digest = said.digest and o.receipt is null
    returning o.id`.execute(tx);
  return changed.map(({ id }) => id);
}

/** Records a second receipt: what became of the content. */
export async function updateSecond(
  tx: Db,
  row: {
    readonly id: string;
    readonly digest: string;
    readonly state: OutboxState;
    readonly receipt: string;
    readonly reason: Reason | null;
  },
  at: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update exchange_outbox set second_receipt = ${row.receipt}, state = ${row.state}, settled_at = ${at},
      reason = coalesce(${row.reason === null ? null : JSON.stringify(row.reason)}::jsonb, reason)
    where id = ${row.id} and digest = ${row.digest} and state in ('received', 'processed')`.execute(tx);
  return numAffectedRows === 1n;
}

/** A lane's trouble, or its end: it alone waits. */
export async function updateLaneTrouble(
  db: Db,
  lane: string,
  trouble: { readonly failures: number; readonly retryAt: string | null; readonly error: string | null },
): Promise<void> {
  await sql`
    update exchange_lane set failures = ${trouble.failures}, retry_at = ${trouble.retryAt}, last_error = ${trouble.error}
    where direction = 'out' and lane = ${lane}
      and (failures, retry_at, last_error) is distinct from
        (${trouble.failures}::int, ${trouble.retryAt}::timestamptz, ${trouble.error}::text)`.execute(db);
}

export async function selectLaneFailures(db: Db, lane: string): Promise<number> {
  const { rows } = await sql<{ failures: number }>`
    select failures from exchange_lane where direction = 'out' and lane = ${lane}`.execute(db);
  return rows[0]?.failures ?? 0;
}

export async function updateLastError(db: Db, id: string, error: string): Promise<void> {
  await sql`update exchange_outbox set last_error = ${error} where id = ${id}`.execute(db);
}

/** Ends what nobody fetched in its time; its head still goes out, so that the lane has no gap. */
export async function expireOutgoing(tx: Db, now: string): Promise<{ id: string; digest: string }[]> {
  const { rows } = await sql<{ id: string; digest: string }>`
    with ended as (
      update exchange_outbox set state = 'expired', settled_at = ${now}
      where receipt is null and state in ('queued', 'sent') and expires_at <= ${now} returning id, digest
    ), gone as (delete from exchange_content where id in (select id from ended))
    select id, digest from ended`.execute(tx);
  return rows;
}

/** Cancels what is still queued; undefined when it is not. */
export async function cancelOutgoing(
  tx: Db,
  id: string,
  now: string,
): Promise<{ digest: string } | undefined> {
  const { rows } = await sql<{ digest: string }>`
    with ended as (
      update exchange_outbox set state = 'cancelled', settled_at = ${now} where id = ${id} and state = 'queued'
      returning id, digest
    ), gone as (delete from exchange_content where id in (select id from ended))
    select digest from ended`.execute(tx);
  return rows[0];
}

/** Digest and articles of what was sent, by id: for checking receipts. */
export async function selectSent(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { id: string; digest: string; articles: string[]; receipt: string | null }>> {
  const { rows } = await sql<{ id: string; digest: string; articles: string[]; receipt: string | null }>`
    select id, digest, head->'articles' as articles, receipt from exchange_outbox where id = any(${ids}::uuid[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.id, row]));
}
