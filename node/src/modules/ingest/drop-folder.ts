import { lstat, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { PROBLEMS, problemText, type Receipt } from '@jisr/contract';
import type { Kernel } from '../../kernel/kernel.ts';
import { isProblem, type Problem, problem } from '../../kernel/problem.ts';
import type { Ingest } from './types.ts';

const POLL_MS = 1_000;
/** A file is taken only when it stood still for so long: a growing one is never opened (travellers.md §6). */
const STILL_MS = 2_000;
/** As for posts over HTTP. */
const MOST_BYTES = 16 * 1024 * 1024;
const CARRIER = /^[A-Z0-9]{2,3}$/;
/** Names under which transfer programs write until they are done. */
const UNFINISHED = /^\.|\.(?:part|tmp|filepart|crdownload)$/i;

/** What of the file system the folder uses; tests break it between two steps. */
export interface FileSystem {
  readonly lstat: typeof lstat;
  readonly mkdir: typeof mkdir;
  readonly readdir: typeof readdir;
  readonly readFile: typeof readFile;
  readonly rename: typeof rename;
  readonly writeFile: typeof writeFile;
}

/** The watched folder: `in` (or `in/<CARRIER>`) → `done`, or `refused` with a `.json` that says why. */
export interface DropFolder {
  /** Makes the folders and begins to look each second. */
  start(): Promise<void>;
  /** Finishes the file in hand and looks no more. */
  stop(): Promise<void>;
  /** Looks once: takes what stood still since an earlier look. */
  scan(): Promise<void>;
  /** Files seen that are not taken yet. */
  waiting(): number;
}

interface Sighting {
  readonly size: number;
  readonly mtimeMs: number;
  readonly since: number;
}

type Floor = Pick<Kernel, 'config' | 'clock' | 'log'>;

/**
 * Watches the drop folder by looking: change notices do not cross network shares. Taking a file is crash-safe at each
 * step, because accepting the same bytes again changes nothing: a file that was accepted and not yet moved is accepted
 * again and moved.
 *
 * @example
 * const folder = createDropFolder(kernel, ingest);
 * await folder.start();
 */
export function createDropFolder(
  { config, clock, log }: Floor,
  ingest: Pick<Ingest, 'accept'>,
  files: FileSystem = nodeFiles,
): DropFolder {
  const root = config.dropFolder;
  const seen = new Map<string, Sighting>();
  /** Told once, not each second; told again after they had gone. */
  const troubled = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let open = false;

  async function guarded(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      troubled.delete(what);
    } catch (error) {
      if (!troubled.has(what))
        log.error({ event: 'folder.failed', what: labelOf(root, what), err: error }, 'drop folder');
      troubled.add(what);
    }
  }

  async function scan(): Promise<void> {
    const present = new Set<string>();
    await guarded(join(root, 'in'), async () => {
      for (const entry of await files.readdir(join(root, 'in'), { withFileTypes: true })) {
        const path = join(root, 'in', entry.name);
        const carrier = entry.name.toUpperCase();
        if (entry.isFile()) present.add(path);
        else if (entry.isDirectory() && CARRIER.test(carrier))
          await guarded(path, async () => {
            for (const file of await files.readdir(path, { withFileTypes: true }))
              if (file.isFile()) present.add(join(path, file.name));
          });
      }
      for (const path of [...present].toSorted()) await guarded(path, () => look(path));
    });
    for (const path of seen.keys()) if (!present.has(path)) seen.delete(path);
  }

  async function look(path: string): Promise<void> {
    if (UNFINISHED.test(basename(path))) return;
    const { size, mtimeMs } = await files.lstat(path);
    const before = seen.get(path);
    const now = clock.now().getTime();
    if (before?.size !== size || before.mtimeMs !== mtimeMs) seen.set(path, { size, mtimeMs, since: now });
    else if (now - before.since >= STILL_MS) await take(path, size);
  }

  async function take(path: string, size: number): Promise<void> {
    const folder = basename(join(path, '..')).toUpperCase();
    const carrier = join(path, '..') === join(root, 'in') ? null : folder;
    const name = safeName(basename(path));
    try {
      if (size > MOST_BYTES) throw problem('REQUEST_TOO_LARGE', { limit: `${MOST_BYTES / 1024 / 1024} MiB` });
      const bytes = await files.readFile(path);
      const receipt = await ingest.accept({ bytes, channel: 'folder', carrier, fileName: name });
      await move(path, 'done', name, receipt);
    } catch (error) {
      if (!isProblem(error)) throw error;
      await move(path, 'refused', name, error);
    }
    seen.delete(path);
  }

  /** The reason is written first: a file in `refused` always has one beside it. */
  async function move(
    path: string,
    to: 'done' | 'refused',
    name: string,
    why: Receipt | Problem,
  ): Promise<void> {
    const target = await freeName(join(root, to), name);
    if (isProblem(why)) await files.writeFile(`${target}.json`, `${JSON.stringify(refusal(why), null, 2)}\n`);
    await files.rename(path, target);
    const refused = isProblem(why) ? why.code : undefined;
    log.info(
      { event: `folder.${to}`, receiptId: 'id' in why ? why.id : undefined, code: refused },
      'file taken',
    );
  }

  async function freeName(folder: string, name: string): Promise<string> {
    const taken = new Set(await files.readdir(folder));
    let candidate = name;
    for (let copy = 2; taken.has(candidate); copy += 1) candidate = `${copy}-${name}`;
    return join(folder, candidate);
  }

  async function beat(): Promise<void> {
    await guarded('scan', scan);
    if (open) timer = setTimeout(turn, POLL_MS);
  }
  function turn(): void {
    running = beat();
  }

  return {
    scan,
    waiting: () => seen.size,
    start: async () => {
      for (const name of ['in', 'done', 'refused', 'answers'])
        await guarded(join(root, name), async () => {
          await files.mkdir(join(root, name), { recursive: true });
        });
      open = true;
      turn();
    },
    stop: async () => {
      open = false;
      clearTimeout(timer);
      await running;
    },
  };
}

const nodeFiles: FileSystem = { lstat, mkdir, readdir, readFile, rename, writeFile };

/** What lies in the folder is named in the log by its place, never by a sender's file name. */
const labelOf = (root: string, what: string): string => {
  const inside = what.slice(root.length + 1).split(/[\\/]/);
  return inside.length <= 1 ? inside.join('') || what : `${inside[0]}/…`;
};

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

const refusal = (why: Problem) => ({
  code: why.code,
  status: PROBLEMS[why.code].status,
  params: why.params,
  text: { en: problemText(why.code, 'en', why.params), ar: problemText(why.code, 'ar', why.params) },
});
