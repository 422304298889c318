import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { fetchList, mayFollow } from './fetch-list.ts';

const folder = mkdtempSync(join(tmpdir(), 'jisr-fetch-'));
const into = join(folder, 'list');
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/list.csv`;
}

const none = { etag: null, modified: null };
const limits = { timeoutMs: 5_000, maxBytes: 1_000 };
const unreachable = (detail: unknown) => ({ code: 'LIST_SOURCE_UNREACHABLE', params: { detail } });

describe('fetching a list', () => {
  it('fails where nobody listens', async () => {
    await expect(fetchList('http://127.0.0.1:9/', none, into, limits)).rejects.toMatchObject(
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
