import { lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kernel } from '../../kernel/kernel.ts';
import { type FileSystem, takeFile } from './take-file.ts';
import type { Ingest } from './types.ts';

const POLL_MS = 1_000;
/** A file is taken only when it stood still for so long: a growing one is never opened (travellers.md §6). */
const STILL_MS = 2_000;
const FOLDERS = ['in', 'done', 'refused', 'answers'] as const;
const CARRIER = /^[A-Z0-9]{2,3}$/;
/** Names under which transfer programs write until they are done. */
const UNFINISHED = /^\.|\.(?:part|tmp|filepart|crdownload)$/i;

/** The watched folder: from `in` (or `in/<CARRIER>`), a receipt to `done`, or a `.json` that says why to `refused`. */
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
/** Does the work; a failure is told once, and again only after it had gone. */
type Guard = (what: string, work: () => Promise<void>) => Promise<void>;

/**
 * Watches the drop folder by looking: change notices do not cross network shares.
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
  const guard = createGuard(root, log);
  const seen = new Map<string, Sighting>();

  async function look(path: string): Promise<void> {
    const { size, mtimeMs } = await files.lstat(path);
    const before = seen.get(path);
    const now = clock.now().getTime();
    if (before?.size !== size || before.mtimeMs !== mtimeMs) seen.set(path, { size, mtimeMs, since: now });
    else if (now - before.since >= STILL_MS) {
      await takeFile({ root, files, log, ingest }, path, size);
      seen.delete(path);
    }
  }
  async function scan(): Promise<void> {
    const present = await filesIn(join(root, 'in'), files, guard);
    for (const path of present) await guard(path, () => look(path));
    for (const path of seen.keys()) if (!present.includes(path)) seen.delete(path);
  }
  async function makeFolders(): Promise<void> {
    for (const name of FOLDERS)
      await guard(join(root, name), async () => {
        await files.mkdir(join(root, name), { recursive: true });
      });
  }
  return { scan, waiting: () => seen.size, ...createPoll(makeFolders, scan) };
}

const nodeFiles: FileSystem = { lstat, mkdir, readdir, readFile, rename, rm, writeFile };

/** The files that lie ready, by name: of the folder itself and of the carriers' folders in it. */
async function filesIn(folder: string, files: FileSystem, guard: Guard): Promise<string[]> {
  const found: string[] = [];
  const list = (path: string, andCarriers: boolean): Promise<void> =>
    guard(path, async () => {
      for (const entry of await files.readdir(path, { withFileTypes: true })) {
        const inside = join(path, entry.name);
        if (entry.isFile() && !UNFINISHED.test(entry.name)) found.push(inside);
        else if (andCarriers && entry.isDirectory() && CARRIER.test(entry.name.toUpperCase()))
          await list(inside, false);
      }
    });
  await list(folder, true);
  return found.toSorted();
}

function createGuard(root: string, log: Kernel['log']): Guard {
  const troubled = new Set<string>();
  return async (what, work) => {
    try {
      await work();
      troubled.delete(what);
    } catch (error) {
      if (!troubled.has(what))
        log.error({ event: 'folder.failed', what: placeOf(root, what), err: error }, 'drop folder');
      troubled.add(what);
    }
  };
}

/** What lies in the folder is named in the log by its place, never by a sender's file name. */
const placeOf = (root: string, what: string): string => {
  const [place = '', ...rest] = what.slice(root.length + 1).split(/[\\/]/);
  return rest.length === 0 ? place : `${place}/${'*/'.repeat(rest.length - 1)}*`;
};

/** Looks, waits a second, looks again; stopping waits for the look that is under way. */
function createPoll(prepare: () => Promise<void>, look: () => Promise<void>) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let open = false;
  const turn = (): void => {
    running = look().then(() => {
      if (open) timer = setTimeout(turn, POLL_MS);
    });
  };
  return {
    start: async () => {
      open = true;
      await prepare();
      if (open) turn();
    },
    stop: async () => {
      open = false;
      clearTimeout(timer);
      await running;
    },
  };
}
