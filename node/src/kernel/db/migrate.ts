import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { runsFromSource } from '../worker-file.ts';
import { type Database, type Db, databaseError } from './types.ts';

/** Any fixed number: it keeps two nodes that start at once on one server from migrating together. */
const MIGRATION_LOCK = 4_907_126;

/** One plain SQL file of a module. */
export interface Migration {
  /** `kernel` or the module's folder name. */
  module: string;
  /** File name without its ending, `0001_jobs`. */
  name: string;
  sql: string;
}

/** What a run did. */
export interface MigrationReport {
  /** `module/name` of each file applied now, in order. */
  applied: string[];
  /** Applied earlier and not in the list: the database was last opened by a newer Jisr. */
  unknown: string[];
}

/**
 * Brings the database up to the list, each file in one transaction. Safe to run from several nodes at once.
 *
 * @throws DatabaseError `MIGRATION_CHANGED` when a file differs from what was applied; PostgreSQL's code when a file
 *   fails, and then that file has left nothing behind
 * @example
 * await migrate(database, loadMigrations());
 */
export async function migrate(database: Database, migrations: Migration[]): Promise<MigrationReport> {
  await database.transaction(createRegister);
  const before = await readRegister(database.db);
  for (const migration of migrations) refuseChange(migration, before);
  const applied: string[] = [];
  for (const migration of migrations) {
    if (before.has(keyOf(migration))) continue;
    if (await database.transaction((tx) => apply(tx, migration))) applied.push(keyOf(migration));
  }
  const listed = new Set(migrations.map(keyOf));
  return { applied, unknown: [...before.keys()].filter((key) => !listed.has(key)) };
}

/**
 * Reads the SQL files: of the kernel and of every module from the source, of `migrations/<module>/` beside the bundle in
 * a build. In order of their number, then of the module's name.
 *
 * @param root where to look instead: a folder that holds one folder for each module
 * @example
 * loadMigrations(); // [{ module: 'kernel', name: '0001_jobs', sql: '…' }, …]
 */
export function loadMigrations(root?: URL): Migration[] {
  const folders =
    root === undefined && runsFromSource(import.meta.url) ? sourceFolders() : builtFolders(root);
  const found = folders.flatMap(({ module, url }) => readFolder(module, url));
  const order = (migration: Migration) =>
    `${migration.name.slice(0, 4)} ${migration.module} ${migration.name}`;
  return found.sort((one, other) => (order(one) < order(other) ? -1 : 1));
}

interface MigrationFolder {
  module: string;
  url: URL;
}

function sourceFolders(): MigrationFolder[] {
  const modules = new URL('../../modules/', import.meta.url);
  const own: MigrationFolder = { module: 'kernel', url: new URL('./migrations/', import.meta.url) };
  return [
    own,
    ...namesIn(modules).map((module) => ({ module, url: new URL(`${module}/migrations/`, modules) })),
  ];
}

function builtFolders(root: URL = new URL('./migrations/', import.meta.url)): MigrationFolder[] {
  return namesIn(root).map((module) => ({ module, url: new URL(`${module}/`, root) }));
}

function namesIn(folder: URL): string[] {
  return existsSync(folder) ? readdirSync(fileURLToPath(folder)) : [];
}

function readFolder(module: string, url: URL): Migration[] {
  const files = namesIn(url).filter((file) => file.endsWith('.sql'));
  return files.map((file) => {
    if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(file)) {
      throw databaseError({ code: 'MIGRATION_MISNAMED', message: `not NNNN_name.sql: ${module}/${file}` });
    }
    return { module, name: file.slice(0, -4), sql: readFileSync(new URL(file, url), 'utf8') };
  });
}

function keyOf({ module, name }: { module: string; name: string }): string {
  return `${module}/${name}`;
}

// Line ends are not part of a file's meaning: a checkout on another system may have changed them.
function sumOf(migration: Migration): string {
  return createHash('sha256').update(migration.sql.replaceAll('\r\n', '\n')).digest('hex');
}

function refuseChange(migration: Migration, applied: Map<string, string>): void {
  const before = applied.get(keyOf(migration));
  if (before === undefined || before === sumOf(migration)) return;
  throw databaseError({
    code: 'MIGRATION_CHANGED',
    message: `${keyOf(migration)} was changed after it had been applied: add a new file instead`,
  });
}

async function createRegister(tx: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK}::int8)`.execute(tx);
  await sql`
    create table if not exists migration (
      module text not null,
      name text not null,
      sha256 text not null,
      applied_at timestamptz not null default now(),
      primary key (module, name)
    )`.execute(tx);
}

async function readRegister(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ module: string; name: string; sha256: string }>`
    select module, name, sha256 from migration order by applied_at, module, name`.execute(db);
  return new Map(rows.map((row) => [keyOf(row), row.sha256]));
}

/** False when another node applied it while this one waited for the lock. */
async function apply(tx: Db, migration: Migration): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK}::int8)`.execute(tx);
  const applied = await readRegister(tx);
  refuseChange(migration, applied);
  if (applied.has(keyOf(migration))) return false;
  await sql.raw(migration.sql).execute(tx);
  await sql`
    insert into migration (module, name, sha256)
    values (${migration.module}, ${migration.name}, ${sumOf(migration)})`.execute(tx);
  return true;
}
