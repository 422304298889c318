import { join } from 'node:path';
import type { NameEntry } from '@jisr/names';
import type { Kernel } from '../../kernel/kernel.ts';
import type { ListInForce, ListingForScreening, ListPoint, Watchlists } from '../watchlists/index.ts';
import type { Engine, ListedDocument, Segment } from './engine.ts';
import { type BaseIndex, createSavedIndexes } from './saved-indexes.ts';

export interface BuiltSegment {
  readonly watchlistId: string;
  readonly code: string;
  readonly version: string;
  readonly entries: number;
  readonly names: number;
  readonly bytes: number;
  readonly builtAt: string;
  readonly buildMs: number;
}

/** What goes live: an index, and what became of its list since. */
type Live = Segment & Pick<BuiltSegment, 'entries' | 'names'>;

/** So many changed listings are less work than the index of even a short list. */
const ALWAYS_A_CHANGE = 2_000;
/** Of a list of which more changed, the index no longer knows how common its names are (`buildChange`). */
const OF_THE_LIST = 0.1;

/**
 * Keeps the engine's lists at the version that is in force. The index of a list is built once and saved beside the
 * database; what changes in the list goes live beside it, reckoned from that index each time. Where that cannot be, or
 * fails, the index is built anew.
 */
export function createLists(
  kernel: Kernel,
  watchlists: Pick<Watchlists, 'lists' | 'activeListings' | 'changedListings'>,
  engine: Engine,
) {
  const { config, clock, database, log, metrics } = kernel;
  const saved = createSavedIndexes(join(config.dataDir, 'indexes'), log);
  const bases = new Map<string, BaseIndex>();
  const built = new Map<string, BuiltSegment>();
  const running = new Map<string, Promise<boolean>>();

  async function refresh(watchlistId: string): Promise<boolean> {
    const list = (await watchlists.lists(database.db)).find((candidate) => candidate.id === watchlistId);
    if (!list || list.version === null || engine.version(watchlistId) === list.version) return false;
    const started = performance.now();
    const live = (await changed(list)) ?? (await build(watchlistId, { ...list, version: list.version }));
    engine.load(live);
    const ms = Math.round(performance.now() - started);
    const { version, entries, names, change } = live;
    built.set(watchlistId, {
      watchlistId,
      code: list.code,
      version,
      entries,
      names,
      bytes: live.buffer.byteLength + (change?.buffer.byteLength ?? 0),
      builtAt: clock.nowIso(),
      buildMs: ms,
    });
    metrics.listings.set({ watchlist: list.code }, entries);
    const told = { watchlist: list.code, entries, changed: change?.keys.size ?? 0, ms };
    log.info({ event: 'screening.list-live', ...told }, 'a list is live');
    return true;
  }

  /** The index that is there and what became of the list since; null where the index must be built. */
  async function changed(list: ListInForce): Promise<Live | null> {
    const base = bases.get(list.id) ?? saved.read(list.id);
    if (base === null) return null;
    try {
      const live = await changeOf(base);
      if (live) bases.set(list.id, base);
      return live;
    } catch (error) {
      log.error(
        { event: 'screening.change-failed', watchlist: list.code, err: error },
        'a change of a list could not be brought in beside its index, which is built anew',
      );
      return null;
    }
  }

  async function changeOf(base: BaseIndex): Promise<Live | null> {
    const limit = Math.max(ALWAYS_A_CHANGE, Math.floor(base.entries * OF_THE_LIST));
    const now = await watchlists.changedListings(database.db, base.list, base, limit);
    if (now === null) return null;
    const { version, active, listings } = now;
    const keys = new Set(listings.map(({ seq }) => seq));
    const inForce = listings.filter(({ status }) => status === 'active');
    const difference = { removed: [...keys], added: inForce.map(entryOf) };
    const { buffer, ...holds } = keys.size === 0 ? base : await engine.change(base.buffer, difference);
    // A base that is not what the list was then, or a change that was missed: nobody may be let pass by either.
    if (holds.entries !== active)
      throw new RangeError(`the index and its change hold ${holds.entries} listings, the list ${active}`);
    if (keys.size === 0) return { ...base, version };
    const { entries, names } = holds;
    const change = { buffer, keys, documents: inForce.flatMap(documentsOf) };
    return { ...base, version, entries, names, change };
  }

  async function build(list: string, { version, edition }: ListPoint): Promise<BaseIndex> {
    const documents: ListedDocument[] = [];
    let entries = 0;
    let names = 0;
    async function* batches(): AsyncIterable<NameEntry[]> {
      for await (const listings of watchlists.activeListings(database.db, list)) {
        for (const listing of listings) {
          entries += 1;
          names += listing.names.length;
          documents.push(...documentsOf(listing));
        }
        yield listings.map(entryOf);
      }
    }
    const buffer = await engine.build(batches());
    const base = { list, version, edition, buffer, documents, entries, names };
    saved.save(base);
    bases.set(list, base);
    return base;
  }

  return {
    /** Brings one list up to date; true when a new version went live. Calls for the same list wait for one another. */
    async refresh(watchlistId: string): Promise<boolean> {
      const before = running.get(watchlistId) ?? Promise.resolve(false);
      const mine = before.then(
        () => refresh(watchlistId),
        () => refresh(watchlistId),
      );
      running.set(watchlistId, mine);
      return mine;
    },
    async refreshAll(): Promise<void> {
      for (const list of await watchlists.lists(database.db)) await refresh(list.id);
    },
    segments: (): BuiltSegment[] => [...built.values()],
  };
}

const documentsOf = ({ seq, documents }: ListingForScreening): ListedDocument[] =>
  documents.map(({ number, issuer }) => ({ key: seq, number, issuer }));

const entryOf = (listing: ListingForScreening): NameEntry => ({
  key: listing.seq,
  // Where the list does not say what it names, it may be a person: nobody is let pass for want of a word.
  kind: listing.kind === 'other' ? 'person' : listing.kind,
  names: listing.names.map(({ text, quality }) => ({ text, quality })),
  birthDates: listing.birthDates,
  nationalities: listing.nationalities,
  gender: listing.gender,
});
