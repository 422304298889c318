import type { ListImport, NewImport, PageQuery } from '@jisr/contract';
import type { z } from 'zod';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import type { ApplyImport } from './apply-import.ts';
import { readCursor, writeCursor } from './cursor.ts';
import {
  type ImportRequest,
  type ImportRow,
  insertImport,
  lockImport,
  selectImport,
  selectImports,
  updateConfirmedBy,
  updateImportStatus,
} from './import-store.ts';
import { canMove, IMPORT_MOVES } from './model.ts';
import { importOf } from './present.ts';
import type { SourceFiles } from './source-files.ts';
import { deleteRevisions } from './staging-store.ts';
import { selectWatchlist, type WatchlistRow } from './store.ts';
import type { WatchlistsDeps } from './types.ts';

type Request = z.output<typeof NewImport>;

/** Imports as the officers see them: started, looked at, confirmed. The work itself is a job. */
export function createImports(
  { database, clock, ids, bus }: Kernel,
  deps: Pick<WatchlistsDeps, 'jobs' | 'officers'>,
  files: SourceFiles,
  applyImport: ApplyImport,
) {
  const { db } = database;

  async function needList(id: string): Promise<WatchlistRow> {
    const list = await selectWatchlist(db, id);
    if (list === undefined) throw problem('NOT_FOUND');
    return list;
  }

  async function shown(rows: readonly ImportRow[]): Promise<ListImport[]> {
    const officers = await deps.officers(rows.flatMap((row) => row.startedBy ?? []));
    return rows.map((row) => importOf(row, officers));
  }

  /** Checks where the bytes come from, and keeps those of the request. */
  async function accept(id: string, list: WatchlistRow, source: Request['source']): Promise<ImportRequest> {
    if ('files' in source) {
      await files.save(id, source.files);
      return { files: source.files.map((file) => file.name) };
    }
    if ('paths' in source) {
      await files.within(source.paths);
      return { paths: source.paths };
    }
    if (list.sourceUrl === null) throw problem('LIST_SOURCE_UNREACHABLE', { detail: 'sourceUrl: null' });
    return { url: list.sourceUrl };
  }

  async function startImport(
    watchlistId: string,
    request: Request,
    actorId: string | null,
  ): Promise<ListImport> {
    const list = await needList(watchlistId);
    // Nothing may come into a list kept by hand past the second person.
    if (list.format === 'manual') throw problem('LIST_MANUAL');
    const id = ids.uuid();
    const from = await accept(id, list, request.source);
    const started = { watchlistId, startedAt: clock.nowIso(), startedBy: actorId };
    const { confirmShrink } = request;
    try {
      await database.transaction(async (tx) => {
        await insertImport(tx, { id, ...started, request: from, source: sourceText(from), confirmShrink });
        await deps.jobs.enqueue(tx, 'watchlists.import', { watchlistId }, { key: watchlistId });
        await bus.publish(tx, 'import', id);
      });
    } catch (error) {
      await files.remove(id);
      throw error;
    }
    return readImport(id);
  }

  async function readImport(id: string): Promise<ListImport> {
    const row = await selectImport(db, id);
    if (row === undefined) throw problem('NOT_FOUND');
    return (await shown([row]))[0]!;
  }

  async function listImports(watchlistId: string, { after, limit }: z.output<typeof PageQuery>) {
    await needList(watchlistId);
    const before = after === undefined ? null : readCursor(after, 'id');
    const rows = await selectImports(db, { watchlistId, before, limit: limit + 1 });
    const items = await shown(rows.slice(0, limit));
    const next = rows.length > limit ? writeCursor(items.at(-1)!.id) : null;
    return { items, next, total: null };
  }

  async function confirmImport(id: string, apply: boolean, actorId: string): Promise<ListImport> {
    await database.transaction(async (tx) => {
      const row = await lockImport(tx, id);
      if (row === undefined) throw problem('NOT_FOUND');
      if (!canMove(IMPORT_MOVES, row.status, 'discarded')) throw problem('IMPORT_NOT_HELD');
      await updateConfirmedBy(tx, id, actorId);
      if (apply) {
        if (row.baseVersion === null || (await applyImport(tx, row, row.baseVersion)) === 'moved')
          throw problem('IMPORT_SUPERSEDED');
        return;
      }
      const discarded = { status: 'discarded', problem: row.problem, baseVersion: null } as const;
      await updateImportStatus(tx, id, { ...discarded, at: clock.nowIso() });
      await deleteRevisions(tx, id);
      // What was prepared is personal data without a purpose now; the job throws it away.
      const { watchlistId } = row;
      await deps.jobs.enqueue(tx, 'watchlists.import', { watchlistId }, { key: watchlistId });
      await bus.publish(tx, 'import', id);
    });
    return readImport(id);
  }

  return { startImport, readImport, listImports, confirmImport };
}

function sourceText(request: ImportRequest): string {
  if ('url' in request) return request.url;
  return ('files' in request ? request.files : request.paths).join(', ');
}
