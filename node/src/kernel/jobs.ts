import type { Clock } from './clock.ts';
import {
  type ClaimedJob,
  claimJobs,
  type DeadJob,
  deleteDoneJobs,
  insertJob,
  JOB_CHANNEL,
  listDeadJobs,
  nextDue,
  reclaimJobs,
  reviveJob,
} from './db/job-store.ts';
import type { Database, Db, Log } from './db/types.ts';
import type { Ids } from './ids.ts';
import { createRunner } from './job-runner.ts';
import { createWaker } from './job-waker.ts';

export type { DeadJob } from './db/job-store.ts';
export { retryDelay } from './job-runner.ts';

const LEASE_MS = 60_000;
const MAX_ATTEMPTS = 10;

/** What a handler is told besides its payload. */
export interface JobContext {
  jobId: string;
  /** From 1. */
  attempt: number;
  /** Aborted when the queue stops or the lease is lost: another node may then run the same job. */
  signal: AbortSignal;
}

/** Does one job. It may be called again for the same payload (at least once), therefore it is idempotent. */
export type JobHandler = (payload: unknown, context: JobContext) => Promise<void>;

/** How a job is to be done. */
export interface EnqueueOptions {
  /** Natural key: while an unfinished job of this kind has it, no second one is made. */
  key?: string;
  /** Not before this instant; default: at once. */
  runAt?: Date;
  /** Default 10; after that the job is dead and waits for a person. */
  maxAttempts?: number;
}

/** Writes jobs. Given to every module; needs no handler to exist yet. */
export interface JobQueue {
  /**
   * Adds a job in the caller's transaction: it exists if and only if that commits. When the same key already waits,
   * nothing is added; when it is running, it will run once more.
   *
   * @param payload becomes JSON; ids, not objects
   * @returns the id of the job that will do the work
   */
  enqueue(tx: Db, kind: string, payload: unknown, options?: EnqueueOptions): Promise<string>;
}

/** Runs jobs. */
export interface Jobs {
  /** Begins to work, and hears of new jobs within milliseconds. */
  start(): Promise<void>;
  /** Takes no more, tells the running handlers by their signal, waits for them. */
  stop(): Promise<void>;
  /** Runs all that is due by the clock until nothing is left. For tests and for single commands. */
  drain(): Promise<void>;
  /** The jobs that were given up, the latest first (100 unless told). */
  listDead(limit?: number): Promise<DeadJob[]>;
  /** Puts a dead job back with all its attempts; false when there is none with this id. */
  retry(id: string): Promise<boolean>;
  /** Removes the jobs that were done before this instant; returns how many. */
  purgeDone(before: Date): Promise<number>;
}

/** What the runner is built from. */
export interface JobsOptions {
  database: Database;
  clock: Clock;
  log: Log;
  /** By kind. A kind without a handler waits for a node that has one. */
  handlers: Readonly<Record<string, JobHandler>>;
  /** Handlers at once; default 4. */
  concurrency?: number;
  /** Jitter of the back-off, in [0, 1); give a seeded one in tests. */
  random?: () => number;
  /** For how long a silent node keeps its jobs; default 60,000 ms, renewed at each third. */
  leaseMs?: number;
}

/**
 * The writing side of the work queue.
 *
 * @example
 * const queue = createJobQueue({ clock, ids });
 * await queue.enqueue(tx, 'screening.screen', { crossingId }, { key: crossingId });
 */
export function createJobQueue({ clock, ids }: { clock: Clock; ids: Ids }): JobQueue {
  return {
    enqueue: (tx, kind, payload, { key, runAt, maxAttempts = MAX_ATTEMPTS } = {}) => {
      const now = clock.nowIso();
      const at = runAt?.toISOString() ?? now;
      return insertJob(tx, { id: ids.uuid(), kind, key: key ?? null, payload, runAt: at, maxAttempts, now });
    },
  };
}

/**
 * The running side of the work queue.
 *
 * @example
 * const jobs = createJobs({ database, clock, log, handlers: { 'screening.screen': screenCrossing }, concurrency: 4 });
 * await jobs.start();
 */
export function createJobs(options: JobsOptions): Jobs {
  const { database, clock, log, concurrency = 4, leaseMs = LEASE_MS } = options;
  const { db } = database;
  const runner = createRunner({ ...options, leaseMs });
  const waker = createWaker(look, log);
  const running = new Set<Promise<void>>();
  const kinds = Object.keys(options.handlers);
  let stopListening: (() => Promise<void>) | undefined;
  let reclaimAt = 0;

  function launch(job: ClaimedJob): void {
    const work = runner
      .run(job)
      .catch((error: unknown) => log.error({ err: error, jobId: job.id }, 'job not settled'));
    const done = work.then(() => {
      running.delete(done);
      waker.wake();
    });
    running.add(done);
  }

  async function claim(): Promise<number> {
    const limit = concurrency - running.size;
    if (limit <= 0 || kinds.length === 0) return 0;
    const claimed = await claimJobs(db, {
      kinds,
      limit,
      now: clock.nowIso(),
      lockedUntil: runner.leaseEnd(),
    });
    for (const job of claimed) launch(job);
    return claimed.length;
  }

  async function look(): Promise<number> {
    const now = clock.now().getTime();
    if (now >= reclaimAt) await reclaimJobs(db, clock.nowIso());
    if (now >= reclaimAt) reclaimAt = now + leaseMs / 4;
    await claim();
    const next = running.size < concurrency ? await nextDue(db, kinds) : null;
    const untilDue =
      next === null ? Number.POSITIVE_INFINITY : new Date(next).getTime() - clock.now().getTime();
    return Math.min(untilDue, leaseMs / 4);
  }

  return {
    start: async () => {
      stopListening ??= await database.listen(JOB_CHANNEL, waker.wake);
      waker.start();
    },
    stop: async () => {
      await stopListening?.();
      stopListening = undefined;
      runner.abort();
      await waker.stop();
      await Promise.all(running);
    },
    drain: async () => {
      await reclaimJobs(db, clock.nowIso());
      while ((await claim()) > 0 || running.size > 0) await Promise.race([...running]);
    },
    listDead: (limit = 100) => listDeadJobs(db, limit),
    retry: (id) => database.transaction((tx) => reviveJob(tx, id, clock.nowIso())),
    purgeDone: (before) => deleteDoneJobs(db, before.toISOString()),
  };
}
