import type { Bilingual, Instruction, ListFormat, ListingKind } from '@jisr/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '../../kernel/db/types.ts';
import type { ListingDraft } from './formats/listing-draft.ts';
import type { ListingRow } from './prepare-listing.ts';
import type { ListingStatus } from './types.ts';

type Format = z.infer<typeof ListFormat>;

export interface WatchlistRow {
  readonly id: string;
  readonly code: string;
  readonly nameEn: string;
  readonly nameAr: string;
  readonly owner: string;
  readonly format: Format;
  readonly sourceUrl: string | null;
  readonly instruction: Instruction;
  readonly legalBasis: string;
  readonly handling: string | null;
  readonly version: number;
  readonly edition: number;
  readonly active: number;
  readonly people: number;
  readonly importedAt: string | null;
  readonly sourceDigest: string | null;
  readonly sourceEtag: string | null;
  readonly sourceModified: string | null;
  readonly reading: number | null;
}

/** A listing with what it inherits from its list. */
export interface ListedRow {
  readonly id: string;
  readonly seq: number;
  readonly data: ListingDraft;
  readonly status: ListingStatus;
  readonly reviewOn: string | null;
  readonly expiresOn: string | null;
  readonly watchlistId: string;
  readonly code: string;
  readonly name: Bilingual;
  readonly listInstruction: Instruction;
  readonly listLegalBasis: string;
  readonly listHandling: string | null;
}

const listColumns = sql`id, code, name_en as "nameEn", name_ar as "nameAr", owner, format, source_url as "sourceUrl", instruction,
  legal_basis as "legalBasis", handling, version, edition, active, people, imported_at as "importedAt",
  source_digest as "sourceDigest", source_etag as "sourceEtag", source_modified as "sourceModified", reading`;
const listedColumns = sql`l.id, l.seq, l.data, l.status, l.review_on as "reviewOn", l.expires_on as "expiresOn",
  l.watchlist_id as "watchlistId", w.code, jsonb_build_object('en', w.name_en, 'ar', w.name_ar) as name,
  w.instruction as "listInstruction", w.legal_basis as "listLegalBasis", w.handling as "listHandling"`;

/** @returns false when the code is taken */
export async function insertWatchlist(
  db: Db,
  row: Pick<WatchlistRow, 'id' | 'code' | 'nameEn' | 'nameAr' | 'owner' | 'format' | 'sourceUrl'> &
    Pick<WatchlistRow, 'instruction' | 'legalBasis' | 'handling'> & { at: string; by: string | null },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into watchlist (id, code, name_en, name_ar, owner, format, source_url, instruction, legal_basis, handling,
      created_at, created_by)
    values (${row.id}, ${row.code}, ${row.nameEn}, ${row.nameAr}, ${row.owner}, ${row.format}, ${row.sourceUrl},
      ${row.instruction}, ${row.legalBasis}, ${row.handling}, ${row.at}, ${row.by})
    on conflict on constraint watchlist_code_key do nothing`.execute(db);
  return numAffectedRows === 1n;
}

export async function selectWatchlists(db: Db): Promise<WatchlistRow[]> {
  const { rows } = await sql<WatchlistRow>`select ${listColumns} from watchlist order by code`.execute(db);
  return rows;
}

export async function selectWatchlist(db: Db, id: string): Promise<WatchlistRow | undefined> {
  const { rows } = await sql<WatchlistRow>`select ${listColumns} from watchlist where id = ${id}`.execute(db);
  return rows[0];
}

export async function selectWatchlistByCode(db: Db, code: string): Promise<WatchlistRow | undefined> {
  const { rows } = await sql<WatchlistRow>`
    select ${listColumns} from watchlist where code = ${code}`.execute(db);
  return rows[0];
}

/** Takes the list for this transaction: whoever makes a version of it makes it alone. */
export async function lockWatchlist(tx: Db, id: string): Promise<WatchlistRow | undefined> {
  const { rows } = await sql<WatchlistRow>`
    select ${listColumns} from watchlist where id = ${id} for update`.execute(tx);
  return rows[0];
}

/** Listings in force, and the people among them. */
export interface ListingCounts {
  readonly active: number;
  readonly people: number;
}

/** Makes the next version of a list the one in force. */
export async function updateVersion(
  tx: Db,
  list: { id: string; version: number; edition: number } & ListingCounts,
): Promise<void> {
  await sql`
    update watchlist set version = ${list.version}, edition = ${list.edition}, active = ${list.active},
      people = ${list.people}
    where id = ${list.id}`.execute(tx);
}

/** Counts the listings in force one by one: some two seconds for a million of them. */
export async function countActive(
  db: Db,
  of: { watchlistId: string; edition: number },
): Promise<ListingCounts> {
  const { rows } = await sql<ListingCounts>`
    select count(*)::int as active, (count(*) filter (where kind = 'person'))::int as people
    from listing where watchlist_id = ${of.watchlistId} and status = 'active' and edition <= ${of.edition}`.execute(
    db,
  );
  return rows[0]!;
}

/** How many listings of each list want a review, and how many end, by this day. */
export async function countReminders(
  db: Db,
  until: string,
): Promise<Map<string, { dueForReview: number; expiringSoon: number }>> {
  const { rows } = await sql<{ id: string; dueForReview: number; expiringSoon: number }>`
    select watchlist_id as id, (count(*) filter (where review_on <= ${until}))::int as "dueForReview",
      (count(*) filter (where expires_on <= ${until}))::int as "expiringSoon"
    from listed
    where status = 'active' and (review_on <= ${until} or expires_on <= ${until})
    group by watchlist_id`.execute(db);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

export async function selectListed(db: Db, ids: readonly string[]): Promise<ListedRow[]> {
  const { rows } = await sql<ListedRow>`
    select ${listedColumns} from listing l join watchlist w on w.id = l.watchlist_id and l.edition <= w.edition
    where l.id = any(${ids}::uuid[])`.execute(db);
  return rows;
}

/** The greatest seq of a list; 0 when it holds nothing. */
export async function selectLastSeq(db: Db, watchlistId: string): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(seq), 0) as last from listing where watchlist_id = ${watchlistId}`.execute(db);
  return rows[0]!.last;
}

/** A page of the listings in force of one list. */
export async function selectListedPage(
  db: Db,
  page: {
    watchlistId: string;
    after: number;
    /** The last seq to look at. */
    through: number;
    limit: number;
    kind: ListingKind | null;
    dueBy: string | null;
    patterns: { words: string[]; whole: string } | null;
  },
): Promise<ListedRow[]> {
  const { kind, dueBy, patterns } = page;
  const matching = patterns
    ? sql`and (l.search_text like all(${patterns.words}::text[]) or l.search_text like ${patterns.whole})`
    : sql``;
  const due = dueBy ? sql`and (l.review_on <= ${dueBy} or l.expires_on <= ${dueBy})` : sql``;
  const { rows } = await sql<ListedRow>`
    select ${listedColumns} from listing l join watchlist w on w.id = l.watchlist_id
    where l.watchlist_id = ${page.watchlistId} and l.status = 'active' and l.seq > ${page.after}
      and l.seq <= ${page.through}
      and l.edition <= (select edition from watchlist where id = ${page.watchlistId})
      ${kind ? sql`and l.kind = ${kind}` : sql``} ${due} ${matching}
    order by l.watchlist_id, l.seq limit ${page.limit}`.execute(db);
  return rows;
}

/**
 * Writes new listings, if the list still has the edition that the writer knows: a writer that has lost its job must not
 * add to what meanwhile came into force. `rows` is a JSON list of `ListingRow`s, each with an `id`; what has expired comes
 * in as expired.
 *
 * @returns how many of them are in force; null when nothing was written
 */
export async function insertListings(
  db: Db,
  listings: {
    list: Pick<WatchlistRow, 'id' | 'edition'>;
    edition: number;
    version: number;
    today: string;
    rows: string;
  },
): Promise<ListingCounts | null> {
  const { rows } = await sql<ListingCounts & { written: number }>`
    with list as (
      select id from watchlist where id = ${listings.list.id} and edition = ${listings.list.edition} for share
    ), written as (
      insert into listing (id, watchlist_id, edition, reference, kind, data, digest, instruction, legal_basis, originator,
        handling, review_on, expires_on, status, first_version, last_changed_version, search_text)
      select r.id, list.id, ${listings.edition}::int, reference, kind, data, digest, instruction, legal_basis,
        originator, handling, review_on, expires_on,
        case when expires_on < ${listings.today}::date then 'expired' else 'active' end,
        ${listings.version}::int, ${listings.version}::int, search_text
      from list cross join jsonb_to_recordset(${listings.rows}::jsonb) as r(id uuid, reference text, kind text,
        data jsonb, digest text, instruction text, legal_basis text, originator text, handling text, review_on date,
        expires_on date, search_text text)
      returning kind, status
    )
    select count(*)::int as written, (count(*) filter (where status = 'active'))::int as active,
      (count(*) filter (where status = 'active' and kind = 'person'))::int as people
    from written`.execute(db);
  const { written, ...counts } = rows[0]!;
  return written === 0 ? null : counts;
}

/** Replaces what one listing says, and brings it back into force. */
export async function updateListing(
  tx: Db,
  listing: { id: string; version: number; row: ListingRow },
): Promise<void> {
  const { row } = listing;
  await sql`
    update listing set kind = ${row.kind}, data = ${JSON.stringify(row.data)}::jsonb, digest = ${row.digest},
      instruction = ${row.instruction}, legal_basis = ${row.legal_basis}, originator = ${row.originator},
      handling = ${row.handling}, review_on = ${row.review_on}, expires_on = ${row.expires_on},
      search_text = ${row.search_text}, status = 'active', last_changed_version = ${listing.version}
    where id = ${listing.id}`.execute(tx);
}

export async function updateListingStatus(
  tx: Db,
  listing: { id: string; version: number; status: ListingStatus },
): Promise<void> {
  await sql`
    update listing set status = ${listing.status}, last_changed_version = ${listing.version}
    where id = ${listing.id}`.execute(tx);
}

/** Lists that hold listings whose last day is over. */
export async function selectListsWithExpired(db: Db, today: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct watchlist_id as id from listed where status = 'active' and expires_on < ${today}`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

/** @returns the ids of the listings that have now expired */
export async function expireOfList(
  tx: Db,
  of: { watchlistId: string; edition: number; version: number; today: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update listing set status = 'expired', last_changed_version = ${of.version}
    where watchlist_id = ${of.watchlistId} and edition <= ${of.edition} and status = 'active'
      and expires_on < ${of.today}
    returning id`.execute(tx);
  return rows.map((row) => row.id);
}
