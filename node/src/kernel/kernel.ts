import type { Audit } from './audit.ts';
import type { Bus } from './bus.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './db/types.ts';
import type { Ids } from './ids.ts';
import type { JobQueue } from './jobs.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Secrets } from './secrets.ts';
import type { TimeSync } from './time-sync.ts';

/** The shared floor that every module stands on, built once by `main.ts`. */
export interface Kernel {
  readonly config: Config;
  readonly clock: Clock;
  readonly timeSync: TimeSync;
  readonly ids: Ids;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly secrets: Secrets;
  readonly database: Database;
  readonly bus: Bus;
  /** The writing side of the work queue: jobs are made in the transaction of what they follow from. */
  readonly queue: JobQueue;
  readonly audit: Audit;
}
