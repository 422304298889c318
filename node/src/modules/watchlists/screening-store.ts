import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type { ListingForScreening } from './types.ts';

// The parts, not the whole: addresses and remarks are of no use to the engine and are most of the bytes.
const screeningColumns = sql`id, seq, watchlist_id as "watchlistId", status, kind, data -> 'names' as names,
  data -> 'birthDates' as "birthDates", data -> 'nationalities' as nationalities, data ->> 'gender' as gender,
  data -> 'documents' as documents`;

/** A stretch of the listings in force as one JSON text: on the way out of the embedded engine half the cost of rows. */
export async function selectActiveForScreening(
  db: Db,
  page: { watchlistId: string; after: number; limit: number },
): Promise<string> {
  const { rows } = await sql<{ batch: string }>`
    select coalesce(json_agg(l), '[]')::text as batch from (
      select ${screeningColumns} from listing
      where watchlist_id = ${page.watchlistId} and status = 'active' and seq > ${page.after}
        and edition <= (select edition from watchlist where id = ${page.watchlistId})
      order by watchlist_id, seq limit ${page.limit}
    ) l`.execute(db);
  return rows[0]!.batch;
}

/** As one JSON text too: a thousand listings changed are a thousand rows. */
export async function selectForScreeningBySeq(
  db: Db,
  seqs: readonly number[],
): Promise<ListingForScreening[]> {
  const { rows } = await sql<{ batch: string }>`
    select coalesce(json_agg(l), '[]')::text as batch from (
      select ${screeningColumns} from listed where seq = any(${seqs}::int[]) order by seq
    ) l`.execute(db);
  return JSON.parse(rows[0]!.batch) as ListingForScreening[];
}

export async function selectForScreeningById(db: Db, ids: readonly string[]): Promise<ListingForScreening[]> {
  const { rows } = await sql<ListingForScreening>`
    select ${screeningColumns} from listed where id = any(${ids}::uuid[]) order by seq`.execute(db);
  return rows;
}

/** A list as it is now, and what is in another way in force than at an earlier point of its life. */
export interface ChangedSeqs {
  readonly version: number;
  readonly edition: number;
  readonly active: number;
  readonly seqs: readonly number[];
}

/**
 * The keys of what was added, changed, withdrawn or expired since a version and its edition; one more than `limit` at
 * most. By the edition too, because a new listing is written before its import comes into force: where a version came
 * between, its own number is no later one.
 *
 * @returns undefined where the list never was at that point: it is a copy from before, or another list
 */
export async function selectChangedSeqs(
  db: Db,
  of: { watchlistId: string; version: number; edition: number; limit: number },
): Promise<ChangedSeqs | undefined> {
  // Two ranges of two indexes: joined by "or" they would be the planner's to guess.
  const { rows } = await sql<ChangedSeqs>`
    select w.version, w.edition, w.active, array(
      select seq from listing
      where watchlist_id = w.id and last_changed_version > ${of.version} and edition <= w.edition
      union select seq from listing
      where watchlist_id = w.id and edition > ${of.edition} and edition <= w.edition
      limit ${of.limit + 1}
    ) as seqs
    from watchlist w
    where w.id = ${of.watchlistId} and w.version >= ${of.version} and w.edition >= ${of.edition}`.execute(db);
  return rows[0];
}
