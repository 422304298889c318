import { randomInt } from 'node:crypto';
import type { Clock } from './clock.ts';
import { type ClaimedJob, extendLease, failJob, finishJob } from './db/job-store.ts';
import type { Database, Log } from './db/types.ts';
import { seededRandom } from './ids.ts';

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 3_600_000;
const ERROR_LENGTH = 500;

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

/** What a runner is built from. */
export interface RunnerOptions {
  database: Database;
  clock: Clock;
  log: Log;
  /** By kind. A kind without a handler waits for a node that has one. */
  handlers: Readonly<Record<string, JobHandler>>;
  /** Jitter of the back-off, in [0, 1); give a seeded one in tests. */
  random?: () => number;
  /** For how long a silent node keeps its jobs, in milliseconds; renewed at each third. */
  leaseMs: number;
}

/** Runs single claimed jobs: handler, lease, outcome. */
export interface JobRunner {
  /** Fulfils when the outcome is recorded, whatever it is; rejects only when it could not be recorded. */
  run(job: ClaimedJob): Promise<void>;
  /** Until when a claim made now is good. */
  leaseEnd(): string;
  /** Tells all running handlers to end. */
  abort(): void;
}

/**
 * @example
 * const runner = createRunner({ database, clock, log, handlers, leaseMs: 60_000 });
 */
export function createRunner(options: RunnerOptions): JobRunner {
  const { database, clock, handlers, leaseMs } = options;
  const jitter = options.random ?? seededRandom(randomInt(2 ** 32));
  const aborts = new Set<AbortController>();
  const leaseEnd = () => new Date(clock.now().getTime() + leaseMs).toISOString();

  /** The reason of the failure, or undefined. */
  async function attempt(job: ClaimedJob, abort: AbortController): Promise<unknown> {
    const heart = setInterval(() => renewLease(options, job, leaseEnd(), abort), leaseMs / 3);
    try {
      const handler = handlers[job.kind];
      if (handler === undefined) throw new Error(`no handler for ${job.kind}`);
      await handler(job.payload, { jobId: job.id, attempt: job.attempts, signal: abort.signal });
      return undefined;
    } catch (error) {
      return error ?? new Error('the handler rejected without a reason');
    } finally {
      clearInterval(heart);
    }
  }

  return {
    leaseEnd,
    abort: () => {
      for (const abort of aborts) abort.abort(new Error('the work queue stops'));
    },
    run: async (job) => {
      const abort = new AbortController();
      aborts.add(abort);
      const error = await attempt(job, abort);
      aborts.delete(abort);
      if (error === undefined) await finishJob(database.db, job, clock.nowIso());
      else await recordFailure(options, job, error, jitter());
    },
  };
}

async function renewLease(
  { database, log }: RunnerOptions,
  job: ClaimedJob,
  until: string,
  abort: AbortController,
): Promise<void> {
  try {
    const owned = await extendLease(database.db, job, until);
    if (!owned) abort.abort(new Error('the lease of this job was lost'));
  } catch (error) {
    log.warn({ err: error, jobId: job.id }, 'the lease of a job could not be extended');
  }
}

async function recordFailure(
  { database, clock, log }: RunnerOptions,
  job: ClaimedJob,
  error: unknown,
  jitter: number,
): Promise<void> {
  const text = error instanceof Error ? error.message : String(error);
  const now = clock.now();
  const dead = job.attempts >= job.maxAttempts;
  const retryAt = dead ? null : new Date(now.getTime() + retryDelay(job.attempts, jitter)).toISOString();
  log.warn({ err: error, jobId: job.id, kind: job.kind, attempt: job.attempts, retryAt }, 'a job failed');
  await failJob(database.db, job, { error: text.slice(0, ERROR_LENGTH), now: now.toISOString(), retryAt });
}

/**
 * How long to wait after a failed attempt: doubling from one second up to an hour, spread over half to the whole of it
 * so that jobs that failed together do not all come back together.
 *
 * @param attempt the one that failed, from 1
 * @param jitter in [0, 1)
 * @returns milliseconds
 * @example
 * retryDelay(3, 0.5); // 3000
 */
export function retryDelay(attempt: number, jitter: number): number {
  const whole = Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), LONGEST_RETRY_MS);
  return Math.round(whole * (0.5 + jitter / 2));
}
