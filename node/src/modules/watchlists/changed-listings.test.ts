import type { ListingEntry } from '@jisr/contract';
import type { KyselyPlugin } from 'kysely';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import type { Database } from '../../kernel/db/types.ts';
import type { ListPoint } from './index.ts';
import { insertListings } from './store.ts';
import { csv, emptyTables, LIST, NOORA, SALEM, type Setting, setUp, TODAY, upTo } from './testing.ts';

const DAY = 86_400_000;
const NONE = '019c0000-0000-7000-8000-00000000ffff';
const entryOf = (text: string): ListingEntry => ({
  kind: 'person',
  names: [{ text, quality: 'primary', lang: null }],
  birthDates: [],
  birthPlaces: [],
  nationalities: [],
  gender: null,
  documents: [],
  legalBasis: 'Warrant 12',
  instruction: 'refer',
  originator: 'Public prosecution',
  handling: null,
  reviewOn: '2026-09-01',
  expiresOn: '2027-03-01',
  remarks: null,
});
const expiring = (n: number) => ({ [n]: `NAT:${n},person,Person Number${n},1970-01-01,${TODAY}` });

describeOnEachDatabase('what became of a list since a version', (open) => {
  let database: Database;
  let on: Setting;
  let list: string;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await emptyTables(database);
    on = setUp(database);
    list = (await on.watchlists.createWatchlist(LIST, NOORA.accountId)).id;
  });

  const point = async (of = list): Promise<ListPoint> => {
    const found = (await on.watchlists.lists(database.db)).find(({ id }) => id === of)!;
    return { version: found.version!, edition: found.edition };
  };
  const since = (at: ListPoint, limit = 100, of = list) =>
    on.watchlists.changedListings(database.db, of, at, limit);
  /** The names that changed, each with what it is now. */
  const changed = async (at: ListPoint, of = list) =>
    (await since(at, 100, of))!.listings
      .map(({ names, status }) => `${names[0]!.text} ${status}`.replace('Person Number', ''))
      .sort();

  it('is not told to whom knows a later version, another list, or where more changed than wanted', async () => {
    await on.importText(list, csv(upTo(3)));
    const at = await point();
    expect(await since({ ...at, version: '2' })).toBeNull();
    expect(await since({ ...at, edition: 2 })).toBeNull();
    expect(await since(at, 100, NONE)).toBeNull();
    await on.importText(list, csv(upTo(8)));
    expect(await since(at, 4)).toBeNull();
    expect((await since(at, 5))?.listings).toHaveLength(5);
  });

  it('has what imports added, changed, withdrew and brought back, and nothing else', async () => {
    await on.importText(list, csv(upTo(20)));
    const first = await point();
    expect(await since(first)).toMatchObject({ ...first, active: 20, listings: [] });
    await on.importText(list, csv([...upTo(18), 21], { 3: 'NAT:3,person,Renamed,1970-01-01,' }));
    expect(await changed(first)).toEqual(['19 withdrawn', '20 withdrawn', '21 active', 'Renamed active']);
    const second = await point();
    expect(await since(first)).toMatchObject({ ...second, active: 19 });
    await on.importText(list, csv([...upTo(19), 21], { 3: 'NAT:3,person,Renamed,1970-01-01,' }));
    expect(await changed(second)).toEqual(['19 active']);
    expect(await changed(first)).toEqual(['19 active', '20 withdrawn', '21 active', 'Renamed active']);
  });

  it('has what two people added, changed and withdrew', async () => {
    const own = (await on.watchlists.createWatchlist({ ...LIST, code: 'OWN', format: 'manual' }, null)).id;
    const approve = async (kind: 'add' | 'change' | 'withdraw', listingId: string | null, name: string) => {
      const entry = kind === 'withdraw' ? null : entryOf(name);
      const { id } = await on.watchlists.propose(own, { kind, listingId, entry, reason: 'x' }, NOORA);
      const decided = await on.watchlists.decideProposal(id, { approve: true, note: 'seen' }, SALEM);
      return decided.listing!.id;
    };
    const one = await approve('add', null, 'One');
    const at = await point(own);
    await approve('add', null, 'Two');
    expect(await changed(at, own)).toEqual(['Two active']);
    const after = await point(own);
    await approve('change', one, 'Uno');
    expect(await changed(after, own)).toEqual(['Uno active']);
    await approve('withdraw', one, '');
    expect(await changed(after, own)).toEqual(['Uno withdrawn']);
    expect(await since(at, 100, own)).toMatchObject({ version: '4', active: 1 });
  });

  it('has what expired, also between the preparing of an import and its coming into force', async () => {
    await on.importText(list, csv(upTo(30), expiring(2)));
    const at = await point();
    const held = await on.importText(list, csv([...upTo(10), 77], expiring(2)));
    expect(held.status).toBe('held');
    // What is prepared is nobody's before its time.
    expect(await changed(at)).toEqual([]);
    on.clock.advance(DAY);
    await on.watchlists.expireListings();
    expect(await changed(at)).toEqual(['2 expired']);
    const expired = await point();
    await expect(on.watchlists.confirmImport(held.id, true, SALEM.accountId)).rejects.toMatchObject({
      code: 'IMPORT_SUPERSEDED',
    });
    await on.importText(list, csv([...upTo(30), 77], expiring(2)));
    expect(await changed(expired)).toEqual(['77 active']);
    expect(await since(at)).toMatchObject({ active: 30 });
  });

  it('has what an import wrote under the number of an earlier version', async () => {
    await on.importText(list, csv(upTo(3), expiring(2)));
    on.clock.advance(DAY);
    await on.watchlists.expireListings();
    const at = await point();
    expect(at).toEqual({ version: '2', edition: 1 });
    await on.importText(list, csv([1, 2, 3, 4], expiring(2)));
    // As of a run that lost its job before the listings expired: of the edition that came into force, but of version 2.

    const late = { list: { id: list, edition: 2 }, edition: 2, version: 2, today: TODAY };
    await insertListings(database.db, { ...late, rows: JSON.stringify([{ ...rowOf('NAT:9'), id: NONE }]) });
    expect(await changed(at)).toEqual(['4 active', '9 active']);
  });

  it('is of one version, also where another comes into force during the reading', async () => {
    await on.importText(list, csv(upTo(3), expiring(2)));
    const at = await point();
    await on.importText(list, csv(upTo(4), expiring(2)));
    on.clock.advance(DAY);
    let statements = 0;
    const interrupting: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        statements += 1;
        if (statements === 1) await on.watchlists.expireListings();
        return result;
      },
    };
    const read = await on.watchlists.changedListings(database.db.withPlugin(interrupting), list, at, 100);
    expect(read).toMatchObject({ version: '3', active: 3 });
    expect(read?.listings.map(({ status }) => status)).toEqual(['expired', 'active']);
  });
});

/** A listing as an import writes it. */
const rowOf = (reference: string) => ({
  reference,
  kind: 'person',
  data: {
    names: [{ text: `Person Number${reference.slice(4)}`, quality: 'primary', lang: null }],
    documents: [],
  },
  digest: reference,
  search_text: reference,
});
