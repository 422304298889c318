import type { AccessEntry, AccessPage, AccessQuery, SystemState } from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Jobs } from '../../kernel/jobs.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { readCursor, writeCursor } from '../travellers/index.ts';
import { ask, selectCounts } from './store.ts';

export { oversightJobs } from './jobs.ts';
export { oversightRoutes } from './routes.ts';

const DAY_MS = 86_400_000;
/** A database that has not answered for so long takes no work. */
const ANSWER_MS = 10_000;
/** Jobs that were done are kept this long, for whoever asks what happened. */
const DONE_JOBS_MS = 7 * DAY_MS;

export interface OversightDeps {
  readonly officers: (
    db: Db,
    accountIds: readonly string[],
  ) => Promise<Map<string, { id: string; name: { en: string; ar: string } }>>;
  readonly jobs: () => Pick<Jobs, 'listDead' | 'retry' | 'purgeDone'>;
  /** Removes sessions that hold nothing any more; returns how many. */
  readonly purgeSessions: () => Promise<number>;
  readonly folderWaiting: () => number;
  readonly version: string;
  /** What must be true before the node takes work. */
  readonly checks: () => Record<string, boolean>;
}

/** Who read what, how the queue stands, and how the node is. */
export function createOversight(kernel: Kernel, deps: OversightDeps) {
  const { audit, clock, config, database, log, metrics, queue } = kernel;
  const startedAt = clock.nowIso();
  let lost = false;
  void database.lost.then(() => {
    lost = true;
  });

  async function answers(): Promise<boolean> {
    const late = new Promise<boolean>((resolve) => setTimeout(resolve, ANSWER_MS, false).unref());
    const asked = ask(database.db).then(
      () => true,
      (error: unknown) => {
        log.warn({ event: 'database.away', err: error }, 'the database does not answer');
        return false;
      },
    );
    return Promise.race([asked, late]);
  }

  async function access(
    filter: { accountId?: string },
    query: z.output<typeof AccessQuery>,
  ): Promise<z.output<typeof AccessPage>> {
    const { after, limit, from, to, ...rest } = query;
    const before = placeBefore(after);
    const time = { from: instantOf(from, 'from'), to: instantOf(to, 'to') };
    const found = await audit.list({ ...filter, ...rest, ...time, before, limit: limit + 1 });
    const rows = found.slice(0, limit);
    const officers = await deps.officers(
      database.db,
      rows.map((row) => row.accountId).filter((id) => id !== null),
    );
    const items = rows.map(
      ({
        seq: _seq,
        previousDigest: _previous,
        digest: _digest,
        accountId,
        objects,
        ...row
      }): AccessEntry => ({
        ...row,
        objects: [...objects],
        purpose: row.purpose as AccessEntry['purpose'],
        officer: accountId ? (officers.get(accountId) ?? null) : null,
      }),
    );
    return { items, next: found.length > limit ? writeCursor([rows.at(-1)!.seq]) : null, total: null };
  }

  /** The day is part of the key: a job that asks for itself under its own key would only run again at once. */
  async function schedule(): Promise<void> {
    const today = new Date(`${clock.nowIso().slice(0, 10)}T04:00:00.000Z`);
    const runAt = today > clock.now() ? today : new Date(today.getTime() + DAY_MS);
    const key = runAt.toISOString().slice(0, 10);
    await database.transaction((tx) => queue.enqueue(tx, 'oversight.daily', {}, { key, runAt }));
  }

  return {
    ownAccess: (actor: OfficerActor, query: z.output<typeof AccessQuery>) =>
      access({ accountId: actor.accountId }, { ...query, actor: undefined }),
    allAccess: (query: z.output<typeof AccessQuery>) => access({}, query),
    verifyAccess: () => audit.verify(),
    async systemState(): Promise<SystemState> {
      const { jobs, messages, travellers, listings, sizeBytes } = await selectCounts(
        database.db,
        clock.nowIso(),
      );
      return {
        version: deps.version,
        startedAt,
        database: { engine: database.engine, sizeBytes },
        jobs,
        messages,
        travellers,
        listings,
        folder: { path: config.dropFolder, waiting: deps.folderWaiting() },
        policyPack: config.policyPack,
        memory: { rssBytes: process.memoryUsage.rss() },
      };
    },
    async deadJobs() {
      const jobs = await deps.jobs().listDead();
      return {
        items: jobs.map(({ id, kind, attempts, lastError, createdAt }) => ({
          id,
          kind,
          attempts,
          lastError,
          createdAt,
        })),
        next: null,
        total: jobs.length,
      };
    },
    async retryJob(actor: OfficerActor, id: string, reason: string): Promise<null> {
      if (!(await deps.jobs().retry(id))) throw problem('JOB_NOT_DEAD');
      log.info(
        { event: 'job.retried', jobId: id, by: actor.accountId, reasonLength: reason.length },
        'a dead job is tried again',
      );
      return null;
    },
    /** The process runs, and so does what only its own end could bring back. */
    live: () => ({ status: lost ? ('failing' as const) : ('ok' as const), checks: { database: !lost } }),
    /** The node can take work. */
    async ready() {
      const checks = { ...deps.checks(), database: await answers() };
      const status = !checks.database ? 'failing' : Object.values(checks).every(Boolean) ? 'ok' : 'starting';
      return { status: status as 'failing' | 'ok' | 'starting', checks };
    },
    metricsText: () => metrics.text(),
    /** Removes what was done and what ended; the next run is at 04:00 UTC, after the erasures. */
    async daily(): Promise<void> {
      const { entries, intact, firstBroken, head } = await audit.verify();
      // Who cuts the log short and its head with it betrays himself by what was written down elsewhere before.
      log[intact ? 'info' : 'error'](
        { event: 'access-log.verified', entries, intact, firstBroken, head },
        intact ? 'the access log is whole' : 'the access log was tampered with',
      );
      const jobs = await deps.jobs().purgeDone(new Date(clock.now().getTime() - DONE_JOBS_MS));
      const sessions = await deps.purgeSessions();
      log.info({ event: 'upkeep.done', jobs, sessions }, 'finished jobs and ended sessions removed');
      await schedule();
    },
    schedule,
  };
}
/** @throws Problem `REQUEST_INVALID` */
function placeBefore(cursor: string | undefined): number | undefined {
  const place = readCursor(cursor, 1)?.[0];
  if (place !== undefined && !Number.isSafeInteger(Number(place)))
    throw problem('REQUEST_INVALID', { detail: 'after' });
  return place === undefined ? undefined : Number(place);
}

/** @throws Problem `REQUEST_INVALID` for what is no instant */
function instantOf(given: string | undefined, name: string): string | undefined {
  if (given === undefined) return undefined;
  const instant = new Date(given);
  if (Number.isNaN(instant.getTime())) throw problem('REQUEST_INVALID', { detail: name });
  return instant.toISOString();
}

export type Oversight = ReturnType<typeof createOversight>;
