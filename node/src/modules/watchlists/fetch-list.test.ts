import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { fetchIfThere, fetchList, filesOf, isInward, mayFollow } from './fetch-list.ts';

const folder = mkdtempSync(join(tmpdir(), 'jisr-fetch-'));
const into = join(folder, 'list');
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref();
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/list.csv`);
}

const none = { etag: null, modified: null };
const limits = { timeoutMs: 5_000, maxBytes: 1_000 };
const unreachable = (detail: unknown) => ({ code: 'LIST_SOURCE_UNREACHABLE', params: { detail } });

describe('fetching a list', () => {
  it('fails where nobody listens', async () => {
    await expect(fetchList(new URL('http://127.0.0.1:9/'), none, into, limits)).rejects.toMatchObject(
      unreachable(expect.any(String)),
    );
  });
  it('fails on an error of the server', async () => {
    const url = await serve((_, response) => response.writeHead(503).end());
    await expect(fetchList(url, none, into, limits)).rejects.toMatchObject(unreachable('HTTP 503'));
  });
  it('fails when the server falls silent', async () => {
    const url = await serve((_, response) => response.writeHead(200).write('half'));
    const hurried = { ...limits, timeoutMs: 200 };
    await expect(fetchList(url, none, into, hurried)).rejects.toMatchObject(unreachable('TimeoutError'));
  });
  it('fails when the list never ends', async () => {
    const url = await serve((_, response) => response.end('x'.repeat(2_000)));
    await expect(fetchList(url, none, into, limits)).rejects.toMatchObject(
      unreachable('more than 1000 bytes'),
    );
  });
  it('does not follow to a stranger on an open connection', async () => {
    const url = await serve((_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.2/' }).end(),
    );
    await expect(fetchList(url, none, into, limits)).rejects.toMatchObject(
      unreachable('redirect to http://127.0.0.2'),
    );
  });
  it('does not follow in a circle', async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: '/again' }).end());
    await expect(fetchList(url, none, into, limits)).rejects.toMatchObject(
      unreachable('redirects without end'),
    );
  });
  it('fails on an answer that is no list: part of one, none, or "unchanged" when that was not asked', async () => {
    for (const status of [204, 206, 304, 302]) {
      const url = await serve((_, response) => response.writeHead(status).end());
      await expect(fetchList(url, none, into, limits)).rejects.toMatchObject(unreachable(`HTTP ${status}`));
    }
  });
  it('does without a file that is not there, and not without one that fails', async () => {
    let status = 404;
    const url = await serve((_, response) => response.writeHead(status).end('x'));
    expect(await fetchIfThere(url, into, limits)).toBe(false);
    status = 503;
    await expect(fetchIfThere(url, into, limits)).rejects.toMatchObject(unreachable('HTTP 503'));
    status = 200;
    expect(await fetchIfThere(url, into, limits)).toBe(true);
  });
  it('says that nothing changed when the server does', async () => {
    const url = await serve((request, response) =>
      response.writeHead(request.headers['if-none-match'] === '"7"' ? 304 : 200).end(),
    );
    expect(await fetchList(url, { etag: '"7"', modified: null }, into, limits)).toBeNull();
  });
  it('keeps the list and its validators, after a redirect on the same host', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/list.csv') response.writeHead(301, { location: '/other.csv' }).end();
      else
        response
          .writeHead(200, { etag: '"8"', 'last-modified': 'Sun, 01 Mar 2026 08:00:00 GMT' })
          .end('قائمة');
    });
    expect(await fetchList(url, none, into, limits)).toEqual({
      etag: '"8"',
      modified: 'Sun, 01 Mar 2026 08:00:00 GMT',
    });
    expect(readFileSync(into, 'utf8')).toBe('قائمة');
  });
});

describe('a redirect', () => {
  it.each([
    ['https://a.example/x', 'https://b.example/y', true],
    ['http://a.example/x', 'https://a.example/y', true],
    ['http://a.example/x', 'http://a.example/y', true],
    ['http://a.example/x', 'https://b.example/y', false],
    ['https://a.example/x', 'http://a.example/y', false],
    ['https://a.example/x', 'file:///etc/passwd', false],
    ['http://a.example/x', 'http://a.example:8080/y', false],
  ])('from %s to %s is followed: %s', (from, to, followed) => {
    expect(mayFollow(new URL(from), new URL(to))).toBe(followed);
  });
});

describe('the files of a list', () => {
  const names = (format: string, url: string) => filesOf(format, new URL(url)).map(({ href }) => href);
  it('are four side by side for the legacy SDN format, spelled as the first', () => {
    expect(names('ofac-sdn', 'https://a.example/x/sdn.csv?k=1')).toEqual([
      'https://a.example/x/sdn.csv?k=1',
      'https://a.example/x/alt.csv?k=1',
      'https://a.example/x/add.csv?k=1',
      'https://a.example/x/sdn_comments.csv?k=1',
    ]);
    expect(names('ofac-sdn', 'https://a.example/SDN.CSV')[1]).toBe('https://a.example/ALT.CSV');
  });
  it('are one otherwise', () => {
    expect(names('ofac-sdn', 'https://a.example/list')).toHaveLength(1);
    expect(names('jisr-csv', 'https://a.example/sdn.csv')).toHaveLength(1);
  });
});

describe('an address', () => {
  it.each([
    ['127.0.0.1', true],
    ['169.254.169.254', true],
    ['10.1.2.3', true],
    ['::1', true],
    ['fd00::1', true],
    ['::ffff:192.168.0.1', true],
    ['93.184.216.34', false],
    ['2606:2800:220:1::1', false],
  ])('%s is inside: %s', (address, inside) => expect(isInward(address)).toBe(inside));
});
