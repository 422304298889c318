import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import type { Database, Db } from './types.ts';
import { isDatabaseError } from './types.ts';

const insertRow = (db: Db, id: number, name: string | null = 'a') =>
  sql`insert into thing (id, name) values (${id}, ${name})`.execute(db);

async function countRows(db: Db): Promise<number | undefined> {
  const { rows } = await sql<{ count: number }>`select count(*) from thing`.execute(db);
  return rows[0]?.count;
}

async function createTables(db: Db): Promise<void> {
  await sql`
    create table thing (
      id integer constraint thing_key primary key,
      name text not null constraint thing_name check (name <> ''),
      parent integer constraint thing_parent references thing (id) deferrable initially deferred
    )`.execute(db);
}

describeOnEachDatabase('a refused statement', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open({ migrated: false });
    await createTables(database.db);
  });

  it.each([
    ['unique', '23505', 'thing_key', (db: Db) => insertRow(db, 1)],
    ['check', '23514', 'thing_name', (db: Db) => insertRow(db, 2, '')],
    [
      'foreign key at commit',
      '23503',
      'thing_parent',
      (db: Db) => sql`insert into thing values (3, 'c', 99)`.execute(db),
    ],
  ])('names the code and the constraint: %s', async (_name, code, constraint, statement) => {
    if (code === '23505') await insertRow(database.db, 1);
    await expect(statement(database.db)).rejects.toMatchObject({ name: 'DatabaseError', code, constraint });
  });

  it('names the column of a missing value, and repeats no value of the row', async () => {
    const error: unknown = await insertRow(database.db, 77_123, null).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: '23502', table: 'thing', column: 'name' });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('77123');
    expect(isDatabaseError(error, '23502')).toBe(true);
    expect(isDatabaseError(error, '23502', 'other')).toBe(false);
  });

  it('leaves later statements right, one after another and at once', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, i) =>
        i % 3 === 0
          ? sql`select ${'x'}::text::integer as n`.execute(database.db)
          : sql<{ n: number }>`select ${i}::integer as n`.execute(database.db),
      ),
    );
    for (const [i, outcome] of outcomes.entries()) {
      if (i % 3 === 0) expect(outcome.status).toBe('rejected');
      else expect(outcome).toMatchObject({ status: 'fulfilled', value: { rows: [{ n: i }] } });
    }
  });

  it('refuses an object as a parameter, since the engines disagree on lists in JSON', async () => {
    await expect(sql`select ${{ a: 1 }}::jsonb`.execute(database.db)).rejects.toThrow(/JSON\.stringify/);
  });

  it('refuses a whole number that JavaScript cannot hold', async () => {
    await expect(sql`select 9007199254740993::int8`.execute(database.db)).rejects.toThrow(/beyond 2\^53/);
  });
});

describeOnEachDatabase('values', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open({ migrated: false });
  });

  async function echo(value: unknown, type: string): Promise<unknown> {
    const { rows } = await sql<{ v: unknown }>`select ${value}::${sql.raw(type)} as v`.execute(database.db);
    return rows[0]?.v;
  }

  it.each([
    ['date', '2026-02-28', '2026-02-28'],
    ['date[]', ['2026-02-28', null], ['2026-02-28', null]],
    ['timestamptz', '2026-03-01T08:00:00Z', '2026-03-01T08:00:00.000Z'],
    ['timestamptz', '2026-03-01T11:00:00.5+03:00', '2026-03-01T08:00:00.500Z'],
    ['timestamptz', '2026-03-01T08:00:00.123456Z', '2026-03-01T08:00:00.123456Z'],
    ['timestamptz', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['timestamptz', 'infinity', 'infinity'],
    ['timestamptz[]', ['2026-03-01T08:00:00Z'], ['2026-03-01T08:00:00.000Z']],
    ['time', '08:15', '08:15:00'],
    ['interval', '1 day 2 hours', '1 day 02:00:00'],
    ['int8', 9_007_199_254_740_991, 9_007_199_254_740_991],
    ['int8[]', [1, 2], [1, 2]],
    ['int8[]', [], []],
    ['numeric', '1.50', '1.50'],
    ['numeric[]', ['1.50', '2'], ['1.50', '2']],
    ['float8', 1.5, 1.5],
    ['boolean', true, true],
    ['uuid[]', ['3f2504e0-4f89-41d3-9a0c-0305e82c3301'], ['3f2504e0-4f89-41d3-9a0c-0305e82c3301']],
    ['text[]', ['a,b', 'c"d', '', null], ['a,b', 'c"d', '', null]],
    ['jsonb', '{"list":[1,"عبور"],"none":null}', { list: [1, 'عبور'], none: null }],
    ['jsonb', '[1,2]', [1, 2]],
    ['json', '"text"', 'text'],
    ['text', null, null],
    ['text', undefined, null],
  ])('%s: %j comes back as %j', async (type, given, expected) => {
    expect(await echo(given, type)).toEqual(expected);
  });

  it('bytes come back as a Uint8Array', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect(Uint8Array.from((await echo(bytes, 'bytea')) as Uint8Array)).toEqual(bytes);
      }),
      { numRuns: 30 },
    );
  });

  it('text and JSON of any letters come back unchanged', async () => {
    const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'));
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        expect(await echo(value, 'text')).toBe(value);
        expect(await echo(JSON.stringify([value]), 'jsonb')).toEqual([value]);
      }),
      { numRuns: 50 },
    );
  });

  it('an instant written by the clock comes back letter for letter', async () => {
    const instants = fc.date({
      min: new Date('1900-01-01'),
      max: new Date('2200-01-01'),
      noInvalidDate: true,
    });
    await fc.assert(
      fc.asyncProperty(instants, async (instant) => {
        expect(await echo(instant.toISOString(), 'timestamptz')).toBe(instant.toISOString());
      }),
      { numRuns: 50 },
    );
  });

  it('counts the rows that a statement changed', async () => {
    await sql`create table counted (id integer); insert into counted values (1), (2)`.execute(database.db);
    const changed = await sql`update counted set id = id + 1 where id < ${10}`.execute(database.db);
    expect(changed.numAffectedRows).toBe(2n);
    expect((await sql`select * from counted where id < ${10}`.execute(database.db)).numAffectedRows).toBe(0n);
  });
});

describeOnEachDatabase('a transaction', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open({ migrated: false, idleTransactionMs: 400 });
    await createTables(database.db);
  });

  it('leaves nothing behind when its work fails', async () => {
    const work = database.transaction(async (tx) => {
      await insertRow(tx, 10);
      throw new Error('changed its mind');
    });
    await expect(work).rejects.toThrow('changed its mind');
    expect(await countRows(database.db)).toBe(0);
  });

  it('is never reported as committed when an error inside was swallowed', async () => {
    const work = database.transaction(async (tx) => {
      await insertRow(tx, 11);
      await insertRow(tx, 11).catch(() => undefined);
    });
    await expect(work).rejects.toMatchObject({ code: 'DATABASE_ROLLED_BACK' });
    expect(await countRows(database.db)).toBe(0);
  });

  it('goes on after a rollback to a savepoint', async () => {
    await database.transaction(async (tx) => {
      await insertRow(tx, 12);
      await sql`savepoint before`.execute(tx);
      await insertRow(tx, 12).catch(() => undefined);
      await sql`rollback to before`.execute(tx);
    });
    expect(await countRows(database.db)).toBe(1);
    await sql`delete from thing`.execute(database.db);
  });

  it('reports what only the commit finds', async () => {
    const work = database.transaction((tx) => sql`insert into thing values (13, 'c', 99)`.execute(tx));
    await expect(work).rejects.toMatchObject({ code: '23503', constraint: 'thing_parent' });
    expect(await countRows(database.db)).toBe(0);
  });

  it.each<[string, (own: Database) => Promise<unknown>]>([
    ['a query', (own: Database) => countRows(own.db)],
    ['another transaction', (own: Database) => own.transaction(countRows)],
    ['listening', (own: Database) => own.listen('x', () => undefined)],
  ])('refuses at once %s outside of itself, which would wait for ever', async (_name, act) => {
    await expect(database.transaction(() => act(database))).rejects.toMatchObject({
      code: 'DATABASE_OUTSIDE_TRANSACTION',
    });
    expect(await countRows(database.db)).toBe(0);
  });

  it('is rolled back when it falls silent, and those that wait go on', async () => {
    const silent = database.transaction(async (tx) => {
      await insertRow(tx, 14);
      await new Promise((resolve) => setTimeout(resolve, 900));
      await insertRow(tx, 15);
    });
    await Promise.all([
      expect(silent).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_IDLE' }),
      expect(countRows(database.db)).resolves.toBe(0),
    ]);
    expect(await countRows(database.db)).toBe(0);
  });

  it('keeps 100 at once apart, and single statements out of them', async () => {
    await sql`create table account (id integer primary key, amount integer not null);
              insert into account values (1, 0), (2, 0)`.execute(database.db);
    const move = database.transaction.bind(database);
    const sums: number[] = [];
    const moves = Array.from({ length: 100 }, () =>
      move(async (tx) => {
        const { rows } = await sql<{
          amount: number;
        }>`select amount from account where id = 1 for update`.execute(tx);
        const amount = rows[0]!.amount - 1;
        await sql`update account set amount = ${amount} where id = 1`.execute(tx);
        await sql`update account set amount = amount + 1 where id = 2`.execute(tx);
      }),
    );
    const looks = Array.from({ length: 100 }, async () => {
      const { rows } = await sql<{ sum: number }>`select sum(amount)::int8 as sum from account`.execute(
        database.db,
      );
      sums.push(rows[0]!.sum);
    });
    await Promise.all([...moves, ...looks]);
    expect(new Set(sums)).toEqual(new Set([0]));
    const { rows } = await sql`select id, amount from account order by id`.execute(database.db);
    expect(rows).toEqual([
      { id: 1, amount: -100 },
      { id: 2, amount: 100 },
    ]);
  });
});

describeOnEachDatabase('closing', (open) => {
  it('waits for what runs, refuses what comes after, and may be asked twice', async () => {
    const database = await open({ migrated: false });
    const running = database.transaction((tx) => sql`select pg_sleep(0.1), 1 as n`.execute(tx));
    await sql`select 1`.execute(database.db);
    const closed = database.close();
    await expect(running).resolves.toMatchObject({ rows: [{ n: 1 }] });
    await expect(sql`select 1`.execute(database.db)).rejects.toMatchObject({ code: 'DATABASE_CLOSED' });
    await closed;
    await database.close();
  });
});

describe('opening', () => {
  it('refuses a URL that is not of PostgreSQL', async () => {
    const { openDatabase } = await import('./open.ts');
    const { silentLog } = await import('../../../test/databases.ts');
    await expect(openDatabase({ url: 'mysql://x', log: silentLog })).rejects.toMatchObject({
      code: 'DATABASE_URL_UNKNOWN',
    });
    await expect(openDatabase({ url: 'postgres://127.0.0.1:1/x', log: silentLog })).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });
});
