import type { AddressInfo } from 'node:net';
import { type ProblemDetails, routes } from '@jisr/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openTestPglite } from '../../test/databases.ts';
import { testKernel } from '../../test/test-kernel.ts';
import { openTestNode, type TestNode } from '../../test/test-node.ts';
import type { Access } from './audit.ts';
import type { Database } from './db/types.ts';
import { createHttp } from './http.ts';

const PASSWORD = 'a lantern by the shore';
const codeOf = (answer: { body: unknown }) => (answer.body as ProblemDetails).code;

describe('the server', () => {
  let node: TestNode;
  let watch: Awaited<ReturnType<TestNode['officer']>>;
  let admin: Awaited<ReturnType<TestNode['officer']>>;
  beforeAll(async () => {
    node = await openTestNode({ settings: { JISR_SIGN_INS_PER_MINUTE: '5' } });
    watch = await node.officer(['watch-officer']);
    admin = await node.officer(['administrator']);
  });
  afterAll(() => node.stop());

  it('gives a cookie that no script and no other site can use, and that ends with the browser', async () => {
    const { headers } = await node.anonymous('POST', '/api/v1/session', {
      username: watch.username,
      password: PASSWORD,
    });
    const [value, ...attributes] = String(headers['set-cookie']).split('; ');
    expect(value).toMatch(/^__Host-jisr=[\w-]{43}$/);
    expect(attributes.toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']);
  });

  it('takes the cookie away at sign-out', async () => {
    const guest = await node.officer(['watch-officer']);
    const { status, headers } = await guest.send('DELETE', '/api/v1/session');
    expect(status).toBe(204);
    expect(String(headers['set-cookie'])).toMatch(/^__Host-jisr=; .*Expires=Thu, 01 Jan 1970/);
    expect((await guest.send('GET', '/api/v1/session')).status).toBe(401);
  });

  it('stops a burst of sign-ins from one address and says for how long', async () => {
    const codes: string[] = [];
    for (let at = 0; at < 8; at++)
      codes.push(
        codeOf(await node.anonymous('POST', '/api/v1/session', { username: 'nobody', password: 'x' })),
      );
    expect(codes).toContain('SIGN_IN_FAILED');
    expect(codes.at(-1)).toBe('TOO_MANY_REQUESTS');
    const answer = await node.anonymous('POST', '/api/v1/session', { username: 'nobody', password: 'x' });
    expect(answer.status).toBe(429);
    expect(Number((answer.body as ProblemDetails).params.seconds)).toBeGreaterThan(0);
  });

  it('refuses what no database can hold, and addresses that are none, without falling over', async () => {
    const asked = [
      '/api/v1/travellers?q=ab%00c&reason=a+call',
      '/api/v1/travellers?q=abc&reason=a%00call',
      '/api/v1/hits?q=%00',
    ];
    for (const url of asked) expect([url, (await watch.send('GET', url)).status]).toEqual([url, 400]);
    for (const none of ['%zz', 'a'.repeat(300)])
      expect(codeOf(await watch.send('GET', `/api/v1/hits/${none}`))).toBe('ROUTE_UNKNOWN');
    expect((await watch.send('GET', '/api/v1/hits/not-an-id')).status).toBe(400);
    for (const name of ['a\u0000b', 'half \ud800 a pair'])
      expect(
        codeOf(await admin.send('POST', '/api/v1/carriers', { code: 'QJ', name: { en: name, ar: 'ق' } })),
      ).toBe('REQUEST_INVALID');
    const key = '{"code":"QJ","name":{"en":"Q","ar":"ق","\\u0000":1}}';
    const sent = await admin.send('POST', '/api/v1/carriers', key, { 'content-type': 'application/json' });
    expect(codeOf(sent)).toBe('REQUEST_INVALID');
    // A pair that is whole is text like any other.
    const whole = await admin.send('POST', '/api/v1/carriers', {
      code: 'QJ',
      name: { en: 'Q \u{1F6EB} \\u0000', ar: 'ق' },
    });
    expect(whole.status).toBe(201);
  });

  it('knows a key by its scheme, however that is written', async () => {
    const { key } = await node.carrier('WX');
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      const answer = await node.anonymous('GET', '/api/v1/answers', undefined, {
        authorization: `${scheme} ${key}`,
      });
      expect([scheme, answer.status]).toEqual([scheme, 200]);
    }
    const basic = await node.anonymous('GET', '/api/v1/answers', undefined, { authorization: 'Basic eDp5' });
    expect(codeOf(basic)).toBe('KEY_INVALID');
  });

  it('tells of events as long as the line is open, by identifier alone', async () => {
    await node.http.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = node.http.app.server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/api/v1/events`;
    expect((await fetch(url)).status).toBe(401);
    const { token } = await node.modules.identity.sessions.signIn(watch.username, PASSWORD);
    const abort = new AbortController();
    const answer = await fetch(url, { headers: { cookie: `__Host-jisr=${token}` }, signal: abort.signal });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const until = async (text: string) => {
      while (!heard.includes(text)) heard += (await reader.read()).value ?? '';
    };
    await until(': open');
    const id = node.kernel.ids.uuid();
    // Long after the request itself was read.
    await new Promise((resolve) => setTimeout(resolve, 300));
    await node.kernel.database.transaction((tx) => node.kernel.bus.publish(tx, 'hit', id));
    await until(id);
    expect(heard).toContain(`event: hit\ndata: ${JSON.stringify({ kind: 'hit', id })}`);
    abort.abort();
  });
});

describe('a reading of personal data', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestPglite({ migrated: 'kernel' });
  });
  afterAll(() => database.close());
  const { secret } = routes({
    secret: {
      method: 'GET',
      path: '/secret',
      summary: { en: 'x', ar: 'س' },
      permit: 'hits:read',
      purpose: 'hit-review',
      status: 200,
      response: z.object({ name: z.string() }),
    },
  });

  async function ask(record: (access: Access) => Promise<void>, reads: boolean) {
    const kernel = testKernel(database);
    const http = await createHttp({ ...kernel, audit: { ...kernel.audit, record } });
    http.authenticateWith(async () => ({
      actor: {
        kind: 'officer',
        accountId: kernel.ids.uuid(),
        sessionId: kernel.ids.uuid(),
        username: 'noora',
        name: { en: 'N', ar: 'ن' },
        roles: ['watch-officer'],
        post: null,
      },
      csrfToken: 'token',
    }));
    http.serve(secret, async ({ read }) => {
      if (reads) read('traveller', ['one', 'two'], 'a call');
      return { name: 'ALSHEMALI' };
    });
    const answer = await http.app.inject({ method: 'GET', url: '/secret' });
    await http.app.close();
    return answer;
  }

  it('is not answered when its line could not be written', async () => {
    const answer = await ask(() => Promise.reject(new Error('the disk is full')), true);
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('ALSHEMALI');
  });

  it('is not answered when the route forgot to say what was read', async () => {
    const answer = await ask(() => Promise.resolve(), false);
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('ALSHEMALI');
  });

  it('is written down before it is answered', async () => {
    const lines: Access[] = [];
    let written = false;
    const answer = await ask(async (access) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      lines.push(access);
      written = true;
    }, true);
    expect([answer.statusCode, written]).toEqual([200, true]);
    expect(lines).toMatchObject([
      {
        action: 'GET /secret',
        objectType: 'traveller',
        objects: ['one', 'two'],
        purpose: 'hit-review',
        reason: 'a call',
      },
    ]);
  });
});
