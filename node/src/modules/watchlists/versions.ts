import type { Kernel } from '../../kernel/kernel.ts';
import { updateVersion, type WatchlistRow } from './store.ts';
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
      change: { edition: number; changedListingIds: ListChange['changedListingIds'] },
    ): Promise<void> {
      const version = list.version + 1;
      const { active } = await updateVersion(tx, { id: list.id, version, edition: change.edition });
      await deps.changed(tx, {
        watchlistId: list.id,
        version: String(version),
        changedListingIds: change.changedListingIds,
      });
      await bus.publish(tx, 'watchlist', list.id);
      metrics.listings.set({ watchlist: list.code }, active);
    },
  };
}
export type Versions = ReturnType<typeof createVersions>;
