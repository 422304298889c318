import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { type ImportRow, updateImportStatus, updateSource } from './import-store.ts';
import { dayOf, READING } from './model.ts';
import { applyRevisions, countRevised, deleteRevisions, selectTouched } from './staging-store.ts';
import { lockWatchlist } from './store.ts';
import { CHANGES_TOLD_ONE_BY_ONE } from './types.ts';
import type { Versions } from './versions.ts';

/** Brings a prepared import into force. */
export type ApplyImport = (tx: Db, row: ImportRow, baseVersion: number) => Promise<'applied' | 'moved'>;

/**
 * Brings a prepared import into force in the caller's transaction: all of it or, when that fails, nothing.
 *
 * @returns a function that answers `moved`, having done nothing, when the list is no longer the one compared with
 */
export function createApplyImport(kernel: Kernel, versions: Versions): ApplyImport {
  const { clock, bus } = kernel;
  return async (tx, row, baseVersion) => {
    const list = await lockWatchlist(tx, row.watchlistId);
    if (list === undefined || list.version !== baseVersion) return 'moved';
    const at = clock.nowIso();
    const edition = list.edition + 1;
    const touched = row.added + row.changed + row.withdrawn;
    const before = await countRevised(tx, row.id);
    await applyRevisions(tx, { importId: row.id, version: list.version + 1, today: dayOf(clock.now()) });
    const changedListingIds =
      touched > CHANGES_TOLD_ONE_BY_ONE
        ? ('all' as const)
        : await selectTouched(tx, { importId: row.id, watchlistId: list.id, edition });
    const after = await countRevised(tx, row.id);
    await deleteRevisions(tx, row.id);
    await updateSource(tx, { ...row, watchlistId: list.id, reading: READING, at });
    await updateImportStatus(tx, row.id, { status: 'applied', problem: null, baseVersion: null, at });
    const active = list.active + row.freshActive + after.active - before.active;
    const people = list.people + row.freshPeople + after.people - before.people;
    await versions.raise(tx, list, { edition, changedListingIds, active, people });
    await bus.publish(tx, 'import', row.id);
    return 'applied';
  };
}
