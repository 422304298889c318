/** The SQL of crossings and of what each message said of them. */
import type { CrossingMessage, CrossingStatus, MessageStatus, Quality } from '@jisr/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '../../kernel/db/types.ts';
import type { CrossingFacts, CrossingStatement, StatedLeg } from './crossing-fold.ts';
import { seriesName } from './series.ts';
import { storableJson } from './storable.ts';

export interface CrossingRow {
  readonly id: string;
  readonly test: boolean;
  readonly carrier: string | null;
  readonly number: string | null;
  readonly operatingCarrier: string | null;
  readonly operatingNumber: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly departure: string | null;
  readonly arrival: string | null;
  readonly departureAt: string | null;
  readonly arrivalAt: string | null;
  readonly sortAt: string;
  readonly direction: 'inbound' | 'outbound' | 'other';
  readonly status: CrossingStatus;
  readonly legs: StatedLeg[];
  readonly declared: number | null;
  readonly travellers: number;
  readonly crew: number;
  readonly screened: number;
  readonly quality: z.output<typeof Quality> | null;
  readonly qualityScore: number | null;
  readonly firstReceivedAt: string;
  readonly lastReceivedAt: string;
}

const columns = sql`id, test, carrier, number, operating_carrier as "operatingCarrier",
  operating_number as "operatingNumber", from_port as "from", to_port as "to", departure, arrival,
  departure_at as "departureAt", arrival_at as "arrivalAt", sort_at as "sortAt", direction, status, legs, declared,
  travellers, crew, screened, quality, quality_score as "qualityScore", first_received_at as "firstReceivedAt",
  last_received_at as "lastReceivedAt"`;

/**
 * Finds the crossing of this key or makes it; either way its row stays locked until the transaction ends, so that two
 * messages of one flight are merged one after the other.
 */
export async function lockCrossing(
  tx: Db,
  crossing: { id: string; naturalKey: string; test: boolean; receivedAt: string },
): Promise<{ id: string; made: boolean }> {
  const { id, naturalKey, test, receivedAt } = crossing;
  const { rows } = await sql<{ id: string }>`
    insert into crossing (id, natural_key, test, sort_at, direction, status, legs, first_received_at, last_received_at)
    values (${id}, ${naturalKey}, ${test}, ${receivedAt}, 'other', 'scheduled', '[]', ${receivedAt}, ${receivedAt})
    on conflict (natural_key) do update
      set first_received_at = least(crossing.first_received_at, excluded.first_received_at),
        last_received_at = greatest(crossing.last_received_at, excluded.last_received_at)
    returning id`.execute(tx);
  const found = rows[0]!.id;
  return { id: found, made: found === id };
}

/** Locks a crossing that exists. */
export async function lockCrossingById(tx: Db, id: string): Promise<boolean> {
  const { rows } = await sql`select id from crossing where id = ${id} for update`.execute(tx);
  return rows.length > 0;
}

export interface NewCrossingMessage {
  readonly crossingId: string;
  readonly messageId: string;
  readonly receivedAt: string;
  readonly statedAt: string;
  readonly function: string;
  readonly version: string | null;
  readonly travellers: number;
  readonly errors: number;
  readonly warnings: number;
  readonly seriesKey: string | null;
  readonly part: number | null;
  readonly lastPart: boolean | null;
  readonly facts: CrossingFacts;
  readonly listed: readonly ListedReference[] | null;
}

/** One entry of a close-out list. */
export interface ListedReference {
  readonly reference: string | null;
  readonly locator: string | null;
  readonly surname: string | null;
  readonly givenNames: string | null;
  readonly documentNumbers: readonly string[];
}

export async function insertCrossingMessage(tx: Db, message: NewCrossingMessage): Promise<void> {
  const m = message;
  await sql`
    insert into crossing_message (crossing_id, message_id, received_at, stated_at, function, version, travellers, errors,
      warnings, series_key, part, last_part, facts, listed)
    values (${m.crossingId}, ${m.messageId}, ${m.receivedAt}, ${m.statedAt}, ${m.function}, ${m.version}, ${m.travellers},
      ${m.errors}, ${m.warnings}, ${m.seriesKey}, ${m.part}, ${m.lastPart}, ${storableJson(m.facts)}::jsonb,
      ${m.listed === null ? null : storableJson(m.listed)}::jsonb)
    on conflict (crossing_id, message_id) do nothing`.execute(tx);
}

export type CrossingMessageRow = Omit<CrossingStatement, 'word'> & {
  readonly function: string;
  readonly version: string | null;
  readonly travellers: number;
  readonly errors: number;
  readonly warnings: number;
  readonly seriesKey: string | null;
  readonly part: number | null;
  readonly lastPart: boolean | null;
  readonly listed: ListedReference[] | null;
};

/** Everything that was said of a crossing, in order of receipt. */
export async function selectCrossingMessages(db: Db, crossingId: string): Promise<CrossingMessageRow[]> {
  const { rows } = await sql<CrossingMessageRow>`
    select message_id as "messageId", received_at as "receivedAt", stated_at as "statedAt", function, version, travellers,
      errors, warnings, series_key as "seriesKey", part, last_part as "lastPart", facts, listed
    from crossing_message where crossing_id = ${crossingId} order by received_at, message_id`.execute(db);
  return rows;
}

export interface CrossingUpdate {
  readonly id: string;
  readonly carrier: string | null;
  readonly number: string | null;
  readonly operatingCarrier: string | null;
  readonly operatingNumber: string | null;
  readonly border: StatedLeg;
  readonly departureAt: string | null;
  readonly arrivalAt: string | null;
  readonly sortAt: string | null;
  readonly direction: CrossingRow['direction'];
  readonly status: CrossingStatus;
  readonly legs: readonly StatedLeg[];
  readonly declared: number | null;
}

export async function updateCrossing(tx: Db, update: CrossingUpdate): Promise<void> {
  const u = update;
  await sql`
    update crossing set carrier = ${u.carrier}, number = ${u.number}, operating_carrier = ${u.operatingCarrier},
      operating_number = ${u.operatingNumber}, from_port = ${u.border.from}, to_port = ${u.border.to},
      departure = ${u.border.departure}, arrival = ${u.border.arrival}, departure_at = ${u.departureAt},
      arrival_at = ${u.arrivalAt}, sort_at = coalesce(${u.sortAt}::timestamptz, first_received_at),
      direction = ${u.direction}, status = ${u.status}, legs = ${storableJson(u.legs)}::jsonb, declared = ${u.declared}
    where id = ${u.id}`.execute(tx);
}

/**
 * Counts the people of a crossing and how good the carrier's data on them is: the share of travellers with every
 * required field, no issue, and received before departure (travellers.md §8).
 */
export async function updateCounts(tx: Db, crossingId: string): Promise<void> {
  await sql`
    with person as (
      select role, screened_at, issues, surname is null and given_names is null as name, birth_date is null as birth,
        gender is null as gender, nationality is null as nationality, document->>'number' is null as number,
        document->>'issuer' is null as issuer, document->>'expiry' is null as expiry,
        locator is null and role <> 'crew' as locator, coalesce(traveller.received_at > departure_at, false) as late
      from traveller join crossing on crossing.id = crossing_id
      where crossing_id = ${crossingId} and traveller.status <> 'cancelled'
    ), sums as (
      select count(*)::int as total, count(*) filter (where role <> 'crew')::int as travellers,
        count(*) filter (where role = 'crew')::int as crew,
        count(*) filter (where screened_at is not null)::int as screened,
        count(*) filter (where issues > 0 or name or birth or gender or nationality or number or issuer or expiry
          or locator or late)::int as flawed,
        jsonb_strip_nulls(jsonb_build_object(
          'name', nullif(count(*) filter (where name), 0), 'birthDate', nullif(count(*) filter (where birth), 0),
          'gender', nullif(count(*) filter (where gender), 0),
          'nationality', nullif(count(*) filter (where nationality), 0),
          'documentNumber', nullif(count(*) filter (where number), 0),
          'issuer', nullif(count(*) filter (where issuer), 0), 'expiry', nullif(count(*) filter (where expiry), 0),
          'locator', nullif(count(*) filter (where locator), 0), 'onTime', nullif(count(*) filter (where late), 0)
        )) as missing
      from person
    ), issue as (
      select coalesce(sum(errors), 0)::int as errors, coalesce(sum(warnings), 0)::int as warnings
      from crossing_message where crossing_id = ${crossingId}
    )
    update crossing set travellers = sums.travellers, crew = sums.crew, screened = sums.screened,
      quality_score = case when total > 0 then 1 - flawed::double precision / total end,
      quality = case when total > 0 then jsonb_build_object('score', 1 - flawed::double precision / total,
        'errors', errors, 'warnings', warnings, 'missing', missing) end
    from sums, issue where crossing.id = ${crossingId}`.execute(tx);
}

export async function selectCrossings(db: Db, ids: readonly string[]): Promise<CrossingRow[]> {
  const { rows } = await sql<CrossingRow>`
    select ${columns} from crossing where id = any(${[...ids]}::uuid[])`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export interface CrossingFilter {
  readonly from: string | null;
  readonly to: string | null;
  readonly direction: 'inbound' | 'outbound' | null;
  /** Upper case, without blanks; begins a flight or is an airport. */
  readonly q: string | null;
  readonly after: { readonly sortAt: string; readonly id: string } | null;
  readonly limit: number;
}

function filtered({ from, to, direction, q }: CrossingFilter) {
  const like = q === null ? null : `${q.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(${from}::timestamptz is null or sort_at >= ${from}::timestamptz)
    and (${to}::timestamptz is null or sort_at < ${to}::timestamptz)
    and (${direction}::text is null or direction = ${direction}::text)
    and (${q}::text is null or from_port = ${q}::text or to_port = ${q}::text or carrier || number like ${like}::text
      or operating_carrier || coalesce(operating_number, number) like ${like}::text or number like ${like}::text)`;
}

/** In order of departure; what has no number yet has no place in this list order but its first receipt. */
export async function selectCrossingPage(db: Db, filter: CrossingFilter): Promise<CrossingRow[]> {
  const { after, limit } = filter;
  const { rows } = await sql<CrossingRow>`
    select ${columns} from crossing where ${filtered(filter)}
      and (${after?.id ?? null}::uuid is null
        or (sort_at, id) > (${after?.sortAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by sort_at, id limit ${limit}`.execute(db);
  return rows;
}

export async function countCrossings(db: Db, filter: CrossingFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from crossing where ${filtered(filter)}`.execute(db);
  return rows[0]!.count;
}

/** Live crossings that depart between the two instants. */
export async function selectDeparting(db: Db, from: string, to: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from crossing where sort_at >= ${from} and sort_at < ${to} and not test and status <> 'cancelled'
    order by sort_at, id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Receipts since the instant, the latest receipt of all, and the travellers still to come that nobody screened. */
export async function selectBoardNumbers(
  db: Db,
  since: string,
  now: string,
): Promise<{ messagesToday: number; lastMessageAt: string | null; unscreened: number }> {
  const { rows } = await sql<{ messagesToday: number; lastMessageAt: string | null; unscreened: number }>`
    select (select count(distinct message_id) from crossing_message where received_at >= ${since}) as "messagesToday",
      (select max(received_at) from crossing_message) as "lastMessageAt",
      (select coalesce(sum(travellers + crew - screened), 0)::int from crossing
        where not test and status <> 'cancelled'
          and sort_at >= ${now}::timestamptz - interval '1 day') as unscreened`.execute(db);
  return rows[0]!;
}

/** What the list of a crossing's messages shows. */
export const messageLine = (row: CrossingMessageRow): z.output<typeof CrossingMessage> => ({
  id: row.messageId,
  receivedAt: row.receivedAt,
  function: row.function,
  version: row.version,
  // Duplicates and refused messages never reach a crossing.
  status: 'read' satisfies MessageStatus,
  travellers: row.travellers,
  errors: row.errors,
  warnings: row.warnings,
  series: row.seriesKey === null ? null : seriesName(row.seriesKey),
});
