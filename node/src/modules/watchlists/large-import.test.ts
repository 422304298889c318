import { beforeAll, describe, expect, it } from 'vitest';
import { openTestPglite } from '../../../test/databases.ts';
import { seededRandom } from '../../kernel/ids.ts';
import { LIST, putFile, type Setting, setUp } from './testing.ts';

const SIZE = 100_000;
const GIVEN = ['Ahmed', 'Yusuf', 'Fatima', 'Amal', 'Noora', 'Khalid', 'John', 'Maria', 'Ivan', 'Chen'];
const FAMILY = ['Nasser', 'Haddad', 'Mansour', 'Smith', 'Ivanov', 'Wang', 'Saleh', 'Khan', 'Jaber', 'Turki'];

/** Invented people as FollowTheMoney entities, one a line. */
function people(): string {
  const random = seededRandom('large list');
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)]!;
  const line = (n: number) => {
    const properties = {
      name: [`${pick(GIVEN)} ${pick(GIVEN)} ${pick(FAMILY)}`],
      alias: [`${pick(GIVEN)} ${pick(FAMILY)}`],
      birthDate: [`${1940 + Math.floor(random() * 60)}`],
      nationality: ['bh'],
      topics: ['sanction'],
    };
    return JSON.stringify({ id: `syn-${n}`, schema: 'Person', properties });
  };
  return Array.from({ length: SIZE }, (_, n) => line(n)).join('\n');
}

// On the embedded engine only: it has one connection, so that is where others could be kept waiting.
describe(`a list of ${SIZE} people`, () => {
  let on: Setting;
  beforeAll(async () => {
    on = setUp(await openTestPglite());
    putFile(on.folder, 'people.jsonl', people());
    return () => on.database.close();
  });

  it('comes into force whole, while others are served', { timeout: 300_000 }, async () => {
    const list = await on.watchlists.createWatchlist({ ...LIST, format: 'ftm-jsonl' }, null);
    const request = { source: { paths: ['people.jsonl'] }, confirmShrink: false };
    const { id } = await on.watchlists.startImport(list.id, request, null);
    let ended = false;
    const run = on.jobs.drain().finally(() => {
      ended = true;
    });
    const seen = new Set<number>();
    while (!ended) {
      for (const { active } of (await on.watchlists.listWatchlists()).items) seen.add(active);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await run;
    seen.add((await on.watchlists.listWatchlists()).items[0]!.active);
    expect(await on.watchlists.readImport(id)).toMatchObject({ status: 'applied', read: SIZE, added: SIZE });
    // Nobody ever saw a part of it.
    expect([...seen]).toEqual([0, SIZE]);
    expect(on.changes).toEqual([{ watchlistId: list.id, version: '1', changedListingIds: 'all' }]);
  });
});
