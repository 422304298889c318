import type { Explanation, HitState, HitSummary, ListingSummary, Severity, Verdict } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

export interface HitRow {
  readonly id: string;
  readonly travellerId: string;
  readonly crossingId: string;
  readonly listingId: string;
  readonly watchlistId: string;
  readonly state: HitState;
  readonly severity: Severity;
  readonly score: number;
  readonly basis: HitSummary['basis'];
  readonly subject: HitSummary['traveller'] & {
    readonly fullName: string;
    readonly documentKeys: readonly string[];
    /** Those of the documents that the listing names too. */
    readonly matchedKeys: readonly string[];
    /** The listing has the traveller's birth date. */
    readonly birthDateAgrees: boolean;
  };
  readonly listing: ListingSummary;
  readonly crossing: Omit<HitSummary['crossing'], 'departureAt' | 'arrivalAt'>;
  readonly departureAt: string | null;
  readonly arrivalAt: string | null;
  readonly engineVersion: string;
  readonly listVersion: string;
  readonly messageId: string | null;
  readonly segment: number | null;
  readonly raisedAt: string;
  readonly updatedAt: string;
  readonly claimedBy: string | null;
  readonly claimedUntil: string | null;
  readonly verdict: Verdict | null;
}

const columns = sql`id, traveller_id as "travellerId", crossing_id as "crossingId", listing_id as "listingId", watchlist_id as "watchlistId",
  state, severity, score, basis, subject, listing, crossing, departure_at as "departureAt", arrival_at as "arrivalAt",
  engine_version as "engineVersion", list_version as "listVersion", message_id as "messageId", segment, raised_at as "raisedAt",
  updated_at as "updatedAt", claimed_by as "claimedBy", claimed_until as "claimedUntil", verdict`;

export type NewHit = Omit<HitRow, 'claimedBy' | 'claimedUntil' | 'verdict' | 'state' | 'updatedAt'> & {
  readonly explanation: Explanation;
  readonly searchKey: string;
};

/** Adds hits; the same traveller and listing once only. Returns the ids of those that are new. */
export async function insertHits(tx: Db, rows: readonly NewHit[]): Promise<string[]> {
  const { rows: added } = await sql<{ id: string }>`
    insert into hit (id, traveller_id, crossing_id, listing_id, watchlist_id, state, severity, score, basis, subject, listing, crossing,
      explanation, search_key, departure_at, arrival_at, engine_version, list_version, message_id, segment, raised_at, updated_at)
    select id, "travellerId", "crossingId", "listingId", "watchlistId", 'open', severity, score, basis, subject, listing, crossing,
      explanation, "searchKey", "departureAt", "arrivalAt", "engineVersion", "listVersion", "messageId", segment, "raisedAt", "raisedAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "travellerId" uuid, "crossingId" uuid, "listingId" uuid,
      "watchlistId" uuid, severity smallint, score double precision, basis text, subject jsonb, listing jsonb, crossing jsonb,
      explanation jsonb, "searchKey" text, "departureAt" timestamptz, "arrivalAt" timestamptz, "engineVersion" text,
      "listVersion" text, "messageId" uuid, segment integer, "raisedAt" timestamptz)
    on conflict (traveller_id, listing_id) do nothing returning id
  `.execute(tx);
  return added.map((row) => row.id);
}

export async function selectHit(db: Db, id: string): Promise<HitRow | undefined> {
  const { rows } = await sql<HitRow>`select ${columns} from hit where id = ${id}`.execute(db);
  return rows[0];
}

/** The row stays locked until the transaction ends: two officers cannot decide one hit. */
export async function lockHit(tx: Db, id: string): Promise<HitRow | undefined> {
  const { rows } = await sql<HitRow>`select ${columns} from hit where id = ${id} for update`.execute(tx);
  return rows[0];
}

export async function selectExplanation(db: Db, id: string): Promise<Explanation> {
  const { rows } = await sql<{
    explanation: Explanation;
  }>`select explanation from hit where id = ${id}`.execute(db);
  return rows[0]!.explanation;
}

/** All hits of one traveller, for the page of one of them. */
export async function selectHitsOf(db: Db, travellerId: string): Promise<HitRow[]> {
  const { rows } =
    await sql<HitRow>`select ${columns} from hit where traveller_id = ${travellerId} order by id`.execute(db);
  return rows;
}

export async function updateScores(
  tx: Db,
  rows: readonly (Pick<
    HitRow,
    | 'id'
    | 'score'
    | 'severity'
    | 'basis'
    | 'subject'
    | 'listing'
    | 'crossing'
    | 'departureAt'
    | 'arrivalAt'
    | 'listVersion'
    | 'engineVersion'
    | 'messageId'
    | 'segment'
  > & { explanation: Explanation; searchKey: string; reopen: boolean })[],
  at: string,
): Promise<void> {
  await sql`
    update hit set score = r.score, severity = r.severity, basis = r.basis, subject = r.subject, listing = r.listing, crossing = r.crossing,
      explanation = r.explanation, search_key = r."searchKey", departure_at = r."departureAt", arrival_at = r."arrivalAt", list_version = r."listVersion",
      engine_version = r."engineVersion", message_id = r."messageId", segment = r.segment, updated_at = ${at},
      state = case when r.reopen then 'open' else hit.state end, verdict = case when r.reopen then null else hit.verdict end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, score double precision, severity smallint, basis text, subject jsonb,
      listing jsonb, crossing jsonb, explanation jsonb, "searchKey" text, "departureAt" timestamptz, "arrivalAt" timestamptz, "listVersion" text, "engineVersion" text,
      "messageId" uuid, segment integer, reopen boolean)
    where hit.id = r.id
  `.execute(tx);
}

export async function updateState(
  tx: Db,
  id: string,
  next: {
    readonly state: HitState;
    readonly claimedBy: string | null;
    readonly claimedUntil: string | null;
    readonly verdict: Verdict | null;
    readonly at: string;
  },
): Promise<void> {
  await sql`
    update hit set state = ${next.state}, claimed_by = ${next.claimedBy}, claimed_until = ${next.claimedUntil}, verdict = ${next.verdict},
      updated_at = ${next.at} where id = ${id}
  `.execute(tx);
}

/** Hits of one list that no clearance has settled, and whether their listing is known to have ended. */
export async function selectUnclearedOfList(
  tx: Db,
  watchlistId: string,
): Promise<{ id: string; travellerId: string; listingId: string; ended: boolean }[]> {
  const { rows } = await sql<{ id: string; travellerId: string; listingId: string; ended: boolean }>`
    select id, traveller_id as "travellerId", listing_id as "listingId", listing_ended_at is not null as ended
    from hit where watchlist_id = ${watchlistId} and state <> 'cleared' order by id for update`.execute(tx);
  return rows;
}

export async function updateListingEnded(tx: Db, ids: readonly string[], at: string | null): Promise<void> {
  await sql`update hit set listing_ended_at = ${at} where id = any(${ids}::uuid[])`.execute(tx);
}

export interface HitFilter {
  readonly view: 'open' | 'mine' | 'unclaimed' | 'second' | 'departing' | 'decided' | 'all';
  readonly accountId: string;
  readonly now: string;
  readonly soon: string;
  readonly words: readonly string[];
  readonly crossingId: string | null;
  readonly watchlistId: string | null;
  readonly severity: number | null;
  readonly offset: number;
  readonly limit: number;
}

function where(filter: HitFilter) {
  const live = sql`state in ('open', 'claimed', 'awaiting-second', 'undetermined')`;
  const free = sql`(state = 'open' or (state = 'claimed' and claimed_until <= ${filter.now}))`;
  const views = {
    open: live,
    mine: sql`(state = 'claimed' and claimed_by = ${filter.accountId} and claimed_until > ${filter.now})`,
    unclaimed: free,
    second: sql`state = 'awaiting-second'`,
    departing: sql`(${live} and departure_at between ${filter.now} and ${filter.soon})`,
    decided: sql`state in ('cleared', 'confirmed')`,
    all: sql`true`,
  };
  return sql`${views[filter.view]}
    and (${filter.crossingId}::uuid is null or crossing_id = ${filter.crossingId}::uuid)
    and (${filter.watchlistId}::uuid is null or watchlist_id = ${filter.watchlistId}::uuid)
    and (${filter.severity}::smallint is null or severity = ${filter.severity}::smallint)
    and not exists (select 1 from unnest(${filter.words}::text[]) word where position(word in search_key) = 0)`;
}

/** The queue: what must be looked at first, then by time to departure. Decided ones newest first. */
export async function selectHits(db: Db, filter: HitFilter): Promise<HitRow[]> {
  const order =
    filter.view === 'decided' || filter.view === 'all'
      ? sql`updated_at desc, id`
      : sql`severity, departure_at nulls last, score desc, id`;
  const { rows } = await sql<HitRow>`
    select ${columns} from hit where ${where(filter)} order by ${order} limit ${filter.limit} offset ${filter.offset}`.execute(
    db,
  );
  return rows;
}

export async function countHits(db: Db, filter: HitFilter): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from hit where ${where(filter)}`.execute(db);
  return rows[0]!.n;
}

export async function selectHitMarks(db: Db, travellerIds: readonly string[]) {
  const { rows } = await sql<{
    id: string;
    travellerId: string;
    state: HitState;
    severity: Severity;
    score: number;
    claimedUntil: string | null;
  }>`
    select id, traveller_id as "travellerId", state, severity, score, claimed_until as "claimedUntil" from hit
    where traveller_id = any(${travellerIds}::uuid[]) order by severity, score desc`.execute(db);
  return rows;
}

export async function selectHitCounts(db: Db, crossingIds: readonly string[]) {
  const { rows } = await sql<{ crossingId: string; severity: Severity; open: number; decided: number }>`
    select crossing_id as "crossingId", severity,
      (count(*) filter (where state not in ('cleared', 'confirmed')))::int as open,
      (count(*) filter (where state in ('cleared', 'confirmed')))::int as decided
    from hit where crossing_id = any(${crossingIds}::uuid[]) group by crossing_id, severity`.execute(db);
  return rows;
}

/** The numbers of the board's tiles. */
export async function selectBoard(db: Db, now: string, soon: string) {
  const { rows } = await sql<{
    one: number;
    two: number;
    three: number;
    oldest: string | null;
    second: number;
    soon: number;
  }>`
    select (count(*) filter (where severity = 1))::int as one, (count(*) filter (where severity = 2))::int as two,
      (count(*) filter (where severity = 3))::int as three,
      min(raised_at) filter (where state = 'open' or (state = 'claimed' and claimed_until <= ${now})) as oldest,
      (count(*) filter (where state = 'awaiting-second'))::int as second,
      (count(distinct crossing_id) filter (where departure_at between ${now} and ${soon}))::int as soon
    from hit where state in ('open', 'claimed', 'awaiting-second', 'undetermined')`.execute(db);
  return rows[0]!;
}

/** The flight of these hits has other times now: the queue is ordered by them. */
export async function updateCrossings(
  tx: Db,
  crossingId: string,
  crossing: HitRow['crossing'],
  times: Pick<HitRow, 'departureAt' | 'arrivalAt'>,
): Promise<void> {
  const [departureAt, arrivalAt] = [times.departureAt, times.arrivalAt];
  await sql`
    update hit set crossing = ${JSON.stringify(crossing)}::jsonb, departure_at = ${departureAt}, arrival_at = ${arrivalAt}
    where crossing_id = ${crossingId} and (departure_at is distinct from ${departureAt}::timestamptz
      or arrival_at is distinct from ${arrivalAt}::timestamptz or crossing <> ${JSON.stringify(crossing)}::jsonb)`.execute(
    tx,
  );
}
