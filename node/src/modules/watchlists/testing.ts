import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ListImport, Role } from '@jisr/contract';
import { sql } from 'kysely';
import { afterAll } from 'vitest';
import type { OfficerActor } from '../../kernel/actor.ts';
import { createAudit } from '../../kernel/audit.ts';
import { createBus } from '../../kernel/bus.ts';
import { fixedClock } from '../../kernel/clock.ts';
import { readConfig } from '../../kernel/config.ts';
import type { Database } from '../../kernel/db/types.ts';
import { seededRandom, testIds } from '../../kernel/ids.ts';
import { createJobQueue, createJobs } from '../../kernel/jobs.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createLog } from '../../kernel/log.ts';
import { createMetrics } from '../../kernel/metrics.ts';
import { createSecrets } from '../../kernel/secrets.ts';
import { trustedTime } from '../../kernel/time-sync.ts';
import { createWatchlists, type ListChange, watchlistsJobs } from './index.ts';

/** Two people who keep lists, and the day on which the tests play. */
export const NOORA = actor('019c0000-0000-7000-8000-000000000001', 'noora');
export const SALEM = actor('019c0000-0000-7000-8000-000000000002', 'salem');
export const TODAY = '2026-03-01';

/** A list entry without surprises. */
export const LIST = {
  code: 'NAT',
  name: { en: 'National list', ar: 'القائمة الوطنية' },
  owner: 'Ministry of Interior',
  format: 'jisr-csv',
  sourceUrl: null,
  instruction: 'refer',
  legalBasis: 'Decree 7',
  handling: 'OFFICIAL',
} as const;

const folders: string[] = [];
let nodes = 0;
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The module on a real database with a clock that stands still, jobs run by hand, and a screening that only listens. */
export function setUp(database: Database, folder = newFolder()) {
  const kernel = testKernel(database, folder);
  const { clock, log } = kernel;
  const changes: ListChange[] = [];
  const screening = { live: new Map<string, string>(), fail: false };
  const watchlists = createWatchlists(kernel, {
    jobs: kernel.queue,
    officers: async (ids) => new Map(ids.map((id) => [id, { id, name: nameOf(id) }])),
    changed: async (_tx, change) => {
      if (screening.fail) throw new Error('screening could not follow');
      changes.push(change);
    },
    liveVersion: (id) => screening.live.get(id) ?? null,
    otherScript: (text) => ({ text: `~${text}`, lang: 'ar', source: 'generated' }),
  });
  const handlers = watchlistsJobs(watchlists);
  const random = seededRandom('jobs');
  const jobs = createJobs({ database, clock, log, handlers, concurrency: 1, random });
  /** Imports a CSV text and waits for the end. */
  async function importText(watchlistId: string, text: string, confirmShrink = false): Promise<ListImport> {
    const source = { files: [{ name: 'list.csv', text }] };
    const started = await watchlists.startImport(watchlistId, { source, confirmShrink }, NOORA.accountId);
    await jobs.drain();
    return watchlists.readImport(started.id);
  }
  return {
    ...kernel,
    clock: kernel.clock,
    folder,
    watchlists,
    jobs,
    handlers,
    changes,
    screening,
    importText,
  };
}
export type Setting = ReturnType<typeof setUp>;

/** Opening a database takes longer than most tests: one is used for many, emptied in between. */
export async function emptyTables(database: Database): Promise<void> {
  await sql`
    truncate listing_revision, listing_proposal, listing, watchlist_import, watchlist, job restart identity cascade`.execute(
    database.db,
  );
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jisr-watchlists-'));
  folders.push(folder);
  return folder;
}

function testKernel(database: Database, folder: string) {
  const clock = fixedClock(`${TODAY}T08:00:00Z`);
  const ids = testIds(`${folder} ${nodes}`);
  nodes += 1;
  const metrics = createMetrics();
  mkdirSync(join(folder, 'lists'), { recursive: true });
  return {
    config: readConfig({ JISR_DATA_DIR: folder }),
    clock,
    timeSync: trustedTime,
    ids,
    log: createLog({ logLevel: 'silent' }),
    metrics,
    secrets: createSecrets(new Uint8Array(32)),
    database,
    bus: createBus(database),
    queue: createJobQueue({ clock, ids }),
    audit: createAudit({ database, clock, ids, metrics }),
  } satisfies Kernel;
}

/** Puts a file into the list folder. */
export function putFile(folder: string, name: string, text: string): void {
  writeFileSync(join(folder, 'lists', name), text);
}

/** A list of our own format: one line for each person, by number; `more` replaces the line of one. */
export function csv(numbers: readonly number[], more: Readonly<Record<number, string>> = {}): string {
  const line = (n: number) => more[n] ?? `NAT:${n},person,Person Number${n},1970-01-01,`;
  return ['reference,kind,name,birth_dates,expires_on', ...numbers.map(line), ''].join('\n');
}

/** The whole numbers from 1. */
export const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

function nameOf(id: string) {
  return { en: `Officer ${id.slice(-1)}`, ar: `ضابط ${id.slice(-1)}` };
}

function actor(accountId: string, username: string): OfficerActor {
  const roles: Role[] = ['list-manager'];
  return {
    kind: 'officer',
    accountId,
    sessionId: accountId,
    username,
    name: nameOf(accountId),
    roles,
    post: null,
  };
}
