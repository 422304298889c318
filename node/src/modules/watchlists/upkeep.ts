import type { Kernel } from '../../kernel/kernel.ts';
import type { FetchSchedule } from './fetch-schedule.ts';
import { selectNextRunning } from './import-store.ts';
import { dayOf } from './model.ts';
import {
  countActive,
  expireOfList,
  lockWatchlist,
  selectListsWithExpired,
  selectWatchlist,
  selectWatchlists,
} from './store.ts';
import type { Watchlists } from './types.ts';
import type { Versions } from './versions.ts';

/** What happens to the lists by the clock alone: listings expire, publishers are asked for newer versions. */
export function createUpkeep(
  { database, clock }: Kernel,
  schedule: FetchSchedule,
  versions: Versions,
  startImport: Watchlists['startImport'],
) {
  const { db } = database;

  async function expireListings(): Promise<void> {
    const today = dayOf(clock.now());
    for (const watchlistId of await selectListsWithExpired(db, today)) {
      await database.transaction(async (tx) => {
        const list = await lockWatchlist(tx, watchlistId);
        if (list === undefined) return;
        const { edition } = list;
        const expired = await expireOfList(tx, { watchlistId, edition, version: list.version + 1, today });
        if (expired.length === 0) return;
        const counts = await countActive(tx, { watchlistId, edition });

        await versions.raise(tx, list, { edition, changedListingIds: expired, ...counts });
      });
    }
    await database.transaction((tx) => schedule.enqueueDaily(tx, 'tomorrow'));
  }

  async function fetchFromSource(watchlistId: string): Promise<void> {
    const list = await selectWatchlist(db, watchlistId);
    if (list === undefined || list.sourceUrl === null) return;
    await database.transaction((tx) => schedule.enqueueNext(tx, watchlistId));
    // An import that is still at work would only be followed by the same once more.
    if ((await selectNextRunning(db, watchlistId)) === undefined)
      await startImport(watchlistId, { source: { url: true }, confirmShrink: false }, null);
  }

  async function begin(): Promise<void> {
    const fetched = (await selectWatchlists(db)).filter((list) => list.sourceUrl !== null);
    await database.transaction(async (tx) => {
      await schedule.enqueueDaily(tx, 'today');
      for (const { id } of fetched) await schedule.enqueueNext(tx, id);
    });
  }

  return { expireListings, fetchFromSource, schedule: begin };
}
