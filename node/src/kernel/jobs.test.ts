import { sql } from 'kysely';
import { beforeEach, expect, it, vi } from 'vitest';
import { describeOnEachDatabase, silentLog } from '../../test/databases.ts';
import { type FixedClock, fixedClock, systemClock } from './clock.ts';
import { claimJobs } from './db/job-store.ts';
import type { Database } from './db/types.ts';
import { createIds, seededRandom, testIds } from './ids.ts';
import {
  createJobQueue,
  createJobs,
  type JobHandler,
  type JobQueue,
  type JobsOptions,
  retryDelay,
} from './jobs.ts';

describeOnEachDatabase('the work queue', (open) => {
  let database: Database;
  let clock: FixedClock;
  let queue: JobQueue;
  beforeEach(async () => {
    database ??= await open({ migrated: 'kernel' });
    await sql`delete from job`.execute(database.db);
    clock = fixedClock('2026-03-01T08:00:00Z');
    queue = createJobQueue({ clock, ids: createIds(systemClock) });
  });

  const jobsWith = (handlers: Record<string, JobHandler>, more: Partial<JobsOptions> = {}) =>
    createJobs({ database, clock, log: silentLog, handlers, random: seededRandom(1), ...more });
  const states = async () =>
    (
      await sql<{ state: string; attempts: number }>`select state, attempts from job order by id`.execute(
        database.db,
      )
    ).rows;
  const claimAll = (lockedUntil: string) =>
    claimJobs(database.db, { kinds: ['work'], limit: 10, now: clock.nowIso(), lockedUntil });

  it('forgets a job whose transaction was rolled back', async () => {
    const failed = database.transaction(async (tx) => {
      await queue.enqueue(tx, 'work', {});
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await states()).toEqual([]);
  });

  it('tries again later and later, then gives up and keeps the job for a person', async () => {
    let works = false;
    const jobs = jobsWith({
      work: async () => {
        if (!works) throw new Error('the peer does not answer');
      },
    });
    await queue.enqueue(database.db, 'work', { crossingId: 'c1' }, { maxAttempts: 3, key: 'c1' });
    await jobs.drain();
    await jobs.drain();
    expect(await states()).toEqual([{ state: 'waiting', attempts: 1 }]);
    clock.advance(1_000);
    await jobs.drain();
    expect(await states()).toEqual([{ state: 'waiting', attempts: 2 }]);
    clock.advance(2_000);
    await jobs.drain();
    const [dead] = await jobs.listDead();
    expect(dead).toMatchObject({
      kind: 'work',
      key: 'c1',
      payload: { crossingId: 'c1' },
      attempts: 3,
      lastError: 'the peer does not answer',
      finishedAt: clock.nowIso(),
    });
    works = true;
    expect(await jobs.retry(dead!.id)).toBe(true);
    expect(await jobs.retry(dead!.id)).toBe(false);
    await jobs.drain();
    expect(await states()).toEqual([{ state: 'done', attempts: 1 }]);
    expect(await jobs.listDead()).toEqual([]);
  });

  it('refuses to revive a dead job whose work is already waiting', async () => {
    const jobs = jobsWith({ work: () => Promise.reject(new Error('no')) });
    const id = await queue.enqueue(database.db, 'work', {}, { maxAttempts: 1, key: 'k' });
    await jobs.drain();
    await queue.enqueue(database.db, 'work', {}, { key: 'k' });
    await expect(jobs.retry(id)).rejects.toMatchObject({ code: '23505', constraint: 'job_unfinished_key' });
  });

  it('gives a job of a node that died to another one when the lease has run out, and not before', async () => {
    await queue.enqueue(database.db, 'work', { n: 1 });
    await claimAll('2026-03-01T08:01:00Z');
    const done: unknown[] = [];
    const jobs = jobsWith({ work: async (payload, { attempt }) => void done.push([payload, attempt]) });
    await jobs.drain();
    expect(done).toEqual([]);
    clock.advance(60_000);
    await jobs.drain();
    expect(done).toEqual([[{ n: 1 }, 2]]);
  });

  it('begins what nobody waits for only when nothing else is due', async () => {
    const done: unknown[] = [];
    const jobs = jobsWith({ work: async (payload) => void done.push(payload) }, { concurrency: 1 });
    await queue.enqueue(database.db, 'work', 'a manifest', { background: true });
    await queue.enqueue(database.db, 'work', 'another', { background: true, key: 'asked for by both' });
    clock.advance(1_000);
    await queue.enqueue(database.db, 'work', 'an officer');
    await queue.enqueue(database.db, 'work', 'the same', { key: 'asked for by both' });
    await jobs.drain();
    expect(done).toEqual(['another', 'an officer', 'a manifest']);
  });

  it('gives up a job that ends its node each time', async () => {
    await queue.enqueue(database.db, 'work', {}, { maxAttempts: 2 });
    const jobs = jobsWith({});
    for (let crash = 0; crash < 2; crash++) {
      await claimAll(clock.nowIso());
      await jobs.drain();
    }
    expect(await jobs.listDead()).toMatchObject([{ attempts: 2 }]);
  });

  it('gives all of them back at once to a node that is alone', async () => {
    await queue.enqueue(database.db, 'work', {});
    const jobs = jobsWith({ work: async () => undefined });
    await claimAll('2026-03-01T08:00:20Z');
    await jobs.drain();
    expect(await states()).toMatchObject([{ state: 'running' }]);
    await jobs.takeBack();
    expect(await states()).toMatchObject([{ state: 'waiting' }]);
    await jobs.drain();
    expect(await states()).toMatchObject([{ state: 'done' }]);
  });

  it('ignores what an attempt reports that has lost its lease', async () => {
    let release: () => void = () => undefined;
    const stuck = jobsWith({
      work: () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    });
    await queue.enqueue(database.db, 'work', {});
    const first = stuck.drain();
    await vi.waitFor(async () => expect(await states()).toMatchObject([{ state: 'running' }]));
    clock.advance(60_000);
    await jobsWith({ work: () => Promise.reject(new Error('later')) }).drain();
    release();
    await first;
    expect(await states()).toEqual([{ state: 'waiting', attempts: 2 }]);
  });

  it('keeps one unfinished job for a key, and runs it once more when it was asked for while running', async () => {
    const seen: unknown[] = [];
    const jobs = jobsWith({
      work: async (payload) => {
        seen.push(payload);
        if (seen.length === 1) await queue.enqueue(database.db, 'work', { n: 3 }, { key: 'k' });
      },
    });
    const id = await queue.enqueue(database.db, 'work', { n: 1 }, { key: 'k' });
    expect(await queue.enqueue(database.db, 'work', { n: 2 }, { key: 'k' })).toBe(id);
    expect(await queue.enqueue(database.db, 'other', {}, { key: 'k' })).not.toBe(id);
    await jobs.drain();
    expect(seen).toEqual([{ n: 1 }, { n: 1 }]);
    expect(await queue.enqueue(database.db, 'work', { n: 4 }, { key: 'k' })).not.toBe(id);
  });

  it('waits for the time of a job, and leaves kinds without a handler alone', async () => {
    const seen: unknown[] = [];
    const jobs = jobsWith({ work: async (payload) => void seen.push(payload) });
    await queue.enqueue(database.db, 'work', 'later', { runAt: new Date('2026-03-01T09:00:00Z') });
    await queue.enqueue(database.db, 'unknown', 'nobody');
    await jobs.drain();
    expect(seen).toEqual([]);
    clock.advance(3_600_000);
    await jobs.drain();
    expect(seen).toEqual(['later']);
    expect(await jobs.purgeDone(new Date('2026-03-01T10:00:00Z'))).toBe(1);
    expect(await states()).toEqual([{ state: 'waiting', attempts: 0 }]);
  });

  it('never gives the same job to two workers, and never runs more at once than it may', async () => {
    const runs = new Map<unknown, number>();
    let inside = 0;
    let most = 0;
    const handlers: Record<string, JobHandler> = {
      work: async (payload) => {
        runs.set(payload, (runs.get(payload) ?? 0) + 1);
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setTimeout(resolve, 1));
        inside -= 1;
      },
    };
    await database.transaction(async (tx) => {
      for (let n = 0; n < 200; n++) await queue.enqueue(tx, 'work', n);
    });
    const workers = [jobsWith(handlers, { concurrency: 3 }), jobsWith(handlers, { concurrency: 3 })];
    for (const worker of workers) await worker.start();
    await vi.waitFor(
      async () => expect((await states()).every(({ state }) => state === 'done')).toBe(true),
      15_000,
    );
    for (const worker of workers) await worker.stop();
    expect(runs.size).toBe(200);
    expect(new Set(runs.values())).toEqual(new Set([1]));
    expect(most).toBeLessThanOrEqual(6);
  });

  it('hears of a new job within milliseconds, after the commit only', async () => {
    const heard: number[] = [];
    const jobs = jobsWith({ work: async () => void heard.push(performance.now()) });
    await jobs.start();
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (let n = 0; n < 5; n++) {
      await database.transaction((tx) => queue.enqueue(tx, 'work', n));
      const committed = performance.now();
      await vi.waitFor(() => expect(heard.length).toBe(n + 1), { interval: 2 });
      expect(heard[n]! - committed).toBeLessThan(200);
    }
    await jobs.stop();
  });

  it('tells its handlers when it stops, and takes no more', async () => {
    let told: unknown;
    const jobs = jobsWith({
      work: (_payload, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            told = signal.reason;
            reject(signal.reason);
          });
        }),
    });
    await queue.enqueue(database.db, 'work', {});
    await jobs.start();
    await vi.waitFor(async () => expect(await states()).toMatchObject([{ state: 'running' }]));
    await jobs.stop();
    expect(told).toBeInstanceOf(Error);
    await queue.enqueue(database.db, 'work', {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await states()).toMatchObject([{ state: 'waiting' }, { state: 'waiting' }]);
  });

  it('has ids that a test can foresee', async () => {
    const own = createJobQueue({ clock, ids: testIds('jobs') });
    expect(await own.enqueue(database.db, 'work', {})).toBe(testIds('jobs').uuid());
  });
});

it('waits twice as long after each failure, up to an hour, never less than half of that', () => {
  expect([1, 2, 3, 4].map((attempt) => retryDelay(attempt, 0))).toEqual([500, 1_000, 2_000, 4_000]);
  expect(retryDelay(1, 0.999)).toBeLessThanOrEqual(1_000);
  expect(retryDelay(500, 0.999)).toBeLessThanOrEqual(3_600_000);
});
