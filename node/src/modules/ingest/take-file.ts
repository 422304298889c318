import type { lstat, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PROBLEMS, problemText } from '@jisr/contract';
import type { Kernel } from '../../kernel/kernel.ts';
import { isProblem, type Problem, problem } from '../../kernel/problem.ts';
import type { Ingest } from './types.ts';

/** As for posts over HTTP. */
const MOST_BYTES = 16 * 1024 * 1024;

/** What of the file system the folder uses; tests break it between two steps. */
export interface FileSystem {
  readonly lstat: typeof lstat;
  readonly mkdir: typeof mkdir;
  readonly readdir: typeof readdir;
  readonly readFile: typeof readFile;
  readonly rename: typeof rename;
  readonly writeFile: typeof writeFile;
}

/** What taking a file needs. */
export interface Taking {
  readonly root: string;
  readonly files: FileSystem;
  readonly log: Kernel['log'];
  readonly ingest: Pick<Ingest, 'accept'>;
}

/**
 * Accepts one file and moves it to `done`, or to `refused` with the reason beside it. A crash at any step leaves the file
 * in `in`, where it is taken again: accepting the same bytes twice changes nothing.
 *
 * @throws Error when the node or the disk fails: the file then stays where it is
 * @example
 * await takeFile(taking, '…/in/QJ/list.edi', 4096);
 */
export async function takeFile(taking: Taking, path: string, size: number): Promise<void> {
  const { root, files, log, ingest } = taking;
  const folder = join(path, '..');
  const carrier = folder === join(root, 'in') ? null : basename(folder).toUpperCase();
  const name = safeName(basename(path));
  try {
    if (size > MOST_BYTES) throw problem('REQUEST_TOO_LARGE', { limit: `${MOST_BYTES / 1024 / 1024} MiB` });
    const bytes = await files.readFile(path);
    const { id } = await ingest.accept({ bytes, channel: 'folder', carrier, fileName: name });
    await files.rename(path, await freeName(files, join(root, 'done'), name));
    log.info({ event: 'folder.done', receiptId: id }, 'file taken');
  } catch (error) {
    if (!isProblem(error)) throw error;
    const target = await freeName(files, join(root, 'refused'), name);
    // The reason first: a file in `refused` always has one beside it.
    await files.writeFile(`${target}.json`, `${JSON.stringify(reasonOf(error), null, 2)}\n`);
    await files.rename(path, target);
    log.warn({ event: 'folder.refused', code: error.code }, 'file refused');
  }
}

/** The name in the folder, or the first of `2-name`, `3-name` … that nothing has. */
async function freeName(files: FileSystem, folder: string, name: string): Promise<string> {
  for (let copy = 1; ; copy += 1) {
    const path = join(folder, copy === 1 ? name : `${copy}-${name}`);
    if (!(await exists(files, path))) return path;
  }
}

async function exists(files: FileSystem, path: string): Promise<boolean> {
  try {
    await files.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/**
 * A sender's file name as a name of ours: letters, digits, dots, hyphens and underscores, no leading dot, no more than
 * 120 characters.
 *
 * @example
 * safeName('..\u202eQJ 412?.edi') // 'QJ_412_.edi'
 */
export const safeName = (name: string): string =>
  name
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[^\p{L}\p{N}._-]+/gu, '_')
    .replace(/^[._]+/, '')
    .slice(-120) || 'message';

const reasonOf = (why: Problem) => ({
  code: why.code,
  status: PROBLEMS[why.code].status,
  params: why.params,
  text: { en: problemText(why.code, 'en', why.params), ar: problemText(why.code, 'ar', why.params) },
});
