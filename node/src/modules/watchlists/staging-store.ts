import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type { ListingCounts } from './store.ts';
import type { ListingStatus } from './types.ts';

/** A listing that exists already under a reference of the file. */
export interface KnownListing {
  readonly id: string;
  readonly seq: number;
  readonly reference: string;
  readonly digest: string;
  readonly status: ListingStatus;
}

export async function selectKnown(
  db: Db,
  of: { watchlistId: string; references: readonly string[] },
): Promise<KnownListing[]> {
  const { rows } = await sql<KnownListing>`
    select id, seq, reference, digest, status from listing
    where watchlist_id = ${of.watchlistId} and reference = any(${of.references}::text[])`.execute(db);
  return rows;
}

/** Prepares changes of existing listings. `rows` is a JSON list of `ListingRow`s, each with the listing's `id`. */
export async function insertRevisions(db: Db, importId: string, rows: string): Promise<void> {
  await sql`
    insert into listing_revision (import_id, listing_id, kind, data, digest, instruction, legal_basis, originator,
      handling, review_on, expires_on, search_text)
    select ${importId}::uuid, id, kind, data, digest, instruction, legal_basis, originator, handling, review_on,
      expires_on, search_text
    from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, kind text, data jsonb, digest text, instruction text,
      legal_basis text, originator text, handling text, review_on date, expires_on date, search_text text)`.execute(
    db,
  );
}

export async function insertWithdrawals(
  db: Db,
  importId: string,
  listingIds: readonly string[],
): Promise<void> {
  await sql`
    insert into listing_revision (import_id, listing_id)
    select ${importId}::uuid, id from unnest(${listingIds}::uuid[]) as id`.execute(db);
}

/** The listings in force by seq, as little of them as tells which are missing from a file. */
export async function selectActiveKeys(
  db: Db,
  page: { watchlistId: string; after: number; limit: number },
): Promise<{ id: string; seq: number }[]> {
  const { rows } = await sql<{ id: string; seq: number }>`
    select id, seq from listing
    where watchlist_id = ${page.watchlistId} and status = 'active' and seq > ${page.after}
      and edition <= (select edition from watchlist where id = ${page.watchlistId})
    order by watchlist_id, seq limit ${page.limit}`.execute(db);
  return rows;
}

export async function selectPrimaryNames(db: Db, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select coalesce(data -> 'names' -> 0 ->> 'text', reference) as name from listing
    where id = any(${ids}::uuid[]) order by seq`.execute(db);
  return rows.map((row) => row.name);
}

/** Carries out the prepared changes of existing listings. */
export async function applyRevisions(
  tx: Db,
  of: { importId: string; version: number; today: string },
): Promise<void> {
  await sql`
    update listing l set kind = r.kind, data = r.data, digest = r.digest, instruction = r.instruction,
      legal_basis = r.legal_basis, originator = r.originator, handling = r.handling, review_on = r.review_on,
      expires_on = r.expires_on, search_text = r.search_text, last_changed_version = ${of.version},
      status = case when r.expires_on < ${of.today}::date then 'expired' else 'active' end
    from listing_revision r where r.import_id = ${of.importId} and r.listing_id = l.id and r.data is not null`.execute(
    tx,
  );
  await sql`
    update listing l set status = 'withdrawn', last_changed_version = ${of.version}
    from listing_revision r where r.import_id = ${of.importId} and r.listing_id = l.id and r.data is null`.execute(
    tx,
  );
}

/** Of the listings that an import is going to change: those in force now. */
export async function countRevised(tx: Db, importId: string): Promise<ListingCounts> {
  const { rows } = await sql<ListingCounts>`
    select count(*)::int as active, (count(*) filter (where l.kind = 'person'))::int as people
    from listing_revision r join listing l on l.id = r.listing_id
    where r.import_id = ${importId} and l.status = 'active'`.execute(tx);
  return rows[0]!;
}

/** The ids of what an import adds, changes and withdraws. */
export async function selectTouched(
  tx: Db,
  of: { importId: string; watchlistId: string; edition: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select listing_id as id from listing_revision where import_id = ${of.importId}
    union all select id from listing where watchlist_id = ${of.watchlistId} and edition = ${of.edition}`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

export async function deleteRevisions(db: Db, importId: string): Promise<void> {
  await sql`delete from listing_revision where import_id = ${importId}`.execute(db);
}

/** Throws away up to `limit` listings that were prepared and never came into force; returns how many. */
export async function deletePrepared(db: Db, of: { watchlistId: string; limit: number }): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from listing where id in (
      select id from listing where watchlist_id = ${of.watchlistId}
        and edition > (select edition from watchlist where id = ${of.watchlistId})
      -- The order is that of the index: usually there is nothing to find, and this finds it at once.
      order by watchlist_id desc, edition desc limit ${of.limit}
    )`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** Throws away the prepared changes of all imports of a list that have not come into force; held ones cannot be confirmed. */
export async function discardPrepared(db: Db, watchlistId: string): Promise<void> {
  await sql`
    update watchlist_import set base_version = null
    where watchlist_id = ${watchlistId} and status = 'held' and base_version is not null`.execute(db);
  await sql`
    delete from listing_revision r using watchlist_import i
    where i.id = r.import_id and i.watchlist_id = ${watchlistId}`.execute(db);
}

/**
 * Tells the planner what the table holds now. The embedded engine has nothing that does it by itself, and without it a
 * large list is read in the wrong order.
 */
export async function analyzeListings(db: Db): Promise<void> {
  await sql`
    analyze listing (id, seq, watchlist_id, edition, reference, kind, status, review_on, expires_on)`.execute(
    db,
  );
}
