import type { ImportStatus, ListImport } from '@jisr/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '../../kernel/db/types.ts';

/** Where an import's bytes come from. */
export type ImportRequest = { files: string[] } | { paths: string[] } | { url: string };

/** An import as it is stored: the contract's, with ids in place of names, and what was compared with. */
export interface ImportRow extends Omit<ListImport, 'by'> {
  readonly request: ImportRequest;
  readonly confirmShrink: boolean;
  readonly startedBy: string | null;
  readonly baseVersion: number | null;
  readonly etag: string | null;
  readonly modified: string | null;
  freshActive: number;
  freshPeople: number;
}

/** What is found out about an import while it runs. */
export type ImportFindings = Pick<
  ImportRow,
  | 'digest'
  | 'etag'
  | 'modified'
  | 'read'
  | 'added'
  | 'changed'
  | 'withdrawn'
  | 'unchanged'
  | 'counts'
  | 'issues'
  | 'issueTotal'
  | 'samples'
  | 'freshActive'
  | 'freshPeople'
>;

const common = sql`id, watchlist_id as "watchlistId", status, request, source, confirm_shrink as "confirmShrink",
  started_at as "startedAt", finished_at as "finishedAt", started_by as "startedBy", base_version as "baseVersion", digest,
  etag, modified, read, added, changed, withdrawn, unchanged, counts, issue_total as "issueTotal", problem, samples,
  fresh_active as "freshActive", fresh_people as "freshPeople"`;
const whole = sql`${common}, issues`;

export async function insertImport(
  tx: Db,
  row: Pick<
    ImportRow,
    'id' | 'watchlistId' | 'request' | 'source' | 'confirmShrink' | 'startedAt' | 'startedBy'
  >,
): Promise<void> {
  await sql`
    insert into watchlist_import (id, watchlist_id, status, request, source, confirm_shrink, started_at, started_by)
    values (${row.id}, ${row.watchlistId}, 'running', ${JSON.stringify(row.request)}::jsonb, ${row.source},
      ${row.confirmShrink}, ${row.startedAt}, ${row.startedBy})`.execute(tx);
}

export async function selectImport(db: Db, id: string): Promise<ImportRow | undefined> {
  const { rows } = await sql<ImportRow>`select ${whole} from watchlist_import where id = ${id}`.execute(db);
  return rows[0];
}

export async function lockImport(tx: Db, id: string): Promise<ImportRow | undefined> {
  const { rows } = await sql<ImportRow>`
    select ${whole} from watchlist_import where id = ${id} for update`.execute(tx);
  return rows[0];
}

/** The imports of a list, the latest first, without their issues. */
export async function selectImports(
  db: Db,
  page: { watchlistId: string; before: string | null; limit: number },
): Promise<ImportRow[]> {
  const { rows } = await sql<ImportRow>`
    select ${common}, '[]'::jsonb as issues from watchlist_import
    where watchlist_id = ${page.watchlistId} ${page.before ? sql`and id < ${page.before}::uuid` : sql``}
    order by id desc limit ${page.limit}`.execute(db);
  return rows;
}

/** The oldest import of a list that has not ended. */
export async function selectNextRunning(db: Db, watchlistId: string): Promise<ImportRow | undefined> {
  const { rows } = await sql<ImportRow>`
    select ${whole} from watchlist_import where watchlist_id = ${watchlistId} and status = 'running'
    order by id limit 1`.execute(db);
  return rows[0];
}

/** Whether a held import of this list, still to be confirmed, was read from the same bytes. */
export async function isDigestHeld(
  db: Db,
  of: { watchlistId: string; digest: string; version: number },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from watchlist_import
    where watchlist_id = ${of.watchlistId} and status = 'held' and digest = ${of.digest}
      and base_version = ${of.version} limit 1`.execute(db);
  return rows.length > 0;
}

export async function updateFindings(db: Db, id: string, found: ImportFindings): Promise<void> {
  await sql`
    update watchlist_import set digest = ${found.digest}, etag = ${found.etag}, modified = ${found.modified},
      read = ${found.read}, added = ${found.added}, changed = ${found.changed}, withdrawn = ${found.withdrawn},
      unchanged = ${found.unchanged}, counts = ${JSON.stringify(found.counts)}::jsonb,
      issues = ${JSON.stringify(found.issues)}::jsonb, issue_total = ${found.issueTotal},
      samples = ${JSON.stringify(found.samples)}::jsonb, fresh_active = ${found.freshActive},
      fresh_people = ${found.freshPeople}
    where id = ${id}`.execute(db);
}

export async function updateProgress(db: Db, id: string, read: number): Promise<void> {
  await sql`update watchlist_import set read = ${read} where id = ${id}`.execute(db);
}

export async function updateImportStatus(
  db: Db,
  id: string,
  to: {
    status: z.infer<typeof ImportStatus>;
    problem: string | null;
    baseVersion: number | null;
    at: string | null;
  },
): Promise<void> {
  await sql`
    update watchlist_import set status = ${to.status}, problem = ${to.problem}, base_version = ${to.baseVersion},
      finished_at = ${to.at}
    where id = ${id}`.execute(db);
}

export async function updateConfirmedBy(tx: Db, id: string, accountId: string): Promise<void> {
  await sql`update watchlist_import set confirmed_by = ${accountId} where id = ${id}`.execute(tx);
}

/** Remembers what the list in force was read from. */
export async function updateSource(
  tx: Db,
  of: {
    watchlistId: string;
    digest: string | null;
    etag: string | null;
    modified: string | null;
    reading: number;
    /** When a new version came into force; null leaves that time as it is. */
    at: string | null;
  },
): Promise<void> {
  await sql`
    update watchlist set source_digest = ${of.digest}, source_etag = ${of.etag}, source_modified = ${of.modified},
      reading = ${of.reading}, imported_at = coalesce(${of.at}::timestamptz, imported_at)
    where id = ${of.watchlistId}`.execute(tx);
}

/** Whether an import of this list waits for a person and can still be confirmed. */
export async function isHeldOpen(db: Db, watchlistId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from watchlist_import
    where watchlist_id = ${watchlistId} and status = 'held' and base_version is not null limit 1`.execute(db);
  return rows.length > 0;
}
