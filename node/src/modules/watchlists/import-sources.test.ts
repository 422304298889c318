import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeOnEachDatabase } from '../../../test/databases.ts';
import type { Database } from '../../kernel/db/types.ts';
import { csv, emptyTables, LIST, putFile, type Setting, setUp, upTo } from './testing.ts';

describeOnEachDatabase('imports', (open) => {
  let database: Database;
  let on: Setting;
  let list: string;
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await emptyTables(database);
    on = setUp(database);
    list = (await on.watchlists.createWatchlist(LIST, null)).id;
  });

  it('are read from the list folder', async () => {
    putFile(on.folder, 'nat.csv', csv(upTo(4)));
    const source = { paths: ['nat.csv'] };
    const { id } = await on.watchlists.startImport(list, { source, confirmShrink: false }, null);
    await on.jobs.drain();
    expect(await on.watchlists.readImport(id)).toMatchObject({ status: 'applied', read: 4, by: null });
  });

  describe('from the address of the list', () => {
    let server: Server;
    let status = 200;
    let text = csv(upTo(3));
    let asked = 0;
    let fetched: string;
    beforeEach(async () => {
      asked = 0;
      status = 200;
      server = createServer((request, response) => {
        asked += 1;
        const same = request.headers['if-none-match'] === `"${text.length}"`;
        response.writeHead(same ? 304 : status, { etag: `"${text.length}"` }).end(same ? '' : text);
      });
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      const sourceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/list.csv`;
      fetched = (await on.watchlists.createWatchlist({ ...LIST, code: 'WEB', sourceUrl }, null)).id;
    });
    afterEach(() => {
      server.closeAllConnections();
      server.close();
    });
    const fetchNow = async () => {
      const request = { source: { url: true }, confirmShrink: false } as const;
      const { id } = await on.watchlists.startImport(fetched, request, null);
      await on.jobs.drain();
      return on.watchlists.readImport(id);
    };

    it('leave the list as it is when that does not answer', async () => {
      await fetchNow();
      status = 500;
      text = csv(upTo(4));
      expect(await fetchNow()).toMatchObject({ status: 'failed', problem: 'LIST_SOURCE_UNREACHABLE' });
      expect((await on.watchlists.listWatchlists()).items.map((item) => item.active)).toEqual([0, 3]);
    });
    it('ask only for what is newer', async () => {
      text = csv(upTo(3));
      expect(await fetchNow()).toMatchObject({ status: 'applied', added: 3 });
      expect(await fetchNow()).toMatchObject({ status: 'unchanged', digest: null });
      text = csv(upTo(5));
      expect(await fetchNow()).toMatchObject({ status: 'applied', added: 2 });
      expect(asked).toBe(3);
    });
    it('bring the files beside it where the format has several, all or nothing', async () => {
      const files: Record<string, string> = {
        '/sdn.csv': `1,"DOE, Jane","individual","X",${'-0- ,'.repeat(7)}-0- \n`,
        '/alt.csv': '1,1,"aka","ROE, Janet",-0- \n',
      };
      server.removeAllListeners('request').on('request', (request, response) => {
        const body = files[request.url ?? ''];
        response.writeHead(body === undefined ? status : 200, { etag: '"1"' }).end(body);
      });
      const { port } = server.address() as AddressInfo;
      const sourceUrl = `http://127.0.0.1:${port}/sdn.csv`;
      const entry = { ...LIST, code: 'OFAC', format: 'ofac-sdn', sourceUrl } as const;
      fetched = (await on.watchlists.createWatchlist(entry, null)).id;
      status = 503;
      expect(await fetchNow()).toMatchObject({ status: 'failed', problem: 'LIST_SOURCE_UNREACHABLE' });
      status = 404;
      expect(await fetchNow()).toMatchObject({ status: 'applied', added: 1, issueTotal: 0 });
      files['/alt.csv'] = '1,1,"aka","POE, Janet",-0- \n';
      expect(await fetchNow()).toMatchObject({ status: 'applied', changed: 1 });
      expect(await fetchNow()).toMatchObject({ status: 'unchanged' });
      const page = await on.watchlists.listListings(fetched, { q: 'janet poe', limit: 5 });
      expect(page.items.map(({ reference }) => reference)).toEqual(['OFAC:1']);
    });
    it('are made each six hours', async () => {
      text = csv(upTo(3));
      await on.jobs.drain();
      expect(asked).toBe(0);
      for (const expected of [1, 2]) {
        on.clock.advance(6 * 3_600_000);
        await on.jobs.drain();
        expect(asked).toBe(expected);
      }
    });
  });
});
