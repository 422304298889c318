import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createAudit } from './kernel/audit.ts';
import type { Bus } from './kernel/bus.ts';
import { createBus } from './kernel/bus.ts';
import { type Clock, systemClock } from './kernel/clock.ts';
import type { Config } from './kernel/config.ts';
import { loadMigrations, migrate } from './kernel/db/migrate.ts';
import { openDatabase } from './kernel/db/open.ts';
import type { Database } from './kernel/db/types.ts';
import { createHttp, type Http } from './kernel/http.ts';
import { createIds } from './kernel/ids.ts';
import { createJobQueue, createJobs, type Jobs } from './kernel/jobs.ts';
import type { Kernel } from './kernel/kernel.ts';
import { createLog, type Logger } from './kernel/log.ts';
import { createMetrics } from './kernel/metrics.ts';
import { createSecrets, readNodeKey } from './kernel/secrets.ts';
import { serveConsole } from './kernel/static-files.ts';
import { createTimeSync, type TimeSync, trustedTime } from './kernel/time-sync.ts';
import type { Carry } from './modules/exchange/index.ts';
import { composeModules, type Modules } from './modules.ts';
import { jobHandlersOf, scheduleModules, serveModules, startModules, stopModules } from './running.ts';

/** A running node. */
export interface Node {
  readonly kernel: Kernel;
  readonly modules: Modules;
  readonly http: Http;
  readonly jobs: Jobs;
  /** Where it listens, for example `http://127.0.0.1:8600`. */
  readonly address: string;
  /** Fulfils with the reason when the node cannot go on: its embedded database died, or the disk is full. */
  readonly lost: Promise<Error>;
  /** Ends what runs, then closes the database. */
  stop(): Promise<void>;
}

export interface NodeOptions {
  readonly config: Config;
  readonly clock?: Clock;
  readonly log?: Logger;
  /** An opened database, for tests; otherwise the configuration's is opened and migrated. */
  readonly database?: Database;
  /** False: nothing listens and no job runs by itself; `jobs.drain()` and `http.app.inject()` drive it. For tests. */
  readonly running?: boolean;
  /** Another way to the peer than the network, for two nodes in one process. */
  readonly carry?: Carry;
  /** Told at each step of the start: `database`, `migrations`, `lists`, `listening`. */
  readonly step?: (name: string) => void;
}

/**
 * Builds and starts a node: the only place that puts the parts together.
 *
 * @example
 * const node = await startNode({ config: readConfig(process.env) });
 * await node.stop();
 */
export async function startNode(options: NodeOptions): Promise<Node> {
  const { config, clock = systemClock, running = true, step = () => undefined } = options;
  const log = options.log ?? createLog(config);
  step('database');
  const database = options.database ?? (await open(config, log));
  step('migrations');
  await migrate(database, loadMigrations());
  const bus = createBus(database);
  // Who brings a clock answers for it.
  const timeSync = options.clock ? trustedTime : createTimeSync();
  const kernel = createKernel({ config, clock, timeSync, log, database, bus });
  const http = await createHttp(kernel);
  let ready = false;
  const checks = () => ({ screening: ready });
  const modules = composeModules(kernel, { jobs: () => jobs, checks, carry: options.carry });
  const { jobConcurrency: concurrency } = config;
  const jobs = createJobs({ database, clock, log, handlers: jobHandlersOf(modules), concurrency });
  serveModules(http, modules, bus);
  await serveConsole(http, import.meta.url);
  step('lists');
  await startModules(modules);
  ready = true;
  if (running) {
    await scheduleModules(modules);
    // The folder of the embedded database is locked for this node alone: what still runs there died with the last one.
    if (database.engine === 'pglite') await jobs.takeBack();
    await jobs.start();
    modules.folder.start();
  }
  const address = running ? await http.app.listen({ host: config.host, port: config.port }) : '';
  step('listening');
  log.info({ event: 'node.started', address, database: database.engine }, 'the node serves');
  return {
    kernel,
    modules,
    http,
    jobs,
    address,
    lost: database.lost,
    async stop() {
      ready = false;
      await http.app.close();
      await modules.folder.stop();
      await jobs.stop();
      await stopModules(modules);
      await database.close();
    },
  };
}

function createKernel(base: {
  config: Config;
  clock: Clock;
  timeSync: TimeSync;
  log: Logger;
  database: Database;
  bus: Bus;
}): Kernel {
  const { config, clock, database } = base;
  const ids = createIds(clock);
  const metrics = createMetrics();
  const secrets = createSecrets(readNodeKey(config.nodeKey, join(config.dataDir, 'keys', 'node.key')));
  return {
    ...base,
    ids,
    metrics,
    secrets,
    queue: createJobQueue({ clock, ids }),
    audit: createAudit({ database, clock, ids, metrics }),
  };
}

function open(config: Config, log: Logger): Promise<Database> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const url = config.databaseUrl ?? undefined;
  return openDatabase({ url, directory: join(config.dataDir, 'database'), log });
}
