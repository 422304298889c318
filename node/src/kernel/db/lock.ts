import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { databaseError } from './types.ts';

const HEARTBEAT_MS = 10_000;
/** A holder on another host (a container that is gone, say) cannot be asked; its silence tells. */
const SILENT_MS = 45_000;
/** A take-over lasts milliseconds: one that is older was cut off by a crash. */
const TAKEOVER_MS = 10_000;
const TAKEOVER_PAUSE_MS = 50;

/** Who holds the directory. The start time tells a process from a later one with the same number. */
interface Holder {
  pid: number;
  startedAt: string;
  host: string;
}

/**
 * Takes an embedded data directory for this process alone, by a file beside it: two processes on one directory would
 * destroy it, and PGlite itself does not notice. The lock of a process that was killed is taken over.
 *
 * @returns the function that gives it back
 * @throws DatabaseError `DATABASE_LOCKED`
 * @example
 * const unlock = await lockDirectory('.jisr/db'); // holds .jisr/db.lock
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const file = `${resolve(directory)}.lock`;
  const own: Holder = { pid: process.pid, startedAt: (await startOf(process.pid)) ?? '', host: hostname() };
  const text = JSON.stringify(own);
  await mkdir(dirname(file), { recursive: true });
  while (!(await create(file, text))) await removeStale(file);
  const heart = setInterval(() => {
    const now = new Date();
    // A lock that somebody removed by hand is not worth stopping a running node for.
    utimes(file, now, now).catch(() => clearInterval(heart));
  }, HEARTBEAT_MS);
  heart.unref();
  return async () => {
    clearInterval(heart);
    if ((await contents(file)) === text) await remove(file);
  };
}

async function create(file: string, text: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Removes the lock of a process that is gone; refuses when it lives. */
async function removeStale(file: string): Promise<void> {
  const found = await contents(file);
  if (found === undefined) return;
  if (await holds(found, file)) {
    const who = parse(found);
    throw databaseError({
      code: 'DATABASE_LOCKED',
      message: `the data directory is in use by process ${who?.pid ?? '?'} on ${who?.host ?? '?'} (${file})`,
    });
  }
  await takeOver(file, found);
}

/** Of several that find the same stale lock only one may remove it, or the second would remove the first one's new lock. */
async function takeOver(file: string, stale: string): Promise<void> {
  const claim = `${file}.takeover`;
  if (!(await create(claim, ''))) {
    if ((await silenceOf(claim)) > TAKEOVER_MS) await remove(claim);
    await setTimeout(TAKEOVER_PAUSE_MS);
    return;
  }
  try {
    if ((await contents(file)) === stale) await remove(file);
  } finally {
    await remove(claim);
  }
}

async function remove(file: string): Promise<void> {
  await rm(file, { force: true });
}

async function holds(text: string, file: string): Promise<boolean> {
  const holder = parse(text);
  if (holder === undefined || holder.host !== hostname()) return (await silenceOf(file)) < SILENT_MS;
  if (!isAlive(holder.pid)) return false;
  const startedAt = await startOf(holder.pid);
  return startedAt === undefined || holder.startedAt === '' || startedAt === holder.startedAt;
}

function parse(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { pid, startedAt, host } = value as Partial<Holder>;
    if (typeof pid !== 'number' || typeof startedAt !== 'string' || typeof host !== 'string')
      return undefined;
    return { pid, startedAt, host };
  } catch {
    // Half-written: its writer is between creating and filling it, or was killed there. Its age decides.
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !hasCode(error, 'ESRCH');
  }
}

/** Field 22 of proc(5) stat: clock ticks after boot at which the process started; undefined where there is no /proc. */
async function startOf(pid: number): Promise<string | undefined> {
  const text = await contents(`/proc/${pid}/stat`);
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')[19];
}

async function silenceOf(file: string): Promise<number> {
  try {
    return Date.now() - (await stat(file)).mtimeMs;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

async function contents(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
