import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import { loadMigrations, type Migration, migrate } from './migrate.ts';
import type { Database } from './types.ts';

const first: Migration = {
  module: 'hits',
  name: '0001_hits',
  sql: 'create table one (id integer); create table two (id integer);',
};
const second: Migration = {
  module: 'hits',
  name: '0002_more',
  sql: 'insert into one values (1); insert into two values (2);',
};

async function countOf(database: Database, table: string): Promise<unknown> {
  const { rows } = await sql<{ count: number }>`select count(*) from ${sql.table(table)}`.execute(
    database.db,
  );
  return rows[0]?.count;
}

describeOnEachDatabase('migrations', (open) => {
  it('leave nothing of a file that fails, and keep those before it', async () => {
    const database = await open({ migrated: false });
    const broken: Migration = {
      ...second,
      sql: 'insert into one values (1); insert into nowhere values (1);',
    };
    await expect(migrate(database, [first, broken])).rejects.toMatchObject({ code: '42P01' });
    expect(await countOf(database, 'one')).toBe(0);
    expect(await migrate(database, [first, second])).toEqual({ applied: ['hits/0002_more'], unknown: [] });
    expect(await countOf(database, 'two')).toBe(1);
  });

  it('refuse a file that was changed after it had been applied, before anything else is done', async () => {
    const database = await open({ migrated: false });
    await migrate(database, [first]);
    const changed = { ...first, sql: `${first.sql} -- better` };
    await expect(migrate(database, [second, changed])).rejects.toMatchObject({ code: 'MIGRATION_CHANGED' });
    expect(await countOf(database, 'one')).toBe(0);
    const otherLineEnds = { ...first, sql: first.sql.replaceAll('\n', '\r\n') };
    expect(await migrate(database, [otherLineEnds])).toEqual({ applied: [], unknown: [] });
  });

  it('tell of files that a newer Jisr applied', async () => {
    const database = await open({ migrated: false });
    await migrate(database, [first, second]);
    expect(await migrate(database, [first])).toEqual({ applied: [], unknown: ['hits/0002_more'] });
  });

  it('are applied once when several nodes start together', async () => {
    const database = await open({ migrated: false });
    const reports = await Promise.all(Array.from({ length: 5 }, () => migrate(database, [first, second])));
    expect(reports.flatMap(({ applied }) => applied).sort()).toEqual(['hits/0001_hits', 'hits/0002_more']);
    expect(await countOf(database, 'one')).toBe(1);
  });
});

describe('reading migration files', () => {
  it('refuses a wrong name, and orders by number, then module', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jisr-migrations-'));
    const root = pathToFileURL(`${folder}/`);
    for (const path of ['watchlists/0002_b', 'watchlists/0001_a', 'hits/0002_c', 'hits/0010_d']) {
      await mkdir(join(folder, path, '..'), { recursive: true });
      await writeFile(join(folder, `${path}.sql`), `-- ${path}`);
    }
    const read = loadMigrations(root).map(({ module, name, sql: text }) => [`${module}/${name}`, text]);
    const order = ['watchlists/0001_a', 'hits/0002_c', 'watchlists/0002_b', 'hits/0010_d'];
    expect(read).toEqual(order.map((path) => [path, `-- ${path}`]));
    await writeFile(join(folder, 'hits', '3_x.sql'), '');
    expect(() => loadMigrations(root)).toThrow(expect.objectContaining({ code: 'MIGRATION_MISNAMED' }));
    await rm(folder, { recursive: true });
  });

  it('finds those of the source', () => {
    expect(loadMigrations()).toContainEqual(expect.objectContaining({ module: 'kernel', name: '0001_jobs' }));
  });
});
