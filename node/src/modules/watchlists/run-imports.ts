import type { JobContext } from '../../kernel/jobs.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { isProblem, problem } from '../../kernel/problem.ts';
import type { ApplyImport } from './apply-import.ts';
import { type FetchLimits, fetchIfThere, fetchList, filesOf, type Validators } from './fetch-list.ts';
import {
  type ImportFindings,
  type ImportRow,
  isDigestHeld,
  isHeldOpen,
  selectNextRunning,
  updateFindings,
  updateImportStatus,
  updateSource,
} from './import-store.ts';
import { type ListReader, openListReader } from './list-reader.ts';
import type { ListOverview, SourceFile } from './list-reader-messages.ts';
import { holdOf, READING } from './model.ts';
import type { SourceFiles } from './source-files.ts';
import { createStaging } from './stage-import.ts';
import { selectWatchlist, type WatchlistRow } from './store.ts';

type Context = Pick<JobContext, 'attempt' | 'signal'>;
type Ending = 'unchanged' | 'held' | 'failed';

/** A fault that is not the list's is tried again so often. */
const ATTEMPTS = 3;
const NO_VALIDATORS: Validators = { etag: null, modified: null };

/** Carries out imports: read, compare, prepare, and bring into force or hold. */
export function createImportRuns(
  kernel: Kernel,
  files: SourceFiles,
  applyImport: ApplyImport,
  limits: FetchLimits,
) {
  const { database, clock, bus, log } = kernel;
  const { db } = database;
  const staging = createStaging(kernel);

  /** All imports of a list that have not ended, in order: two at once would compare with the same version. */
  async function runImports(watchlistId: string, context: Context): Promise<void> {
    for (let next = await selectNextRunning(db, watchlistId); next !== undefined; ) {
      await runImport(next, context);
      next = await selectNextRunning(db, watchlistId);
    }
    if (!(await isHeldOpen(db, watchlistId))) await staging.clear(watchlistId, context.signal);
  }

  async function runImport(row: ImportRow, { attempt, signal }: Context): Promise<void> {
    try {
      while ((await bringIn(row, signal)) === 'moved') signal.throwIfAborted();
    } catch (error) {
      // Stopped, or another node has taken over: the import goes on where the job does.
      if (signal.aborted) throw error;
      if (!isProblem(error)) {
        log.warn({ event: 'import.failed', importId: row.id, attempt, err: error }, 'an import failed');
        if (attempt < ATTEMPTS) throw error;
      }
      await end(row.id, 'failed', { problem: isProblem(error) ? error.code : 'INTERNAL' });
    }
    await files.remove(row.id);
  }

  async function bringIn(row: ImportRow, signal: AbortSignal): Promise<'ended' | 'moved'> {
    const before = await needList(row.watchlistId);
    const source = await obtain(row, before);
    if (source === null) return endUnchanged(row.id, before, findings(row), false);
    const reader = openListReader(source.files);
    try {
      const known = { ...findings(row), ...source.validators, digest: await reader.digest() };
      const where = await findDigest(row, before, known.digest);
      if (where !== null) return await endUnchanged(row.id, before, known, where === 'in-force');
      const seen = { ...known, ...(await look(row, before, reader, known)) };
      const list = await staging.clear(row.watchlistId, signal);
      const found = { ...seen, ...(await staging.stage(row.id, list, reader, signal)) };
      await updateFindings(db, row.id, found);
      return await settle(row, list, found);
    } finally {
      await reader.close();
    }
  }

  /** The bytes; null when the publisher's server says that they are those in force. */
  async function obtain(row: ImportRow, list: WatchlistRow) {
    const { request } = row;
    const given = (sources: SourceFile[]) => ({ files: sources, validators: NO_VALIDATORS });
    if ('files' in request) return given(files.saved(row.id, request.files));
    if ('paths' in request) return given(await files.within(request.paths));
    return fetchFiles(row.id, request.url, list);
  }

  /** A list of one file is asked for only if it is newer; of several, one alone would not say whether another changed. */
  async function fetchFiles(importId: string, address: string, list: WatchlistRow) {
    const urls = filesOf(list.format, new URL(address));
    const targets = await files.fetched(importId, urls);
    const [first, main] = [urls[0]!, targets[0]!];
    const alone = urls.length === 1;
    const current = { etag: list.sourceEtag, modified: list.sourceModified };
    const known = alone && list.reading === READING ? current : NO_VALIDATORS;
    const validators = await fetchList(first, known, main.path, limits);
    if (validators === null) return null;
    const got = [main];
    for (const [at, url] of urls.entries()) {
      const target = targets[at]!;
      if (at > 0 && (await fetchIfThere(url, target.path, limits))) got.push(target);
    }
    return { files: got, validators: alone ? validators : NO_VALIDATORS };
  }

  /** Whether these very bytes were read before: into the list in force, or into an import that waits for a person. */
  async function findDigest(
    row: ImportRow,
    list: WatchlistRow,
    digest: string,
  ): Promise<'in-force' | 'held' | null> {
    if (digest === list.sourceDigest && list.reading === READING) return 'in-force';
    // What waits need not wait twice; unless this time somebody confirms it beforehand.
    if (row.confirmShrink) return null;
    return (await isDigestHeld(db, { watchlistId: list.id, digest, version: list.version })) ? 'held' : null;
  }

  /** Reads the files and refuses what is not this list. What was found is kept in either case. */
  async function look(
    row: ImportRow,
    list: WatchlistRow,
    reader: ListReader,
    found: ImportFindings,
  ): Promise<ListOverview> {
    const overview = await reader.overview();
    await updateFindings(db, row.id, { ...found, ...overview });
    if (overview.read === 0 && overview.damage === 'file') throw problem('LIST_DAMAGED');
    if (overview.format !== list.format)
      throw problem('LIST_FORMAT_UNKNOWN', {
        file: row.source,
        detail: `${overview.format ?? '?'} ≠ ${list.format}`,
      });
    if (overview.read === 0 && list.active === 0) throw problem('LIST_EMPTY');
    return overview;
  }

  async function settle(
    row: ImportRow,
    list: WatchlistRow,
    found: ImportFindings & Pick<ListOverview, 'damage'>,
  ): Promise<'ended' | 'moved'> {
    if (found.added + found.changed + found.withdrawn === 0) return endUnchanged(row.id, list, found, true);
    const hold = holdOf({ ...found, active: list.active });
    if (hold !== null && !row.confirmShrink) {
      await end(row.id, 'held', { problem: hold.problem, baseVersion: list.version });
      return 'ended';
    }
    const outcome = await database.transaction((tx) => applyImport(tx, { ...row, ...found }, list.version));
    return outcome === 'moved' ? 'moved' : 'ended';
  }

  /** @param inForce whether the list in force says what these bytes say: the next fetch then asks for newer ones */
  async function endUnchanged(
    id: string,
    list: WatchlistRow,
    found: ImportFindings,
    inForce: boolean,
  ): Promise<'ended'> {
    await updateFindings(db, id, { ...found, unchanged: list.active });
    if (inForce) await updateSource(db, { ...found, watchlistId: list.id, reading: READING, at: null });
    await end(id, 'unchanged', {});
    return 'ended';
  }

  async function end(
    id: string,
    status: Ending,
    more: { problem?: string | null; baseVersion?: number | null },
  ): Promise<void> {
    await database.transaction(async (tx) => {
      const { problem: code = null, baseVersion = null } = more;
      await updateImportStatus(tx, id, { status, problem: code, baseVersion, at: clock.nowIso() });
      await bus.publish(tx, 'import', id);
    });
  }

  async function needList(id: string): Promise<WatchlistRow> {
    const list = await selectWatchlist(db, id);
    if (list === undefined) throw problem('NOT_FOUND');
    return list;
  }

  return { runImports };
}

/** What an import knows of itself before its files are read. */
function findings(row: ImportRow): ImportFindings {
  const { counts, issues, issueTotal, samples } = row;
  const none = { read: 0, added: 0, changed: 0, withdrawn: 0, unchanged: 0, freshActive: 0, freshPeople: 0 };
  return { digest: null, etag: null, modified: null, ...none, counts, issues, issueTotal, samples };
}
