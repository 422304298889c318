import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import type { Database } from '../../kernel/db/types.ts';
import { csv, emptyTables, LIST, NOORA, SALEM, type Setting, setUp, upTo } from './testing.ts';

describeOnEachDatabase('imports', (open) => {
  let on: Setting;
  let list: string;
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await emptyTables(database);
    on = setUp(database);
    list = (await on.watchlists.createWatchlist(LIST, NOORA.accountId)).id;
  });
  const inForce = async (): Promise<string[]> => {
    const names: string[] = [];
    for await (const batch of on.watchlists.activeListings(on.database.db, list))
      names.push(...batch.map((listing) => listing.names[0]?.text ?? ''));
    return names;
  };
  const shownList = async () => (await on.watchlists.listWatchlists()).items[0]!;
  const saved = () => {
    const folder = join(on.folder, 'imports');
    return existsSync(folder) ? readdirSync(folder) : [];
  };

  describe('are refused', () => {
    const start = (source: Parameters<typeof on.watchlists.startImport>[1]['source'], id = list) =>
      on.watchlists.startImport(id, { source, confirmShrink: false }, NOORA.accountId);
    it('for a list that does not exist', async () => {
      const none = '019c0000-0000-7000-8000-00000000ffff';
      await expect(start({ url: true }, none)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(on.watchlists.readImport(none)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(on.watchlists.confirmImport(none, true, SALEM.accountId)).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    });
    it('from outside of the list folder', async () => {
      await expect(start({ paths: ['../secret'] })).rejects.toMatchObject({ code: 'LIST_PATH_INVALID' });
    });
    it('from an address where the list has none', async () => {
      await expect(start({ url: true })).rejects.toMatchObject({ code: 'LIST_SOURCE_UNREACHABLE' });
    });
    it('into a list kept by hand', async () => {
      const manual = await on.watchlists.createWatchlist({ ...LIST, code: 'HAND', format: 'manual' }, null);
      const files = [{ name: 'x.csv', text: csv([1]) }];
      await expect(start({ files }, manual.id)).rejects.toMatchObject({ code: 'LIST_MANUAL' });
    });
    it('when the file has another format', async () => {
      await on.importText(list, csv([1, 2]));
      const failed = await on.importText(
        list,
        '{"id":"a","schema":"Person","properties":{"name":["A B"]}}\n',
      );
      expect(failed).toMatchObject({ status: 'failed', problem: 'LIST_FORMAT_UNKNOWN' });
      expect(await on.importText(list, 'no list at all')).toMatchObject({
        status: 'failed',
        problem: 'LIST_FORMAT_UNKNOWN',
      });
      expect(await inForce()).toHaveLength(2);
    });
    it('when an empty list would be filled with nothing', async () => {
      expect(await on.importText(list, csv([]))).toMatchObject({ status: 'failed', problem: 'LIST_EMPTY' });
    });
    it('to be confirmed when they do not wait for it', async () => {
      const { id } = await on.importText(list, csv([1]));
      await expect(on.watchlists.confirmImport(id, true, SALEM.accountId)).rejects.toMatchObject({
        code: 'IMPORT_NOT_HELD',
      });
    });
  });

  it('bring a first version into force, from the request, and leave nothing behind', async () => {
    const source = { files: [{ name: 'list.csv', text: csv(upTo(30)) }] };
    const started = await on.watchlists.startImport(list, { source, confirmShrink: false }, NOORA.accountId);
    expect(started).toMatchObject({ status: 'running', source: 'list.csv', by: { id: NOORA.accountId } });
    expect(saved()).toEqual([started.id]);
    await on.jobs.drain();
    expect(await on.watchlists.readImport(started.id)).toMatchObject({
      status: 'applied',
      read: 30,
      added: 30,
      changed: 0,
      withdrawn: 0,
      unchanged: 0,
      problem: null,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(saved()).toEqual([]);
    expect(await shownList()).toMatchObject({ active: 30, people: 30, version: '1', live: false });
    expect(on.changes).toMatchObject([{ watchlistId: list, version: '1' }]);
    expect(on.changes[0]?.changedListingIds).toHaveLength(30);
    on.screening.live.set(list, '1');
    expect((await shownList()).live).toBe(true);
  });

  it('do nothing for the same bytes, nor for other bytes that say the same', async () => {
    await on.importText(list, csv(upTo(30)));
    expect(await on.importText(list, csv(upTo(30)))).toMatchObject({ status: 'unchanged', unchanged: 30 });
    expect(await on.importText(list, `${csv(upTo(30))}\n`)).toMatchObject({
      status: 'unchanged',
      unchanged: 30,
    });
    expect(await shownList()).toMatchObject({ version: '1' });
    expect(on.changes).toHaveLength(1);
  });

  it('tell added, changed, withdrawn and unchanged listings apart, and keep their ids and seqs', async () => {
    await on.importText(list, csv(upTo(30)));
    const before = new Map<string, number>();
    for await (const batch of on.watchlists.activeListings(on.database.db, list))
      for (const { id, seq } of batch) before.set(id, seq);
    const numbers = [...upTo(31).filter((n) => n !== 3)];
    const next = await on.importText(list, csv(numbers, { 7: 'NAT:7,person,Person Renamed,1970-01-01,' }));
    expect(next).toMatchObject({ status: 'applied', added: 1, changed: 1, withdrawn: 1, unchanged: 28 });
    expect(next.samples).toEqual({
      added: ['Person Number31'],
      changed: ['Person Renamed'],
      withdrawn: ['Person Number3'],
    });
    const changed = await on.watchlists.listingsById(
      on.database.db,
      on.changes[1]?.changedListingIds === 'all' ? [] : (on.changes[1]?.changedListingIds ?? []),
    );
    expect(changed.map(({ status, names }) => [names[0]?.text, status])).toEqual([
      ['Person Number3', 'withdrawn'],
      ['Person Renamed', 'active'],
      ['Person Number31', 'active'],
    ]);
    for (const { id, seq } of changed.slice(0, 2)) expect(before.get(id)).toBe(seq);
    expect(await inForce()).toHaveLength(30);
    const again = await on.importText(list, csv(upTo(31)));
    expect(again).toMatchObject({ added: 1, changed: 1, withdrawn: 0, unchanged: 29 });
    expect(await shownList()).toMatchObject({ active: 31, people: 31, version: '3' });
  });

  it('take in the other rows when some are faulty, and say which', async () => {
    const text = `${csv(upTo(5))}NAT:3,person,Repeated,1970-01-01,\nNAT:9,person,,1970-01-01,\n`;
    const done = await on.importText(list, text);
    expect(done).toMatchObject({ status: 'applied', read: 5, added: 5 });
    expect(done.issueTotal).toBeGreaterThanOrEqual(2);
    expect(done.issues.every((issue) => issue.message.ar !== '' && issue.message.en !== '')).toBe(true);
    expect((await on.watchlists.listImports(list, { limit: 10 })).items[0]).toMatchObject({
      issues: [],
      issueTotal: done.issueTotal,
    });
  });

  it('are not stopped by letters that no database holds', async () => {
    const odd = 'N\u0000:\ud800';
    const text = `${csv(upTo(2))}${odd},person,Odd\u0000 \udfff,1970-01-01,\n${odd},person,,,\n`;
    expect(await on.importText(list, text)).toMatchObject({ status: 'applied', read: 3 });
    expect(await inForce()).toHaveLength(3);
  });

  describe('of a damaged file', () => {
    const cut = 'NAT:3,person,"Person Number3,1970-01-01\n';
    it('come into force where nobody would be withdrawn, else wait for a person', async () => {
      expect(await on.importText(list, csv(upTo(3)) + cut)).toMatchObject({ status: 'applied', added: 3 });
      const held = await on.importText(list, `${csv([1, 2])},person,Person Number3,,\n`);
      expect(held).toMatchObject({ status: 'held', problem: 'LIST_DAMAGED', withdrawn: 1 });
      expect(await inForce()).toHaveLength(3);
      await on.watchlists.confirmImport(held.id, true, SALEM.accountId);
      expect(await inForce()).toHaveLength(2);
    });
    it('wait where it breaks off, even the first, and fail where nothing of it can be read', async () => {
      const un = { ...LIST, code: 'UN', format: 'un-consolidated' } as const;
      list = (await on.watchlists.createWatchlist(un, null)).id;
      const one =
        '<INDIVIDUAL><FIRST_NAME>JANE</FIRST_NAME><REFERENCE_NUMBER>A</REFERENCE_NUMBER></INDIVIDUAL>';
      const begin = `<CONSOLIDATED_LIST><INDIVIDUALS>${one}`;
      expect(await on.importText(list, `${begin}<INDIVIDUAL><FIRST`)).toMatchObject({
        status: 'held',
        problem: 'LIST_DAMAGED',
        added: 1,
      });
      expect(await inForce()).toEqual([]);
      const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa">]>${begin}</INDIVIDUALS></CONSOLIDATED_LIST>`;
      expect(await on.importText(list, bomb)).toMatchObject({ status: 'failed', problem: 'LIST_DAMAGED' });
      await on.importText(list, `${begin}</INDIVIDUALS></CONSOLIDATED_LIST>`);
      expect(await on.importText(list, bomb)).toMatchObject({ status: 'failed', problem: 'LIST_DAMAGED' });
      expect(await inForce()).toEqual(['JANE']);
    });
    it('fail where its letters are of an unknown encoding, and read what says its own', async () => {
      const arabic = 'reference,name\nNAT:1,محمد خالد الزهراني\n';
      const from = async (bytes: Uint8Array) => {
        writeFileSync(join(on.folder, 'lists', 'list.csv'), bytes);
        const source = { paths: ['list.csv'] };
        const { id } = await on.watchlists.startImport(
          list,
          { source, confirmShrink: false },
          NOORA.accountId,
        );
        await on.jobs.drain();
        return on.watchlists.readImport(id);
      };
      // Windows-1256, as spreadsheets save Arabic.
      const windows = Buffer.from('reference,name\nNAT:1,\xe3\xcd\xe3\xcf \xce\xc7\xe1\xcf\n', 'latin1');
      const failed = await from(windows);
      expect(failed).toMatchObject({ status: 'failed', problem: 'LIST_DAMAGED' });
      expect(failed.issues.map(({ code }) => code)).toEqual(['LIST_ENCODING_UNKNOWN']);
      expect(await from(Buffer.from(`\uFEFF${arabic}`, 'utf16le'))).toMatchObject({
        status: 'applied',
        added: 1,
      });
      expect(await inForce()).toEqual(['محمد خالد الزهراني']);
    });
  });

  describe('that shrink the list', () => {
    beforeEach(async () => {
      await on.importText(list, csv(upTo(50)));
    });
    it('wait, without anybody seeing them, and come into force when confirmed', async () => {
      const held = await on.importText(list, csv([...upTo(30), 99]));
      expect(held).toMatchObject({ status: 'held', added: 1, withdrawn: 20 });
      expect(held.samples.withdrawn).toHaveLength(20);
      expect(await inForce()).toHaveLength(50);
      expect(await on.importText(list, csv([...upTo(30), 99]))).toMatchObject({ status: 'unchanged' });
      const applied = await on.watchlists.confirmImport(held.id, true, SALEM.accountId);
      expect(applied.status).toBe('applied');
      expect(await inForce()).toHaveLength(31);
      expect(await shownList()).toMatchObject({ active: 31, people: 31, version: '2' });
    });
    it('are thrown away when discarded', async () => {
      const held = await on.importText(list, csv([...upTo(30), 99]));
      expect(await on.watchlists.confirmImport(held.id, false, SALEM.accountId)).toMatchObject({
        status: 'discarded',
      });
      await on.jobs.drain();
      const { rows } = await sql`select 1 from listing where reference = 'NAT:99'`.execute(on.database.db);
      expect(rows).toHaveLength(0);
      expect(await inForce()).toHaveLength(50);
    });
    it('are refused when the list has moved on', async () => {
      const held = await on.importText(list, csv(upTo(30)));
      await on.importText(list, csv(upTo(51)));
      await expect(on.watchlists.confirmImport(held.id, true, SALEM.accountId)).rejects.toMatchObject({
        code: 'IMPORT_SUPERSEDED',
      });
      expect(await inForce()).toHaveLength(51);
    });
    it('come into force at once when confirmed beforehand', async () => {
      expect(await on.importText(list, csv(upTo(30)), true)).toMatchObject({
        status: 'applied',
        withdrawn: 20,
      });
    });
    it('to nothing wait as well', async () => {
      expect(await on.importText(list, csv([]))).toMatchObject({ status: 'held', withdrawn: 50, read: 0 });
    });
    it('a little come into force', async () => {
      expect(await on.importText(list, csv(upTo(40)))).toMatchObject({ status: 'applied', withdrawn: 10 });
    });
  });

  it('leave the old version in force when the last step fails, and are tried again', async () => {
    await on.importText(list, csv(upTo(30)));
    on.screening.fail = true;
    const broken = await on.importText(list, csv(upTo(40), { 7: 'NAT:7,person,Person Renamed,1970-01-01,' }));
    expect(broken).toMatchObject({ status: 'running' });
    expect(await inForce()).toEqual(upTo(30).map((n) => `Person Number${n}`));
    expect(await shownList()).toMatchObject({ active: 30, version: '1' });
    on.screening.fail = false;
    on.clock.advance(60_000);
    await on.jobs.drain();
    expect(await on.watchlists.readImport(broken.id)).toMatchObject({
      status: 'applied',
      added: 10,
      changed: 1,
    });
    expect(await shownList()).toMatchObject({ active: 40, version: '2' });
  });

  it('end as failed when a fault does not go away', async () => {
    on.screening.fail = true;
    const broken = await on.importText(list, csv(upTo(3)));
    for (let attempt = 2; attempt <= 3; attempt += 1) {
      on.clock.advance(3_600_000);
      await on.jobs.drain();
    }
    expect(await on.watchlists.readImport(broken.id)).toMatchObject({
      status: 'failed',
      problem: 'INTERNAL',
    });
    const { rows } = await sql`select 1 from listing`.execute(on.database.db);
    expect(rows).toHaveLength(0);
  });

  it('go on after a restart in the middle', async () => {
    await on.importText(list, csv(upTo(10)));
    const source = { files: [{ name: 'list.csv', text: csv(upTo(3_000)) }] };
    const { id } = await on.watchlists.startImport(list, { source, confirmShrink: false }, null);
    const stop = new AbortController();
    const run = on.watchlists.runImports(list, { attempt: 1, signal: stop.signal });
    const staged = async () => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from listing`.execute(
        on.database.db,
      );
      return rows[0]!.n;
    };
    while ((await staged()) <= 10) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort(new Error('the node stops'));
    await expect(run).rejects.toThrow('the node stops');
    expect(await inForce()).toHaveLength(10);
    const later = setUp(on.database, on.folder);
    await later.jobs.drain();
    expect(await later.watchlists.readImport(id)).toMatchObject({
      status: 'applied',
      added: 2_990,
      unchanged: 10,
    });
    expect(await inForce()).toHaveLength(3_000);
  });

  it('are listed in pages, the latest first', async () => {
    for (const n of [1, 2, 3]) await on.importText(list, csv(upTo(n)));
    const first = await on.watchlists.listImports(list, { limit: 2 });
    const second = await on.watchlists.listImports(list, { limit: 2, after: first.next ?? '' });
    expect([...first.items, ...second.items].map((item) => item.added)).toEqual([1, 1, 1]);
    expect(first.items[0]!.id > second.items[0]!.id).toBe(true);
    expect(second.next).toBeNull();
    await expect(on.watchlists.listImports(list, { limit: 2, after: 'x' })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
    });
  });
});
