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
import type { Db } from './db/types.ts';
import type { Ids } from './ids.ts';
import { createRunner, type RunnerOptions } from './job-runner.ts';
import { createWaker } from './job-waker.ts';

export type { DeadJob } from './db/job-store.ts';
export { type JobContext, type JobHandler, retryDelay } from './job-runner.ts';

const LEASE_MS = 20_000;
const MAX_ATTEMPTS = 10;

/** How a job is to be done. */
export interface EnqueueOptions {
  /** Natural key: while an unfinished job of this kind has it, no second one is made. */
  key?: string;
  /** Not before this instant; default: at once. */
  runAt?: Date;
  /** Nobody waits for it: it is begun only when nothing else is due. */
  background?: boolean;
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
  /**
   * Gives back every job that is marked as running, without waiting for its lease. Only for a node that knows that no
   * other one works on its database: what runs there now was running when it died.
   */
  takeBack(): Promise<void>;
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

/** What the running side is built from. */
export interface JobsOptions extends Omit<RunnerOptions, 'leaseMs'> {
  /** Handlers at once; default 4. */
  concurrency?: number;
  /** Default 20,000 ms. */
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
    enqueue: (tx, kind, payload, { key, runAt, maxAttempts = MAX_ATTEMPTS, background = false } = {}) => {
      const now = clock.nowIso();
      const at = runAt?.toISOString() ?? now;
      const job = { id: ids.uuid(), kind, key: key ?? null, payload, runAt: at };
      return insertJob(tx, { ...job, maxAttempts, background, now });
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
  const { database, clock, log, leaseMs = LEASE_MS } = options;
  const { db } = database;
  const crew = createCrew({ ...options, leaseMs }, () => waker.wake());
  const waker = createWaker(look, log);
  let stopListening: (() => Promise<void>) | undefined;
  let reclaimAt = 0;

  async function look(): Promise<number> {
    const now = clock.now();
    if (now.getTime() >= reclaimAt) {
      reclaimAt = now.getTime() + leaseMs / 4;
      await reclaimJobs(db, now.toISOString());
    }
    await crew.claim();
    const next = crew.isFull() ? null : await nextDue(db, Object.keys(options.handlers));
    const untilDue = next === null ? leaseMs : new Date(next).getTime() - clock.now().getTime();
    return Math.min(untilDue, leaseMs / 4);
  }

  return {
    takeBack: async () => {
      const now = clock.now();
      await reclaimJobs(db, now.toISOString(), new Date(now.getTime() + leaseMs).toISOString());
    },
    start: async () => {
      stopListening ??= await database.listen(JOB_CHANNEL, waker.wake);
      waker.start();
    },
    stop: async () => {
      await stopListening?.();
      stopListening = undefined;
      await waker.stop();
      await crew.stop();
    },
    drain: async () => {
      await reclaimJobs(db, clock.nowIso());
      while ((await crew.claim()) > 0 || crew.isBusy()) await crew.oneDone();
    },
    listDead: (limit = 100) => listDeadJobs(db, limit),
    retry: (id) => database.transaction((tx) => reviveJob(tx, id, clock.nowIso())),
    purgeDone: (before) => deleteDoneJobs(db, before.toISOString()),
  };
}

/** Claims jobs as long as there are free hands, and knows who is at work. */
function createCrew(options: RunnerOptions & { concurrency?: number }, onFree: () => void) {
  const { database, clock, log, concurrency = 4 } = options;
  const runner = createRunner(options);
  const kinds = Object.keys(options.handlers);
  const running = new Set<Promise<void>>();

  function launch(job: ClaimedJob): void {
    const work = runner.run(job).catch((error: unknown) => {
      // The lease will run out and the job will come back.
      log.error({ err: error, jobId: job.id }, 'the outcome of a job could not be recorded');
    });
    const done = work.then(() => {
      running.delete(done);
      onFree();
    });
    running.add(done);
  }

  return {
    isFull: () => running.size >= concurrency,
    isBusy: () => running.size > 0,
    oneDone: () => Promise.race([...running]),
    /** How many it took. */
    claim: async () => {
      const limit = concurrency - running.size;
      if (limit <= 0 || kinds.length === 0) return 0;
      const lease = { now: clock.nowIso(), lockedUntil: runner.leaseEnd() };
      const claimed = await claimJobs(database.db, { kinds, limit, ...lease });
      for (const job of claimed) launch(job);
      return claimed.length;
    },
    stop: async () => {
      runner.abort();
      await Promise.all(running);
    },
  };
}
