import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { insertEvents } from './decision-store.ts';
import { selectUnclearedOfList, updateListingEnded } from './store.ts';
import type { HitsDeps } from './types.ts';

/**
 * What a new version of a list means for hits that stand: where a listing has left it, by withdrawal or expiry, the page
 * says so and no carrier is told any longer to keep the traveller from boarding (data-protection R7). The hit itself waits
 * for an officer as before.
 */
export function createListingEnds(kernel: Kernel, deps: Pick<HitsDeps, 'watchlists' | 'statusChanged'>) {
  const { clock, ids, bus } = kernel;
  return async function listChanged(tx: Db, watchlistId: string): Promise<void> {
    const standing = await selectUnclearedOfList(tx, watchlistId);
    const listings = await deps.watchlists.readListings(tx, [
      ...new Set(standing.map(({ listingId }) => listingId)),
    ]);
    const statuses = new Map(listings.map(({ id, status }) => [id, status]));
    const changed = standing.flatMap((hit) => {
      const status = statuses.get(hit.listingId) ?? 'withdrawn';
      return (status !== 'active') === hit.ended ? [] : [{ ...hit, status }];
    });
    if (changed.length === 0) return;
    const at = clock.nowIso();
    for (const ended of [true, false]) {
      const some = changed.filter(({ status }) => (status !== 'active') === ended);
      await updateListingEnded(
        tx,
        some.map(({ id }) => id),
        ended ? at : null,
      );
    }
    await insertEvents(
      tx,
      changed.map(({ id, status }) => ({
        id: ids.uuid(),
        hitId: id,
        at,
        kind: 'listing-changed',
        accountId: null,
        params: { status },
      })),
    );
    for (const { id } of changed) await bus.publish(tx, 'hit', id);
    await deps.statusChanged(tx, [...new Set(changed.map(({ travellerId }) => travellerId))]);
  };
}
