import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterAll, describe } from 'vitest';
import { createDatabase } from '../src/kernel/db/dialect.ts';
import { loadMigrations, type Migration, migrate } from '../src/kernel/db/migrate.ts';
import { openDatabase } from '../src/kernel/db/open.ts';
import { openPglite } from '../src/kernel/db/pglite.ts';
import type { Database, DatabaseOptions, Log } from '../src/kernel/db/types.ts';

/** Tests give up on a silent transaction sooner than a node does. */
const IDLE_TRANSACTION_MS = 5_000;
const SERVER = process.env.JISR_TEST_POSTGRES ?? 'postgres://postgres@127.0.0.1:5432/test';
/** How the copies of prepared clusters begin, and how long one is kept. */
const TEMPLATE = 'jisr-pglite-';
const TEMPLATE_DAYS = 3;
/** Whether there is a PostgreSQL to test on. */
export const serverAnswers = await answers(SERVER);

/** A log that is not heard. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** How a test wants its database. */
export interface TestDatabaseOptions
  extends Partial<Pick<DatabaseOptions, 'idleTransactionMs' | 'poolSize' | 'log'>> {
  /** False: without any table; `kernel`: with the kernel's own. Default: with all migrations. */
  migrated?: boolean | 'kernel';
}

/** Opens a new, separate database of the engine under test. All are closed and dropped after the tests. */
export type OpenTestDatabase = (options?: TestDatabaseOptions) => Promise<Database>;

/**
 * Runs the same tests on each engine: always on PGlite, and on PostgreSQL where a server answers at
 * `JISR_TEST_POSTGRES`; otherwise those are skipped by name.
 *
 * @example
 * describeOnEachDatabase('the hit store', (open) => {
 *   it('finds nothing in an empty table', async () => expect(await listHits((await open()).db)).toEqual([]));
 * });
 */
export function describeOnEachDatabase(name: string, tests: (open: OpenTestDatabase) => void): void {
  describe(`${name} on PGlite`, () => tests(tracked(openTestPglite)));
  describeOnPostgres(name, tests);
}

/**
 * Runs tests of what only a server can do.
 *
 * @example
 * describeOnPostgres('a lost connection', (open) => { … });
 */
export function describeOnPostgres(name: string, tests: (open: OpenTestDatabase) => void): void {
  const title = `${name} on PostgreSQL${serverAnswers ? '' : ' (needs a server at JISR_TEST_POSTGRES)'}`;
  describe.skipIf(!serverAnswers)(title, () => tests(tracked(openTestPostgres)));
}

/**
 * Opens a database on PGlite in memory for a test that is not about databases. The caller closes it.
 *
 * @example
 * const database = await openTestPglite();
 */
export async function openTestPglite(options: TestDatabaseOptions = {}): Promise<Database> {
  const template = await clusterWith(migrationsOf(options));
  return openDatabase({ ...settingsOf(options), directory: null, template });
}

/** Makes an empty database on the server, and says how to drop it. */
export async function createOnServer(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const name = `jisr_test_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name}`);
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(`drop database if exists ${name} with (force)`) };
}

/** Opens a new database on the server; closing it drops it. */
export async function openTestPostgres(options: TestDatabaseOptions = {}): Promise<Database> {
  const { url, drop } = await createOnServer();
  const database = await openDatabase({ ...settingsOf(options), url });
  const close = async () => {
    await database.close();
    await drop();
  };
  return prepared({ ...database, close }, migrationsOf(options));
}

function settingsOf(options: TestDatabaseOptions): DatabaseOptions {
  const { idleTransactionMs = IDLE_TRANSACTION_MS, poolSize, log = silentLog } = options;
  return { log, idleTransactionMs, poolSize };
}

async function prepared(database: Database, migrations: Migration[]): Promise<Database> {
  try {
    if (migrations.length > 0) await migrate(database, migrations);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

function migrationsOf({ migrated = true }: TestDatabaseOptions): Migration[] {
  if (migrated === false) return [];
  return loadMigrations().filter(({ module }) => migrated !== 'kernel' || module === 'kernel');
}

function tracked(open: OpenTestDatabase): OpenTestDatabase {
  const opened: Database[] = [];
  afterAll(async () => {
    for (const database of opened) await database.close();
  });
  return async (options) => {
    const database = await open(options);
    opened.push(database);
    return database;
  };
}

/**
 * A data directory of PGlite with these migrations, as a file to open it from. Creating a cluster and its tables takes
 * seconds, loading a copy a fraction: it is made once for each version of PGlite and each list of migrations.
 *
 * @example
 * openChannel({ directory: null, durable: false, template: await clusterWith([]), checkpointMs: 60_000, reserveBytes: 0 });
 */
export async function clusterWith(migrations: Migration[]): Promise<string> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const about = await readFile(join(dirname(entry), '..', 'package.json'), 'utf8');
  const digest = createHash('sha256')
    .update(JSON.stringify([about, migrations]))
    .digest('hex');
  const file = join(tmpdir(), `${TEMPLATE}${digest.slice(0, 16)}.tar`);
  if (existsSync(file)) return file;
  await removeOldTemplates();
  const engine = await openPglite({ directory: null, durable: false, template: null });
  const database = await prepared(createDatabase(engine, IDLE_TRANSACTION_MS), migrations);
  const own = `${file}.${randomBytes(4).toString('hex')}`;
  await engine.dump(own);
  await database.close();
  await rename(own, file);
  return file;
}

/** Of former migrations, and of runs that were ended in the middle. */
async function removeOldTemplates(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const file = join(tmpdir(), name);
    const old =
      name.startsWith(TEMPLATE) && Date.now() - (await stat(file)).mtimeMs > TEMPLATE_DAYS * 86_400_000;
    if (old) await rm(file, { force: true });
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_500 });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    // Whatever the reason, there is no server to test on; the names of the skipped tests say so.
    return false;
  }
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
