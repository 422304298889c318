import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll } from 'vitest';
import { createAudit } from '../src/kernel/audit.ts';
import { createBus } from '../src/kernel/bus.ts';
import { type FixedClock, fixedClock } from '../src/kernel/clock.ts';
import { readConfig } from '../src/kernel/config.ts';
import type { Database } from '../src/kernel/db/types.ts';
import { createIds } from '../src/kernel/ids.ts';
import { createJobQueue } from '../src/kernel/jobs.ts';
import type { Kernel } from '../src/kernel/kernel.ts';
import { createLog } from '../src/kernel/log.ts';
import { createMetrics } from '../src/kernel/metrics.ts';
import { createSecrets } from '../src/kernel/secrets.ts';
import { trustedTime } from '../src/kernel/time-sync.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/**
 * The floor that a module stands on, over a test's database and with a clock that stands still.
 *
 * @example
 * const kernel = testKernel(await open());
 * kernel.clock.advance(60_000);
 */
export function testKernel(
  database: Database,
  now = '2026-03-01T08:00:00Z',
): Kernel & { readonly clock: FixedClock } {
  const folder = mkdtempSync(join(tmpdir(), 'jisr-kernel-'));
  folders.push(folder);
  const clock = fixedClock(now);
  const ids = createIds(clock);
  const metrics = createMetrics();
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
  };
}

/** Empties every table, so that one database serves all tests of a file. Deleting is faster than truncating few rows. */
export async function emptyTables(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await sql`set local session_replication_role = 'replica'`.execute(tx);
    await sql`
      do $$ declare name text; begin
        for name in select tablename from pg_tables
          where schemaname = 'public' and tablename not in ('migration', 'access_log_head')
        loop execute format('delete from %I', name); end loop;
        update access_log_head set seq = 0, digest = '';
      end $$`.execute(tx);
  });
}
