import type { Kernel } from '../../kernel/kernel.ts';
import { createApplyImport } from './apply-import.ts';
import { FETCH_LIMITS } from './fetch-list.ts';
import { createFetchSchedule } from './fetch-schedule.ts';
import { createImports } from './imports.ts';
import { createLists } from './lists.ts';
import { listInForceOf } from './present.ts';
import { createProposals } from './proposals.ts';
import { createImportRuns } from './run-imports.ts';
import {
  selectActiveForScreening,
  selectChangedSeqs,
  selectForScreeningById,
  selectForScreeningBySeq,
} from './screening-store.ts';
import { createSourceFiles } from './source-files.ts';
import { selectWatchlist, selectWatchlists } from './store.ts';
import type { ListingForScreening, Watchlists, WatchlistsDeps } from './types.ts';
import { createUpkeep } from './upkeep.ts';
import { createVersions } from './versions.ts';

/** Listings in one step of a reading of the whole list. */
const BATCH = 2_000;

/**
 * Watchlists: what they hold, how a new version of them comes into force, and who approves what is entered by hand.
 *
 * @example
 * const watchlists = createWatchlists(kernel, { jobs, officers, changed, liveVersion, otherScript });
 * watchlistRoutes(http, watchlists);
 */
export function createWatchlists(kernel: Kernel, deps: WatchlistsDeps): Watchlists {
  const files = createSourceFiles(kernel.config);
  const schedule = createFetchSchedule(deps.jobs, kernel.clock);
  const versions = createVersions(kernel, deps);
  const applyImport = createApplyImport(kernel, versions);
  const imports = createImports(kernel, deps, files, applyImport);
  return {
    ...createLists(kernel, deps, schedule),
    ...imports,
    ...createImportRuns(kernel, files, applyImport, FETCH_LIMITS),
    ...createProposals(kernel, deps, versions),
    ...createUpkeep(kernel, schedule, versions, imports.startImport),
    lists: async (db) => (await selectWatchlists(db)).map(listInForceOf),
    activeListings,
    changedListings,
    listingsBySeq: (db, seqs) => selectForScreeningBySeq(db, seqs),
    listingsById: (db, ids) => selectForScreeningById(db, ids),
  };
}

async function* activeListings(
  db: Parameters<Watchlists['activeListings']>[0],
  watchlistId: string,
): AsyncGenerator<ListingForScreening[]> {
  for (let after = 0; ; ) {
    const text = await selectActiveForScreening(db, { watchlistId, after, limit: BATCH });
    const batch = JSON.parse(text) as ListingForScreening[];
    const last = batch.at(-1);
    if (last === undefined) return;
    yield batch;
    after = last.seq;
  }
}

async function changedListings(
  ...[db, watchlistId, since, limit]: Parameters<Watchlists['changedListings']>
): ReturnType<Watchlists['changedListings']> {
  for (;;) {
    const point = { watchlistId, version: Number(since.version), edition: since.edition };
    const changed = await selectChangedSeqs(db, { ...point, limit });
    if (changed === undefined || changed.seqs.length > limit) return null;
    const { version, edition, active, seqs } = changed;
    const listings: ListingForScreening[] = [];
    for (let at = 0; at < seqs.length; at += BATCH)
      listings.push(...(await selectForScreeningBySeq(db, seqs.slice(at, at + BATCH))));
    // Read in steps: what came into force between two of them would be there in part.
    if ((await selectWatchlist(db, watchlistId))?.version === version)
      return { version: String(version), edition, active, listings };
  }
}
