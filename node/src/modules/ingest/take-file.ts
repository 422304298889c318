import type { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PROBLEMS, problemText, type Receipt } from '@jisr/contract';
import type { Kernel } from '../../kernel/kernel.ts';
import { isProblem, type Problem, problem } from '../../kernel/problem.ts';
import { sha256 } from './reading.ts';
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
  readonly rm: typeof rm;
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
 * Accepts one file. Its receipt takes its place in `done`, or the reason in `refused`: the bytes themselves may hold what
 * no copy may keep (data-protection R1), and rest in the database cleaned, or in quarantine sealed. A crash at any step
 * leaves the file in `in`, where it is taken again: accepting the same bytes twice changes nothing.
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
  if (size > MOST_BYTES) return refuseUnread(taking, path, name);
  const bytes = await files.readFile(path);
  const digest = sha256(bytes);
  try {
    const receipt = await ingest.accept({ bytes, channel: 'folder', carrier, fileName: name });
    await note(files, join(root, 'done'), { name, ending: '', digest }, receiptOf(receipt));
    log.info({ event: 'folder.done', receiptId: receipt.id }, 'file taken');
  } catch (error) {
    if (!isProblem(error)) throw error;
    await note(files, join(root, 'refused'), { name, ending: '.json', digest }, reasonOf(error));
    log.warn({ event: 'folder.refused', code: error.code }, 'file refused');
  }
  await files.rm(path);
}

/** Too large to be read, so no other place has it: the file itself goes to `refused`, the reason before it. */
async function refuseUnread({ root, files, log }: Taking, path: string, name: string): Promise<void> {
  const why = problem('REQUEST_TOO_LARGE', { limit: `${MOST_BYTES / 1024 / 1024} MiB` });
  for (let copy = 1; ; copy += 1) {
    const target = join(root, 'refused', numbered(name, copy));
    if (await exists(files, target)) continue;
    await files.writeFile(`${target}.json`, json(reasonOf(why)));
    await files.rename(path, target);
    log.warn({ event: 'folder.refused', code: why.code }, 'file refused');
    return;
  }
}

/** Writes what became of a file under its name, or under the first of `2-name`, `3-name` … that other bytes do not have. */
async function note(
  files: FileSystem,
  folder: string,
  { name, ending, digest }: { name: string; ending: string; digest: string },
  what: object,
): Promise<void> {
  for (let copy = 1; ; copy += 1) {
    const path = join(folder, `${numbered(name, copy)}${ending}`);
    if ((await exists(files, path)) && !(await files.readFile(path, 'utf8')).includes(digest)) continue;
    return files.writeFile(path, json({ digest, ...what }));
  }
}

const numbered = (name: string, copy: number): string => (copy === 1 ? name : `${copy}-${name}`);
const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** What may lie in a folder for ever: no word of a traveller. */
const receiptOf = ({ id, receivedAt, messages }: Receipt) => ({
  receipt: id,
  receivedAt,
  messages: messages.map(({ id, status, function: what, travellers }) => ({
    id,
    status,
    function: what,
    travellers,
  })),
});

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
