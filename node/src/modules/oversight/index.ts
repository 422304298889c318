import type { AccessEntry, AccessPage, AccessQuery, SystemState } from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Jobs } from '../../kernel/jobs.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { selectCounts } from './store.ts';

export { oversightRoutes } from './routes.ts';

export interface OversightDeps {
  readonly officers: (
    db: Db,
    accountIds: readonly string[],
  ) => Promise<Map<string, { id: string; name: { en: string; ar: string } }>>;
  readonly jobs: () => Pick<Jobs, 'listDead' | 'retry'>;
  readonly folderWaiting: () => number;
  readonly version: string;
  /** What must be true before the node takes work. */
  readonly checks: () => Record<string, boolean>;
}

/** Who read what, how the queue stands, and how the node is. */
export function createOversight(kernel: Kernel, deps: OversightDeps) {
  const { audit, clock, config, database, log, metrics } = kernel;
  const startedAt = clock.nowIso();

  async function access(
    filter: { accountId?: string },
    query: z.output<typeof AccessQuery>,
  ): Promise<z.output<typeof AccessPage>> {
    const { after, limit, ...rest } = query;
    const rows = await audit.list({ ...filter, ...rest, before: after ? Number(after) : undefined, limit });
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
    return { items, next: rows.length === limit ? String(rows.at(-1)!.seq) : null, total: null };
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
    health: (ready: boolean) => {
      const checks = deps.checks();
      const well = !ready || Object.values(checks).every(Boolean);
      return { status: well ? ('ok' as const) : ('starting' as const), checks: ready ? checks : {} };
    },
    metricsText: () => metrics.text(),
  };
}
export type Oversight = ReturnType<typeof createOversight>;
