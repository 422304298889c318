import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Account, NewAccount } from '@jisr/contract';
import type { z } from 'zod';
import { createBus } from './kernel/bus.ts';
import { systemClock } from './kernel/clock.ts';
import type { Config } from './kernel/config.ts';
import { loadMigrations, migrate } from './kernel/db/migrate.ts';
import { openDatabase } from './kernel/db/open.ts';
import { createIds } from './kernel/ids.ts';
import { createLog } from './kernel/log.ts';
import { createAccounts } from './modules/identity/index.ts';

/**
 * The accounts of a node that does not run: how the first administrator comes in.
 *
 * @throws DatabaseError `DATABASE_LOCKED` while a node uses the embedded database
 */
export async function openAccounts(
  config: Config,
): Promise<{ create(entry: z.output<typeof NewAccount>): Promise<Account>; close(): Promise<void> }> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const database = await openDatabase({
    url: config.databaseUrl ?? undefined,
    directory: join(config.dataDir, 'database'),
    log: createLog(config),
  });
  await migrate(database, loadMigrations());
  const { create } = createAccounts({
    database,
    clock: systemClock,
    ids: createIds(systemClock),
    bus: createBus(database),
  });
  return { create: (entry) => create(entry), close: () => database.close() };
}
