import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NameEntry, openIndex } from '@jisr/names';
import { z } from 'zod';
import type { Kernel } from '../../kernel/kernel.ts';
import type { ListingForScreening, Watchlists } from '../watchlists/index.ts';
import type { Engine, ListedDocument, Segment } from './engine.ts';
import { ENGINE_VERSION } from './engine-version.ts';

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

const Side = z.object({
  entries: z.number(),
  names: z.number(),
  digest: z.string(),
  documents: z.array(z.object({ key: z.number(), number: z.string(), issuer: z.string().nullable() })),
});

/**
 * Keeps the engine's lists at the version that is in force. An index that was built is saved beside the database, so
 * that a start reads it instead of building it.
 */
export function createLists(
  kernel: Kernel,
  watchlists: Pick<Watchlists, 'lists' | 'activeListings'>,
  engine: Engine,
) {
  const { config, clock, database, log, metrics } = kernel;
  const folder = join(config.dataDir, 'indexes');
  const built = new Map<string, BuiltSegment>();
  const running = new Map<string, Promise<boolean>>();

  const fileOf = (list: string, version: string): string =>
    join(folder, `${list}.${version.replace(/[^\w.-]/g, '-')}.${ENGINE_VERSION}`);

  async function refresh(watchlistId: string): Promise<boolean> {
    const list = (await watchlists.lists(database.db)).find((candidate) => candidate.id === watchlistId);
    if (!list || list.version === null || engine.version(watchlistId) === list.version) return false;
    const started = performance.now();
    const segment = readSaved(watchlistId, list.version) ?? (await build(watchlistId, list.version));
    engine.load(segment);
    built.set(watchlistId, {
      watchlistId,
      code: list.code,
      version: list.version,
      entries: segment.entries,
      names: segment.names,
      bytes: segment.buffer.byteLength,
      builtAt: clock.nowIso(),
      buildMs: Math.round(performance.now() - started),
    });
    metrics.listings.set({ watchlist: list.code }, segment.entries);
    log.info(
      {
        event: 'screening.list-live',
        watchlist: list.code,
        entries: segment.entries,
        ms: Math.round(performance.now() - started),
      },
      'a list is live',
    );
    return true;
  }

  async function build(watchlistId: string, version: string) {
    const documents: ListedDocument[] = [];
    let entries = 0;
    let names = 0;
    async function* batches(): AsyncIterable<NameEntry[]> {
      for await (const listings of watchlists.activeListings(database.db, watchlistId)) {
        for (const listing of listings) {
          entries += 1;
          names += listing.names.length;
          for (const document of listing.documents)
            documents.push({ key: listing.seq, number: document.number, issuer: document.issuer });
        }
        yield listings.map(entryOf);
      }
    }
    const buffer = await engine.build(batches());
    const segment = { list: watchlistId, version, buffer, documents, entries, names };
    save(segment);
    return segment;
  }

  function save(segment: Segment & { entries: number; names: number }): void {
    mkdirSync(folder, { recursive: true });
    const file = fileOf(segment.list, segment.version);
    const { documents, entries, names } = segment;
    const bytes = new Uint8Array(segment.buffer);
    writeFileSync(`${file}.json`, JSON.stringify({ entries, names, digest: digestOf(bytes), documents }));
    // The index last and by rename: where it stands, both are whole.
    writeFileSync(`${file}.part`, bytes);
    renameSync(`${file}.part`, `${file}.idx`);
    for (const name of readdirSync(folder)) {
      const other = name.startsWith(`${segment.list}.`) && !join(folder, name).startsWith(`${file}.`);
      if (other) rmSync(join(folder, name), { force: true });
    }
  }

  /** Null where there is none, or where it is not what was written: it is built anew then. */
  function readSaved(list: string, version: string) {
    const file = fileOf(list, version);
    if (!existsSync(`${file}.idx`)) return null;
    try {
      const { digest, ...side } = Side.parse(JSON.parse(readFileSync(`${file}.json`, 'utf8')));
      const bytes = readFileSync(`${file}.idx`);
      if (digest !== digestOf(bytes)) throw new RangeError('the saved index is not what was written');
      const buffer = new SharedArrayBuffer(bytes.byteLength);
      new Uint8Array(buffer).set(bytes);
      // Of another version of the library: better refused here than in every thread.
      openIndex(buffer);
      return { list, version, buffer, ...side };
    } catch (error) {
      log.warn({ event: 'screening.snapshot-refused', err: error }, 'a saved index is built anew');
      return null;
    }
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

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const entryOf = (listing: ListingForScreening): NameEntry => ({
  key: listing.seq,
  // Where the list does not say what it names, it may be a person: nobody is let pass for want of a word.
  kind: listing.kind === 'other' ? 'person' : listing.kind,
  names: listing.names.map(({ text, quality }) => ({ text, quality })),
  birthDates: listing.birthDates,
  nationalities: listing.nationalities,
  gender: listing.gender,
});
