import { existsSync, readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTestPglite } from '../../../test/databases.ts';
import { countOfac, countUn, readUnPeople, type UnPerson } from './real-lists.testing.ts';
import { LIST, putFile, type Setting, setUp } from './testing.ts';

const LISTS = new URL('../../../../../shared/data/lists/', import.meta.url);
const OFAC = ['sdn.csv', 'alt.csv', 'add.csv', 'sdn_comments.csv'];
const UN = ['UN_consolidated.xml'];
const text = (name: string) => readFileSync(new URL(name, LISTS), 'utf8');

/** What the database holds of a list, counted by the database. */
async function countStored(on: Setting, list: string): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`
    select (count(*) filter (where kind = 'person'))::int as people,
      (count(*) filter (where kind = 'organisation'))::int as organisations,
      (count(*) filter (where kind = 'vessel'))::int as vessels,
      (count(*) filter (where kind = 'aircraft'))::int as aircraft,
      (sum(jsonb_array_length(data -> 'addresses')))::int as addresses,
      (sum((select count(*) from jsonb_array_elements(data -> 'names') n where n ->> 'quality' = 'strong')))::int as "strongNames",
      (sum((select count(*) from jsonb_array_elements(data -> 'documents') d where d ->> 'type' = 'passport')))::int as passports,
      (count(*) filter (where jsonb_array_length(data -> 'birthDates') > 0))::int as "withBirthDate",
      (count(*) filter (where jsonb_array_length(data -> 'nationalities') > 0))::int as "withNationality",
      (count(*) filter (where data ->> 'gender' is not null))::int as "withGender",
      (count(*) filter (where data::text ~ '"-0- ?"' or data::text ~ '\\\\u001a'))::int as "leftOvers"
    from listed where watchlist_id = ${list}`.execute(on.database.db);
  return rows[0]!;
}

describe.skipIf(!existsSync(LISTS))('published lists (needs ../shared/data/lists)', () => {
  let on: Setting;
  const lists = new Map<string, string>();
  beforeAll(async () => {
    on = setUp(await openTestPglite());
    for (const name of [...OFAC, ...UN]) putFile(on.folder, name, text(name));
    return () => on.database.close();
  });

  it.each([
    ['OFAC', 'ofac-sdn', OFAC],
    ['UN', 'un-consolidated', UN],
  ] as const)(
    'of %s come into force whole, and the second time nothing changes',
    { timeout: 120_000 },
    async (code, format, paths) => {
      const { id: list } = await on.watchlists.createWatchlist({ ...LIST, code, format }, null);
      lists.set(code, list);
      const bringIn = async (given: readonly string[]) => {
        const source = { paths: [...given] };
        const { id } = await on.watchlists.startImport(list, { source, confirmShrink: false }, null);
        await on.jobs.drain();
        return on.watchlists.readImport(id);
      };
      const first = await bringIn(paths);
      expect(first).toMatchObject({ status: 'applied', problem: null, unchanged: 0 });
      expect(first.added).toBe(first.read);
      expect(await bringIn(paths)).toMatchObject({ status: 'unchanged', unchanged: first.read });
      let total = 0;
      for await (const batch of on.watchlists.activeListings(on.database.db, list)) {
        total += batch.length;
        expect(batch.every((listing) => listing.names.length > 0)).toBe(true);
      }
      expect(total).toBe(first.read);
    },
  );

  it.each([
    ['OFAC', () => countOfac(text('sdn.csv'), text('alt.csv'), text('add.csv'), text('sdn_comments.csv'))],
    ['UN', () => countUn(text('UN_consolidated.xml'))],
  ] as const)(
    'of %s are stored as many as the file holds, counted without our parsers',
    async (code, count) => {
      const stored = await countStored(on, lists.get(code)!);
      const counted = count();
      process.stdout.write(`${table(code, counted, stored)}\n`);
      expect(stored).toMatchObject({ ...counted, leftOvers: 0 });
    },
  );

  describe('every person of the UN', () => {
    let people: UnPerson[];
    beforeAll(() => {
      people = readUnPeople(text('UN_consolidated.xml'));
    });
    const storedOf = async (references: readonly string[]) => {
      const { rows } = await sql<{ reference: string; data: Record<string, unknown> }>`
        select reference, data from listed where reference = any(${references}::text[])`.execute(
        on.database.db,
      );
      return new Map(rows.map((row) => [row.reference, row.data]));
    };

    it('keeps the years of birth, gender, nationalities and document numbers that the file states', async () => {
      const stored = await storedOf(people.map((person) => person.reference));
      const wrong: unknown[] = [];
      for (const { reference, years, days, gender, nations, numbers } of people) {
        const { birthDates, documents, nationalities, ...rest } = stored.get(reference) as {
          birthDates: string[];
          documents: { number: string }[];
          nationalities: string[];
          gender: string | null;
        };
        const held = documents.map((document) => document.number).join('|');
        if (
          !years.every((year) => birthDates.join(' ').includes(year)) ||
          !days.every((day) => birthDates.includes(day)) ||
          rest.gender !== gender ||
          nations < nationalities.length ||
          (nations > 0 && nationalities.length === 0) ||
          !numbers.every((number) => held.includes(number))
        )
          wrong.push({ reference, years, gender, nations, numbers, birthDates, nationalities, held });
      }
      expect(wrong).toEqual([]);
    });

    it('is found by the name in the original script and by the name in Latin letters', {
      timeout: 60_000,
    }, async () => {
      const list = lists.get('UN')!;
      const missing: string[] = [];
      const asked = people.flatMap((person) => [
        { reference: person.reference, q: person.latin },
        ...(person.original === '' ? [] : [{ reference: person.reference, q: person.original }]),
      ]);
      for (const { reference, q } of asked) {
        const page = await on.watchlists.listListings(list, { q, limit: 100 });
        if (!page.items.some((item) => item.reference === reference)) missing.push(`${reference} ${q}`);
      }
      expect(asked.length).toBeGreaterThan(people.length);
      expect(missing).toEqual([]);
    });
  });
});

function table(code: string, counted: Record<string, number>, stored: Record<string, number>): string {
  const lines = Object.entries(counted).map(
    ([what, n]) =>
      `  ${what.padEnd(18)} file ${String(n).padStart(6)}   stored ${String(stored[what]).padStart(6)}`,
  );
  return [code, ...lines].join('\n');
}
