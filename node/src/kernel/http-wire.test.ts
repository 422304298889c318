import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { ProblemDetails } from '@jisr/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPglite } from '../../test/databases.ts';
import { openTestNode, type TestNode } from '../../test/test-node.ts';
import { createBus } from './bus.ts';

const PASSWORD = 'a lantern by the shore';

describe('a node on the wire', () => {
  let node: TestNode;
  let port: number;
  beforeAll(async () => {
    node = await openTestNode();
    await node.http.app.listen({ host: '127.0.0.1', port: 0 });
    ({ port } = node.http.app.server.address() as AddressInfo);
  });
  afterAll(() => node.stop());

  /** What comes back when these bytes are sent. */
  const raw = (text: string) =>
    new Promise<string>((resolve, reject) => {
      let heard = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      socket.on('data', (chunk) => {
        heard += chunk;
      });
      socket.on('close', () => resolve(heard));
      socket.on('error', reject);
    });
  const problemIn = (answer: string) =>
    JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))) as ProblemDetails;

  it.each([
    ['what is no HTTP', '\u0016\u0003\u0001\u0002\r\n\r\n', 400, 'REQUEST_INVALID'],
    [
      'a false length',
      'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n',
      400,
      'REQUEST_INVALID',
    ],
    [
      'too large a head',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(30_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
  ])('answers %s with a problem in both languages', async (_what, sent, status, code) => {
    const answer = await raw(sent);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*application/problem\\+json`));
    expect(problemIn(answer).code).toBe(code);
    expect(problemIn(answer).text.ar).toMatch(/[\u0600-\u06ff]/);
  });

  it('lets a sender who is still writing read why the body was refused', async () => {
    const { key } = await node.carrier('QJ');
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: new Uint8Array(60 * 1024 * 1024),
    });
    expect([answer.status, ((await answer.json()) as ProblemDetails).code]).toEqual([
      413,
      'REQUEST_TOO_LARGE',
    ]);
  });

  it('waits neither for a slow head nor for a slow body for ever', () => {
    const { headersTimeout, requestTimeout } = node.http.app.server;
    expect([headersTimeout, requestTimeout]).toEqual([20_000, 120_000]);
  });

  it('refuses a parameter that nobody reads, and says what is wrong in the asked language', async () => {
    const { send } = await node.officer(['watch-officer']);
    const unknown = await send('GET', '/api/v1/hits?stat=open');
    expect([unknown.status, (unknown.body as ProblemDetails).text.en]).toEqual([
      400,
      expect.stringContaining('stat'),
    ]);
    const wrong = (await send('GET', '/api/v1/hits?limit=-1')).body as ProblemDetails;
    expect(wrong.text.en).toContain('limit: Too small');
    expect(wrong.text.ar).toContain('limit: أصغر من اللازم');
    const typed = (await send('PATCH', '/api/v1/session/preferences', { language: [] }))
      .body as ProblemDetails;
    expect(typed.text.ar).toContain('language: ');
    const array = (await send('PATCH', '/api/v1/session/preferences', { singleKeys: 'yes' }))
      .body as ProblemDetails;
    expect(array.text.ar).toMatch(/singleKeys: .*boolean.*string/);
  });

  it('takes no cursor that it did not write', async () => {
    const { send } = await node.officer(['watch-officer', 'supervisor']);
    const forged = Buffer.from('["2026","a"]').toString('base64url');
    for (const path of ['messages', 'quarantine', 'crossings'])
      expect([path, (await send('GET', `/api/v1/${path}?after=${forged}`)).status]).toEqual([path, 400]);
  });

  async function openLine(username: string) {
    const { token } = await node.modules.identity.sessions.signIn(username, PASSWORD);
    const cookie = `__Host-jisr=${token}`;
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/events`, { headers: { cookie } });
    const reader = answer.body!.getReader();
    const ended = (async () => {
      for (let read = await reader.read(); !read.done; ) read = await reader.read();
    })();
    return { token, ended };
  }

  it('ends the lines of a session with the session', async () => {
    const { username, id } = await node.officer(['watch-officer']);
    const line = await openLine(username);
    const caller = await node.modules.identity.sessions.authenticate(line.token);
    await node.modules.identity.sessions.signOut(caller!.actor as never);
    await line.ended;
    const other = await openLine(username);
    await node.modules.identity.accounts.resetPassword(id, 'another lantern by the shore');
    await other.ended;
  });

  it('keeps no session awake by a line that is open', async () => {
    const { username } = await node.officer(['watch-officer']);
    const { token } = await node.modules.identity.sessions.signIn(username, PASSWORD);
    node.clock.advance(30 * 60_000);
    await node.modules.identity.authenticate({ cookie: token, key: undefined, resting: true });
    node.clock.advance(31 * 60_000);
    expect(await node.modules.identity.authenticate({ cookie: token, key: undefined })).toBeNull();
  });

  it('ends open lines when it stops, and gives back what they hear by', async () => {
    const own = await openTestNode();
    await own.http.app.listen({ host: '127.0.0.1', port: 0 });
    ({ port } = own.http.app.server.address() as AddressInfo);
    const { username } = await own.officer(['watch-officer']);
    const { token } = await own.modules.identity.sessions.signIn(username, PASSWORD);
    const lines = await Promise.all(
      Array.from({ length: 5 }, () =>
        fetch(`http://127.0.0.1:${port}/api/v1/events`, { headers: { cookie: `__Host-jisr=${token}` } }),
      ),
    );
    await own.stop();
    for (const line of lines) await line.text();
  });
});

describe('a listener', () => {
  it('may stop listening after its database has closed', async () => {
    const database = await openTestPglite({ migrated: false });
    const bus = createBus(database);
    const stop = await bus.subscribe(() => undefined);
    const late = await bus.subscribe(() => undefined);
    const closing = database.close();
    await stop();
    await closing;
    await late();
  });
});
