import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openTestPglite } from '../../../test/databases.ts';
import { LIST, putFile, type Setting, setUp } from './testing.ts';

const LISTS = new URL('../../../../../shared/data/lists/', import.meta.url);
const OFAC = ['sdn.csv', 'alt.csv', 'add.csv', 'sdn_comments.csv'];
const UN = ['UN_consolidated.xml'];

describe.skipIf(!existsSync(LISTS))('published lists (needs ../shared/data/lists)', () => {
  let on: Setting;
  beforeAll(async () => {
    on = setUp(await openTestPglite());
    for (const name of [...OFAC, ...UN]) putFile(on.folder, name, readFileSync(new URL(name, LISTS), 'utf8'));
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
      const bringIn = async (given: readonly string[]) => {
        const source = { paths: [...given] };
        const { id } = await on.watchlists.startImport(list, { source, confirmShrink: false }, null);
        await on.jobs.drain();
        return on.watchlists.readImport(id);
      };
      const first = await bringIn(paths);
      expect(first).toMatchObject({ status: 'applied', problem: null, unchanged: 0 });
      expect(first.read).toBeGreaterThan(500);
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
});
