import { randomInt } from 'node:crypto';
import { type ClaimedJob, extendLease, failJob, finishJob } from './db/job-store.ts';
import { seededRandom } from './ids.ts';
import type { JobsOptions } from './jobs.ts';

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 3_600_000;
const ERROR_LENGTH = 500;

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
export function createRunner(options: JobsOptions & { leaseMs: number }): JobRunner {
  const { database, clock, log, handlers, random, leaseMs } = options;
  const { db } = database;
  const jitter = random ?? seededRandom(randomInt(2 ** 32));
  const aborts = new Set<AbortController>();
  const leaseEnd = () => new Date(clock.now().getTime() + leaseMs).toISOString();

  function renewLease(job: ClaimedJob, abort: AbortController): NodeJS.Timeout {
    return setInterval(() => {
      extendLease(db, job, leaseEnd()).then(
        (owned) => owned || abort.abort(new Error('the lease of this job was lost')),
        (error: unknown) =>
          log.warn({ err: error, jobId: job.id }, 'the lease of a job could not be extended'),
      );
    }, leaseMs / 3);
  }

  async function attempt(job: ClaimedJob, abort: AbortController): Promise<unknown> {
    const heart = renewLease(job, abort);
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

  async function recordFailure(job: ClaimedJob, error: unknown): Promise<void> {
    const text = error instanceof Error ? error.message : String(error);
    const now = clock.now();
    const dead = job.attempts >= job.maxAttempts;
    const retryAt = dead ? null : new Date(now.getTime() + retryDelay(job.attempts, jitter())).toISOString();
    log.warn({ err: error, jobId: job.id, kind: job.kind, attempt: job.attempts, retryAt }, 'a job failed');
    await failJob(db, job, { error: text.slice(0, ERROR_LENGTH), now: now.toISOString(), retryAt });
  }

  return {
    leaseEnd,
    abort: () => {
      for (const abort of aborts) abort.abort(new Error('the work queue stops'));
    },
    run: async (job: ClaimedJob): Promise<void> => {
      const abort = new AbortController();
      aborts.add(abort);
      const error = await attempt(job, abort);
      aborts.delete(abort);
      if (error === undefined) await finishJob(db, job, clock.nowIso());
      else await recordFailure(job, error);
    },
  };
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
