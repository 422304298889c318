import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory } from './lock.ts';

describe('the lock of a data directory', () => {
  let folder: string;
  let directory: string;
  let child: ChildProcess | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jisr-lock-'));
    directory = join(folder, 'deep', 'db');
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    child = undefined;
    await rm(folder, { recursive: true });
  });

  /** A process that is alive and holds nothing, to put its number into a lock. */
  async function startChild(): Promise<number> {
    const started = spawn(process.execPath, ['-e', "console.log('here'); setInterval(() => {}, 1000)"]);
    child = started;
    await new Promise((resolve) => started.stdout.once('data', resolve));
    return started.pid ?? 0;
  }

  async function leaveLock(holder: unknown): Promise<void> {
    const unlock = await lockDirectory(directory);
    await unlock();
    await writeFile(`${directory}.lock`, typeof holder === 'string' ? holder : JSON.stringify(holder));
  }

  it('refuses a second holder, in this process too, and names the first', async () => {
    const unlock = await lockDirectory(directory);
    await expect(lockDirectory(directory)).rejects.toMatchObject({
      code: 'DATABASE_LOCKED',
      message: expect.stringContaining(String(process.pid)),
    });
    await unlock();
    await (await lockDirectory(directory))();
    expect(existsSync(`${directory}.lock`)).toBe(false);
  });

  it('refuses while another live process holds it', async () => {
    await leaveLock({ pid: await startChild(), startedAt: '', host: hostname() });
    await expect(lockDirectory(directory)).rejects.toMatchObject({ code: 'DATABASE_LOCKED' });
  });

  it('takes over from a process that was killed', async () => {
    const pid = await startChild();
    await leaveLock({ pid, startedAt: '', host: hostname() });
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    child?.kill('SIGKILL');
    await ended;
    const unlock = await lockDirectory(directory);
    expect(JSON.parse(await readFile(`${directory}.lock`, 'utf8'))).toMatchObject({ pid: process.pid });
    await unlock();
  });

  it.runIf(existsSync('/proc/self/stat'))(
    'takes over when the number now belongs to a later process',
    async () => {
      await leaveLock({ pid: await startChild(), startedAt: '1', host: hostname() });
      await (await lockDirectory(directory))();
    },
  );

  it.each([
    ['another host', JSON.stringify({ pid: 1, startedAt: '1', host: 'elsewhere' })],
    ['a lock cut short', '{"pid":'],
  ])('believes %s while it beats, and takes over when it has been silent', async (_name, text) => {
    await leaveLock(text);
    await expect(lockDirectory(directory)).rejects.toMatchObject({ code: 'DATABASE_LOCKED' });
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(`${directory}.lock`, longAgo, longAgo);
    await (await lockDirectory(directory))();
  });

  it('lets only one of many take over', async () => {
    await leaveLock({ pid: 2 ** 22 + 1, startedAt: '1', host: hostname() });
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => lockDirectory(directory)));
    const won = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const outcome of won) await outcome.value();
  });

  it('does not remove a lock that is no longer its own', async () => {
    const unlock = await lockDirectory(directory);
    await writeFile(`${directory}.lock`, '{}');
    await unlock();
    expect(existsSync(`${directory}.lock`)).toBe(true);
  });
});
