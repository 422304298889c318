import type { Clock } from '../../kernel/clock.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { JobQueue } from '../../kernel/jobs.ts';

const FETCH_MS = 6 * 3_600_000;

/** When the recurring work is due next. */
export interface FetchSchedule {
  /** The next fetch of a list, at 00, 06, 12 or 18 hours UTC. */
  enqueueNext(tx: Db, watchlistId: string): Promise<void>;
  /** The daily job: at once for today, or tomorrow at midnight UTC, when the last day of listings ends. */
  enqueueDaily(tx: Db, when: 'today' | 'tomorrow'): Promise<void>;
}

/**
 * The time is part of the key: a job that enqueues its own successor under its own key would only be told to run again
 * at once.
 *
 * @example
 * const schedule = createFetchSchedule(jobs, clock);
 */
export function createFetchSchedule(jobs: JobQueue, clock: Clock): FetchSchedule {
  return {
    enqueueNext: async (tx, watchlistId) => {
      const at = new Date((Math.floor(clock.now().getTime() / FETCH_MS) + 1) * FETCH_MS);
      const key = `${watchlistId} ${at.toISOString()}`;
      await jobs.enqueue(tx, 'watchlists.fetch', { watchlistId }, { key, runAt: at });
    },
    enqueueDaily: async (tx, when) => {
      const now = clock.now();
      const next = new Date(now);
      if (when === 'tomorrow') {
        next.setUTCDate(next.getUTCDate() + 1);
        next.setUTCHours(0, 0, 0, 0);
      }
      const key = next.toISOString().slice(0, 10);
      await jobs.enqueue(tx, 'watchlists.daily', {}, { key, runAt: next });
    },
  };
}
