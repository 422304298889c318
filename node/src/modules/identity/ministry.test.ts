import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestPglite } from '../../../test/databases.ts';
import { emptyTables, testKernel } from '../../../test/test-kernel.ts';
import { type OfficerActor, officer } from '../../kernel/actor.ts';
import type { Database } from '../../kernel/db/types.ts';
import { createIdentity } from './index.ts';

const failing = (work: Promise<unknown>) =>
  work.then(
    () => 'let in',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );

let database: Database;
beforeAll(async () => {
  database = await openTestPglite();
});
beforeEach(() => emptyTables(database));
afterAll(() => database.close());

/** A node that signs in through the service at this address. */
function nodeAt(issuer: string, settings: object = {}) {
  const floor = testKernel(database);
  const given = {
    oidcIssuer: issuer,
    oidcRoles: 'desk=border-officer,liaison=liaison-officer',
    oidcCreateAccounts: true,
    ...settings,
  };
  const kernel = { ...floor, config: { ...floor.config, ...given } };
  const identity = createIdentity(kernel, { grantsOf: async () => [] });
  const actorOf = async (token: string) =>
    officer((await identity.authenticate({ cookie: token, key: undefined }))!.actor);
  return { ...identity, clock: kernel.clock, actorOf };
}

/** A service that says what the test wants: everything that a hostile or broken one could. */
async function openService() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let lie: { claims?: Record<string, unknown>; forged?: boolean } = {};
  let asked = new URLSearchParams();
  let challenge = '';
  const server: Server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const issuer = `http://127.0.0.1:${port}`;
    const answer = (body: unknown) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    };
    if (request.url === '/.well-known/openid-configuration')
      return answer({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        end_session_endpoint: `${issuer}/end`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    if (request.url === '/jwks')
      return answer({
        keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', use: 'sig', alg: 'RS256' }],
      });
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const verifier = new URLSearchParams(body).get('code_verifier') ?? '';
      if (createHash('sha256').update(verifier).digest('base64url') !== challenge) response.statusCode = 400;
      const now = Math.floor(Date.now() / 1000);
      const claims = {
        ...{ iss: issuer, aud: 'jisr', sub: 'person-1', iat: now, exp: now + 60, nonce: asked.get('nonce') },
        ...{ preferred_username: 'Noora', name: 'Noora', groups: ['desk'], ...lie.claims },
      };
      const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const text = `${part({ alg: 'RS256', kid: 'k' })}.${part(claims)}`;
      const key = lie.forged ? other.privateKey : privateKey;
      const idToken = `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
      answer({ access_token: 'a', token_type: 'bearer', id_token: idToken });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
    /** What the person's browser brings back. */
    visit(url: string, claims: Record<string, unknown> = {}, forged = false): string {
      lie = { claims, forged };
      asked = new URL(url).searchParams;
      challenge = asked.get('code_challenge') ?? '';
      return `code=c&state=${asked.get('state')}`;
    },
  };
}

describe('a service that lies', () => {
  let service: Awaited<ReturnType<typeof openService>>;
  beforeAll(async () => {
    service = await openService();
  });
  afterAll(() => service.close());
  const attempt = async (claims: Record<string, unknown>, forged = false) => {
    const { ministry } = nodeAt(service.issuer);
    const begun = await ministry.begin();
    const query = service.visit(begun.url, claims, forged);
    return failing(ministry.finish({ attempt: begun.attempt, query }));
  };

  it('is refused for a wrong nonce, issuer, audience, an expired token or a forged signature', async () => {
    const past = Math.floor(Date.now() / 1000) - 3600;
    expect(await attempt({ nonce: 'another' })).toBe('OIDC_FAILED');
    expect(await attempt({ nonce: undefined })).toBe('OIDC_FAILED');
    expect(await attempt({ iss: 'https://elsewhere.example' })).toBe('OIDC_FAILED');
    expect(await attempt({ aud: 'another-client' })).toBe('OIDC_FAILED');
    expect(await attempt({ iat: past - 60, exp: past })).toBe('OIDC_FAILED');
    expect(await attempt({}, true)).toBe('OIDC_FAILED');
    expect(await attempt({})).toBe('let in');
  });

  it('is refused for another state, an attempt of another browser, one that was used, or one that is over', async () => {
    const { ministry, clock } = nodeAt(service.issuer);
    const begun = await ministry.begin();
    const query = service.visit(begun.url);
    expect(await failing(ministry.finish({ attempt: 'guessed', query }))).toBe('CHALLENGE_ENDED');
    expect(await failing(ministry.finish({ attempt: begun.attempt, query: 'code=c&state=other' }))).toBe(
      'OIDC_FAILED',
    );
    expect(await failing(ministry.finish({ attempt: begun.attempt, query }))).toBe('CHALLENGE_ENDED');
    const late = await ministry.begin();
    clock.advance(10 * 60_000);
    expect(await failing(ministry.finish({ attempt: late.attempt, query: service.visit(late.url) }))).toBe(
      'CHALLENGE_ENDED',
    );
  });

  it('gives no account to whoever has no role here, is not allowed one, or has the name of another', async () => {
    expect(await attempt({ groups: ['kitchen'] })).toBe('OIDC_NO_ACCOUNT');
    const closed = nodeAt(service.issuer, { oidcCreateAccounts: false });
    const begun = await closed.ministry.begin();
    const query = service.visit(begun.url);
    expect(await failing(closed.ministry.finish({ attempt: begun.attempt, query }))).toBe('OIDC_NO_ACCOUNT');
    await closed.accounts.create({
      ...{ username: 'noora', name: { en: 'Noora', ar: 'نورة' }, roles: ['supervisor'], post: null },
      password: 'a lantern by the shore',
    });
    expect(await attempt({})).toBe('OIDC_NO_ACCOUNT');
  });

  it('says who the person is by subject; roles follow it, and the sign-out goes there too', async () => {
    const { ministry, actorOf, accounts } = nodeAt(service.issuer);
    const enter = async (claims: Record<string, unknown>) => {
      const begun = await ministry.begin();
      return ministry.finish({ attempt: begun.attempt, query: service.visit(begun.url, claims) });
    };
    const first = await enter({});
    expect(first.answer).toMatchObject({
      method: 'oidc',
      account: { username: 'noora', roles: ['border-officer'] },
    });
    const again = await enter({ preferred_username: 'renamed', groups: ['liaison'] });
    expect(again.answer.account).toMatchObject({ username: 'noora', roles: ['liaison-officer'] });
    expect(await accounts.list()).toHaveLength(1);
    const { rows } = await sql`select actor, action, reason from access_log`.execute(database.db);
    expect(rows).toEqual([{ actor: 'noora', action: 'ministry', reason: 'roles: liaison-officer' }]);
    const { url } = await ministry.end(await actorOf(again.token));
    expect(url).toMatch(new RegExp(`^${service.issuer}/end\\?id_token_hint=`));
  });

  it('lets the holder of an account that is there in, once an administrator has linked the subject', async () => {
    const { ministry, accounts } = nodeAt(service.issuer, { oidcRoles: '', oidcCreateAccounts: false });
    const given = { name: { en: 'Noora', ar: 'نورة' }, post: null, password: 'a lantern by the shore' };
    const held = await accounts.create({ ...given, username: 'noora.a', roles: ['supervisor'] });
    const other = await accounts.create({ ...given, username: 'other.b', roles: ['auditor'] });
    const root = await accounts.create({ ...given, username: 'root.c', roles: ['administrator'] });
    const enter = async () => {
      const begun = await ministry.begin();
      const query = service.visit(begun.url);
      return ministry.finish({ attempt: begun.attempt, query });
    };
    const by: OfficerActor = {
      kind: 'officer',
      ...{ accountId: root.id, sessionId: root.id, username: 'root.c', post: null },
      ...{ name: given.name, roles: ['administrator'] },
    };
    expect(await failing(enter())).toBe('OIDC_NO_ACCOUNT');
    expect(await failing(ministry.link(by, root.id, 'subject-1'))).toBe('ACCOUNT_SELF');
    await ministry.link(by, held.id, 'person-1');
    expect(await failing(ministry.link(by, other.id, 'person-1'))).toBe('OIDC_SUBJECT_TAKEN');
    expect((await enter()).answer.account).toMatchObject({ id: held.id, roles: ['supervisor'] });
    await ministry.unlink(held.id);
    expect(await failing(enter())).toBe('OIDC_NO_ACCOUNT');
    expect(await failing(nodeAt(service.issuer, { oidcIssuer: null }).ministry.link(by, held.id, 'x'))).toBe(
      'OIDC_OFF',
    );
  });

  it('is off where no issuer is set, and says so when it does not answer', async () => {
    const { oidc } = await nodeAt(service.issuer, { oidcIssuer: null }).ministry.ways();
    expect(oidc).toBeNull();
    expect(await failing(nodeAt('http://127.0.0.1:9').ministry.begin())).toBe('OIDC_UNREACHABLE');
  });
});

/** Follows a person's browser through the pages of a certified service, and returns the query it comes back with. */
async function browse(start: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = start;
  let form: URLSearchParams | null = null;
  for (let step = 0; step < 20; step++) {
    if (url.startsWith('http://localhost:8600/sign-in/return?')) return url.split('?')[1]!;
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer: Response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [name, value] = set.split(';')[0]!.split('=') as [string, string];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const to = answer.headers.get('location');
    const page = await answer.text();
    if (to) {
      url = new URL(to, url).href;
      form = null;
      continue;
    }
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (!prompt) throw new Error(`the service answered ${answer.status}: ${page.slice(0, 300)}`);
    url = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? url, url).href;
    form = new URLSearchParams({
      prompt,
      ...(prompt === 'login' ? { login: 'noora', password: 'any' } : {}),
    });
  }
  throw new Error('the service sends the browser round and round');
}

/** The reference implementation, or why it does not start. */
async function openProvider() {
  try {
    // It has no types of its own.
    const { default: Provider } = await import('oidc-provider' as string);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: 'jisr',
          client_secret: 'a secret of the test',
          token_endpoint_auth_method: 'client_secret_post',
          redirect_uris: ['http://localhost:8600/sign-in/return'],
          post_logout_redirect_uris: ['http://localhost:8600'],
        },
      ],
      claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'] },
      findAccount: (_context: unknown, id: string) => ({
        accountId: id,
        claims: () => ({ sub: id, name: 'Noora', preferred_username: id, groups: ['desk'] }),
      }),
      features: { pushedAuthorizationRequests: { enabled: true } },
    });
    server.on('request', provider.callback());
    return { issuer, close: () => new Promise((resolve) => server.close(resolve)) };
  } catch (error) {
    return { missing: String(error) };
  }
}

const provider = await openProvider();
const missing = 'missing' in provider ? provider.missing : null;
describe.skipIf(missing !== null)(
  `a certified service${missing ? ` (does not start: ${missing})` : ''}`,
  () => {
    afterAll(() => ('close' in provider ? provider.close() : undefined));

    it('signs a person in, what was asked pushed ahead, and is told of the end', async () => {
      if ('missing' in provider) return;
      const { ministry, actorOf } = nodeAt(provider.issuer, { oidcClientSecret: 'a secret of the test' });
      const begun = await ministry.begin();
      expect(new URL(begun.url).searchParams.get('request_uri')).toMatch(
        /^urn:ietf:params:oauth:request_uri:/,
      );
      const query = await browse(begun.url);
      const { answer, token } = await ministry.finish({ attempt: begun.attempt, query });
      expect(answer.account).toMatchObject({ username: 'noora', roles: ['border-officer'] });
      expect(await failing(ministry.finish({ attempt: begun.attempt, query }))).toBe('CHALLENGE_ENDED');
      const { url } = await ministry.end(await actorOf(token));
      expect((await fetch(url!)).status).toBe(200);
      expect(await failing(actorOf(token))).not.toBe('let in');
    });
  },
);
