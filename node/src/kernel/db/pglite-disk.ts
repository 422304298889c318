import { readdirSync, statSync } from 'node:fs';
import { type FileHandle, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** How much older than the last flush a file's time may be and still be flushed again: file times are coarse. */
const TIME_SLACK_MS = 1_000;
const FILES_AT_ONCE = 16;

/** Makes an embedded data directory survive a loss of power: PGlite itself never asks the system to write through. */
export interface Disk {
  /** Flushes the write-ahead log: what was committed before the call is then safe. */
  flushLog(): Promise<void>;
  /** Flushes every file and every folder. Called around a checkpoint. */
  flushAll(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Watches over the data directory of the embedded engine.
 *
 * @example
 * const disk = createDisk(directory);
 * await disk.flushLog();
 */
export function createDisk(directory: string): Disk {
  const segments = createSegments(join(directory, 'pg_wal'));
  let last: Promise<void> = Promise.resolve();

  /** One after the other: a checkpoint's flush closes the handles that a commit's flush uses. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const turn = last.then(work);
    // Who asked for the turn hears of its failure; the next one begins all the same.
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    flushLog: () => inTurn(segments.flush),
    flushAll: () =>
      inTurn(async () => {
        // A checkpoint may rename a segment for reuse: the handles are opened again at the next flush.
        await segments.close();
        await flushTree(directory);
      }),
    close: () => inTurn(segments.close),
  };
}

/** The files of the write-ahead log, kept open between flushes. */
function createSegments(log: string) {
  const handles = new Map<string, FileHandle>();
  let flushedAt = 0;

  /** Opens the segments that are new and forgets those that a checkpoint removed; true when there was a change. */
  async function follow(names: string[]): Promise<boolean> {
    const gone = [...handles].filter(([name]) => !names.includes(name));
    const fresh = names.filter((name) => !handles.has(name));
    for (const [name, handle] of gone) {
      handles.delete(name);
      await handle.close();
    }
    for (const name of fresh) handles.set(name, await open(join(log, name), 'r+'));
    return gone.length + fresh.length > 0;
  }

  return {
    flush: async () => {
      const names = readdirSync(log).filter((name) => /^[0-9A-F]{24}$/.test(name));
      const since = flushedAt - TIME_SLACK_MS;
      const startedAt = Date.now();
      const changed = await follow(names);
      const written = names.filter((name) => changed || statSync(join(log, name)).mtimeMs >= since);
      await Promise.all(written.map((name) => handles.get(name)?.datasync()));
      if (changed) await flushPath(log);
      flushedAt = startedAt;
    },
    close: async () => {
      for (const handle of handles.values()) await handle.close();
      handles.clear();
    },
  };
}

async function flushTree(directory: string): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile() || entry.isDirectory());
  const rest = paths.map((entry) => join(entry.parentPath, entry.name));
  const lane = async () => {
    for (let path = rest.pop(); path !== undefined; path = rest.pop()) await flushPath(path);
  };
  await Promise.all(Array.from({ length: FILES_AT_ONCE }, lane));
  await flushPath(directory);
}

async function flushPath(path: string): Promise<void> {
  try {
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // A table's file may be dropped while the tree is walked; it needs no flushing any more.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
