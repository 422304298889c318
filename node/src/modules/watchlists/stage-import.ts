import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { type ImportFindings, updateProgress } from './import-store.ts';
import type { ListReader } from './list-reader.ts';
import type { ListingChunk } from './list-reader-messages.ts';
import { dayOf } from './model.ts';
import { createSeenSet, type SeenSet } from './seen-set.ts';
import {
  analyzeListings,
  deletePrepared,
  discardPrepared,
  insertRevisions,
  insertWithdrawals,
  type KnownListing,
  selectActiveKeys,
  selectKnown,
  selectPrimaryNames,
} from './staging-store.ts';
import { insertListings, lockWatchlist, type WatchlistRow } from './store.ts';

const SAMPLES = 20;
/** Rows thrown away in one statement. */
const DISCARD = 2_000;
/** Keys compared in one step. */
const KEYS = 20_000;
/** The console is told of progress once for so many chunks. */
const PROGRESS = 20;
/** So many new rows make the planner's picture of the table wrong. */
const ANALYZE_FROM = 1_000;

/** What changes between the list in force and the files, counted while it is prepared. */
export type Differences = Pick<
  ImportFindings,
  'added' | 'changed' | 'withdrawn' | 'unchanged' | 'samples' | 'freshActive' | 'freshPeople'
>;

interface Staging {
  readonly importId: string;
  readonly list: WatchlistRow;
  readonly seen: SeenSet;
  readonly differences: Differences;
}

/**
 * Prepares a version of a list without anybody seeing it: new listings are written under the next edition, changes and
 * withdrawals are noted. Small statements, each by itself, so that the embedded engine serves others in between.
 */
export function createStaging({ database, clock, ids, bus }: Kernel) {
  const { db } = database;

  /**
   * Throws away what an earlier import, or an earlier attempt of this one, had prepared. From here on no held import of
   * the list can be confirmed, therefore its edition stands still.
   */
  async function clear(watchlistId: string, signal: AbortSignal): Promise<WatchlistRow> {
    const list = await database.transaction(async (tx) => {
      const locked = await lockWatchlist(tx, watchlistId);
      await discardPrepared(tx, watchlistId);
      return locked;
    });
    if (list === undefined) throw problem('NOT_FOUND');
    for (let deleted = 1; deleted > 0; ) {
      signal.throwIfAborted();
      deleted = await deletePrepared(db, { watchlistId, limit: DISCARD });
    }
    return list;
  }

  async function stage(
    importId: string,
    list: WatchlistRow,
    reader: ListReader,
    signal: AbortSignal,
  ): Promise<Differences> {
    const staging: Staging = { importId, list, seen: createSeenSet(), differences: noDifferences() };
    let read = 0;
    let chunks = 0;
    for await (const chunk of reader.chunks()) {
      signal.throwIfAborted();
      await stageChunk(staging, chunk);
      read += chunk.rows.length;
      chunks += 1;
      if (chunks % PROGRESS === 0) await tellProgress(importId, read);
    }
    const { added, changed } = staging.differences;
    if (added + changed > ANALYZE_FROM) await analyzeListings(db);
    await stageWithdrawals(staging, signal);
    return staging.differences;
  }

  async function tellProgress(importId: string, read: number): Promise<void> {
    await updateProgress(db, importId, read);
    await bus.publish(db, 'import', importId);
  }

  async function stageChunk(
    { importId, list, seen, differences }: Staging,
    chunk: ListingChunk,
  ): Promise<void> {
    const { references } = chunk;
    const known: KnownListing[] =
      list.version === 0 ? [] : await selectKnown(db, { watchlistId: list.id, references });
    for (const { seq } of known) seen.add(seq);
    const sorted = sortChunk(chunk, known, ids.uuid);
    addUp(differences, sorted);
    if (sorted.fresh.length > 0) {
      const written = await insertListings(db, {
        list,
        edition: list.edition + 1,
        version: list.version + 1,
        today: dayOf(clock.now()),
        rows: `[${sorted.fresh.join(',')}]`,
      });
      if (written === null) throw new Error('another import of this list came into force meanwhile');
      differences.freshActive += written.active;
      differences.freshPeople += written.people;
    }
    if (sorted.revised.length > 0) await insertRevisions(db, importId, `[${sorted.revised.join(',')}]`);
  }

  async function stageWithdrawals(staging: Staging, signal: AbortSignal): Promise<void> {
    const { importId, list, seen, differences } = staging;
    for (let after = 0; ; ) {
      signal.throwIfAborted();
      const keys = await selectActiveKeys(db, { watchlistId: list.id, after, limit: KEYS });
      const missing = keys.filter(({ seq }) => !seen.has(seq)).map(({ id }) => id);
      if (missing.length > 0) {
        await insertWithdrawals(db, importId, missing);
        const wanted = missing.slice(0, SAMPLES - differences.samples.withdrawn.length);
        differences.samples.withdrawn.push(...(await selectPrimaryNames(db, wanted)));
        differences.withdrawn += missing.length;
      }
      const last = keys.at(-1);
      if (last === undefined) return;
      after = last.seq;
    }
  }

  return { stage, clear };
}

const noDifferences = (): Differences => ({
  added: 0,
  changed: 0,
  withdrawn: 0,
  unchanged: 0,
  samples: { added: [], changed: [], withdrawn: [] },
  freshActive: 0,
  freshPeople: 0,
});

interface SortedChunk {
  /** Rows of listings that never existed, each with a new id. */
  readonly fresh: string[];
  /** Rows of listings that exist and now say something else, or come back. */
  readonly revised: string[];
  readonly addedNames: string[];
  readonly changedNames: string[];
  readonly unchanged: number;
}

/** Sorts a stretch of listings into new, changed and unchanged ones. A withdrawn one that is listed again counts as added. */
function sortChunk(chunk: ListingChunk, known: readonly KnownListing[], newId: () => string): SortedChunk {
  const byReference = new Map(known.map((listing) => [listing.reference, listing]));
  const sorted = { fresh: [], revised: [], addedNames: [], changedNames: [], unchanged: 0 } as {
    -readonly [K in keyof SortedChunk]: SortedChunk[K];
  };
  chunk.rows.forEach((row, n) => {
    const listing = byReference.get(chunk.references[n] ?? '');
    const name = chunk.names[n] ?? '';
    if (listing !== undefined && listing.digest === chunk.digests[n] && listing.status !== 'withdrawn') {
      sorted.unchanged += 1;
      return;
    }
    const withId = `{"id":"${listing?.id ?? newId()}",${row.slice(1)}`;
    (listing === undefined ? sorted.fresh : sorted.revised).push(withId);
    (listing === undefined || listing.status === 'withdrawn' ? sorted.addedNames : sorted.changedNames).push(
      name,
    );
  });
  return sorted;
}

function addUp(differences: Differences, sorted: SortedChunk): void {
  const { samples } = differences;
  differences.added += sorted.addedNames.length;
  differences.changed += sorted.changedNames.length;
  differences.unchanged += sorted.unchanged;
  samples.added.push(...sorted.addedNames.slice(0, SAMPLES - samples.added.length));
  samples.changed.push(...sorted.changedNames.slice(0, SAMPLES - samples.changed.length));
}
