import type { Listing, ListingQuery, NewWatchlist, Watchlist } from '@jisr/contract';
import type { z } from 'zod';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { FetchSchedule } from './fetch-schedule.ts';
import { searchPatterns } from './fold-text.ts';
import { addDays, dayOf, REMINDER_DAYS } from './model.ts';
import { listingOf, summaryOf, watchlistOf } from './present.ts';
import {
  countReminders,
  insertWatchlist,
  type ListedRow,
  selectLastSeq,
  selectListed,
  selectListedPage,
  selectWatchlist,
  selectWatchlistByCode,
  selectWatchlists,
  type WatchlistRow,
} from './store.ts';
import type { WatchlistsDeps } from './types.ts';

type ListedFilter = Omit<Parameters<typeof selectListedPage>[1], 'after' | 'through' | 'limit'>;
type Entry = z.output<typeof NewWatchlist>;

/** Listings looked through in one statement: about a tenth of a second. */
const STRETCH = 40_000;

/** The watchlists and their listings, to be looked at and searched. */
export function createLists(
  { database, clock, ids, bus }: Kernel,
  deps: Pick<WatchlistsDeps, 'liveVersion' | 'otherScript'>,
  fetches: FetchSchedule,
) {
  const { db } = database;
  const reminderDay = () => addDays(dayOf(clock.now()), REMINDER_DAYS);

  async function shown(rows: readonly WatchlistRow[]): Promise<Watchlist[]> {
    const reminders = await countReminders(db, reminderDay());
    return rows.map((row) => watchlistOf(row, reminders.get(row.id), deps.liveVersion(row.id)));
  }

  /** @returns the id of the new list; null when the code is taken */
  async function add(tx: Db, entry: Entry, actorId: string | null): Promise<string | null> {
    if (entry.sourceUrl !== null && !/^https?:\/\//i.test(entry.sourceUrl))
      throw problem('REQUEST_INVALID', { detail: 'sourceUrl' });
    const { name, ...rest } = entry;
    const made = { id: ids.uuid(), at: clock.nowIso(), by: actorId };
    const inserted = await insertWatchlist(tx, { ...rest, ...made, nameEn: name.en, nameAr: name.ar });
    if (!inserted) return null;
    if (entry.sourceUrl !== null) await fetches.enqueueNext(tx, made.id);
    await bus.publish(tx, 'watchlist', made.id);
    return made.id;
  }

  async function createWatchlist(entry: Entry, actorId: string | null): Promise<Watchlist> {
    const id = await database.transaction((tx) => add(tx, entry, actorId));
    if (id === null) throw problem('LIST_CODE_TAKEN');
    return (await shown([await needList(id)]))[0]!;
  }

  async function ensureWatchlist(tx: Db, entry: Entry, actorId: string | null): Promise<string> {
    const id = await add(tx, entry, actorId);
    return id ?? (await selectWatchlistByCode(tx, entry.code))!.id;
  }

  async function needList(id: string): Promise<WatchlistRow> {
    const list = await selectWatchlist(db, id);
    if (list === undefined) throw problem('NOT_FOUND');
    return list;
  }

  async function listListings(watchlistId: string, query: z.output<typeof ListingQuery>) {
    const list = await needList(watchlistId);
    const { q, kind = null, due = false, after, limit } = query;
    const patterns = q === undefined ? null : searchPatterns(q);
    const filter = { watchlistId, kind, dueBy: due ? reminderDay() : null, patterns };
    const whole = patterns === null && kind === null && !due;
    const start = after === undefined ? 0 : Number(readCursor(after, 'seq'));
    const rows = await collect(filter, start, limit + 1);
    const items = rows.slice(0, limit);
    return {
      items: items.map((row) => ({
        ...summaryOf(row, deps.otherScript),
        reviewOn: row.reviewOn,
        expiresOn: row.expiresOn,
      })),
      next: rows.length > limit ? writeCursor(String(items.at(-1)!.seq)) : null,
      total: whole ? list.active : null,
    };
  }

  /** Looks through a long list in stretches, so that a rare word does not keep the embedded engine from all others. */
  async function collect(filter: ListedFilter, start: number, limit: number): Promise<ListedRow[]> {
    const last = await selectLastSeq(db, filter.watchlistId);
    const found: ListedRow[] = [];
    for (let after = start; after < last && found.length < limit; after += STRETCH) {
      const stretch = { after, through: after + STRETCH, limit: limit - found.length };
      found.push(...(await selectListedPage(db, { ...filter, ...stretch })));
    }
    return found;
  }

  async function readListings(on: Db, listingIds: readonly string[]): Promise<Listing[]> {
    const rows = await selectListed(on, listingIds);
    const today = dayOf(clock.now());
    const byId = new Map(rows.map((row) => [row.id, listingOf(row, deps.otherScript, today)]));
    return listingIds.flatMap((id) => byId.get(id) ?? []);
  }

  return {
    createWatchlist,
    ensureWatchlist,
    listListings,
    readListings,
    async listWatchlists() {
      const items = await shown(await selectWatchlists(db));
      return { items, next: null, total: items.length };
    },
    async readListing(id: string): Promise<Listing> {
      const [listing] = await readListings(db, [id]);
      if (listing === undefined) throw problem('NOT_FOUND');
      return listing;
    },
  };
}
