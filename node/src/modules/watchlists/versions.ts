import type { Kernel } from '../../kernel/kernel.ts';
import { type ListingCounts, updateVersion, type WatchlistRow } from './store.ts';
import type { ListChange, WatchlistsDeps } from './types.ts';

/**
 * The one place where a list comes into a new version: number, counts, screening and the console, in the transaction of
 * the change. The caller holds the lock of the list.
 */
export function createVersions({ bus, metrics }: Kernel, deps: Pick<WatchlistsDeps, 'changed'>) {
  return {
    async raise(
      tx: Parameters<WatchlistsDeps['changed']>[0],
      list: WatchlistRow,
      change: { edition: number; changedListingIds: ListChange['changedListingIds'] } & ListingCounts,
    ): Promise<void> {
      const version = list.version + 1;
      const { edition, changedListingIds, active, people } = change;
      await updateVersion(tx, { id: list.id, version, edition, active, people });
      await deps.changed(tx, {
        watchlistId: list.id,
        version: String(version),
        changedListingIds,
      });
      await bus.publish(tx, 'watchlist', list.id);
      metrics.listings.set({ watchlist: list.code }, active);
    },
  };
}
export type Versions = ReturnType<typeof createVersions>;
