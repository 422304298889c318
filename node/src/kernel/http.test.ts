import { gzipSync } from 'node:zlib';
import { API, PERMITS, type ProblemDetails, Role } from '@jisr/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestNode, type Send, type TestNode } from '../../test/test-node.ts';

/** The walk over every route of the contract: who gets past the door, and who does not. */
describe('the door of every route', () => {
  let node: TestNode;
  const officers = new Map<Role, Send>();
  let carrier: Send;
  const id = '01970000-0000-7000-8000-000000000000';
  const guarded = Object.entries(API).filter(
    ([, route]) => route.permit !== 'public' && route.response !== 'text/event-stream',
  );
  const addressOf = (path: string) => path.replace(':id', id).replace(':code', 'QJ');

  beforeAll(async () => {
    node = await openTestNode();
    for (const role of Role.options) officers.set(role, (await node.officer([role])).send);
    carrier = (await node.carrier('QJ')).send;
  });
  afterAll(() => node.stop());

  it('is shut to whoever did not sign in: 401 on every route', async () => {
    for (const [name, route] of guarded) {
      const answer = await node.anonymous(route.method, addressOf(route.path));
      expect([name, answer.status]).toEqual([name, 401]);
      expect((answer.body as ProblemDetails).code).toBe('SIGN_IN_REQUIRED');
    }
  });

  it('is shut to wrong keys: 401 on every route', async () => {
    for (const [name, route] of guarded) {
      const answer = await node.anonymous(route.method, addressOf(route.path), undefined, {
        authorization: 'Bearer jisr_qj_wrong',
      });
      expect([name, answer.status]).toEqual([name, 401]);
      expect((answer.body as ProblemDetails).code).toBe('KEY_INVALID');
    }
  });

  it('opens to the roles of the permit and to no other: every route, every role', async () => {
    for (const [name, route] of guarded) {
      // Asked last: these end or change the caller's own session.
      if (['signOut', 'endMinistrySession', 'changePassword'].includes(name)) continue;
      const allowed: readonly string[] = PERMITS[route.permit as keyof typeof PERMITS];
      for (const [role, send] of [...officers, ['carrier', carrier] as const]) {
        const answer = await send(
          route.method,
          addressOf(route.path),
          route.method === 'GET' ? undefined : {},
        );
        const passed = answer.status !== 401 && answer.status !== 403;
        expect([name, role, passed || (answer.body as ProblemDetails).code]).toEqual([
          name,
          role,
          allowed.includes(role) || 'FORBIDDEN',
        ]);
        expect([name, role, answer.status]).not.toEqual([name, role, 500]);
      }
    }
  });

  it('refuses a change without the session’s protection token', async () => {
    const answer = await officers.get('administrator')!(
      'POST',
      '/api/v1/carriers',
      {},
      { 'x-jisr-csrf': 'other' },
    );
    expect([answer.status, (answer.body as ProblemDetails).code]).toEqual([403, 'CSRF_MISSING']);
  });

  it('answers problems in both languages, the asked one first', async () => {
    const answer = await node.anonymous('GET', '/api/v1/session', undefined, {
      'accept-language': 'ar-BH,en;q=0.5',
    });
    const body = answer.body as ProblemDetails;
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(body.title).toBe(body.text.ar);
    expect(body.text.en).toBe('Sign in first.');
    expect(body.traceId).not.toBe('');
  });

  it('names what is wrong in a body, and refuses what is no JSON', async () => {
    const send = officers.get('administrator')!;
    const invalid = await send('POST', '/api/v1/carriers', { code: 'too long', name: { en: 'a', ar: 'ب' } });
    expect([invalid.status, (invalid.body as ProblemDetails).code]).toEqual([400, 'REQUEST_INVALID']);
    const nul = await send('POST', '/api/v1/carriers', { code: 'QJ', name: { en: '\u0000', ar: 'ب' } });
    expect((nul.body as ProblemDetails).code).toBe('REQUEST_INVALID');
    const text = await send('POST', '/api/v1/carriers', 'code=QJ');
    expect([text.status, (text.body as ProblemDetails).code]).toEqual([415, 'MEDIA_TYPE_UNSUPPORTED']);
  });

  it('stops a bomb while it grows, and takes no encoding that it cannot unpack', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const grown = await carrier('POST', '/api/v1/messages', bomb, { 'content-encoding': 'gzip' });
    expect([grown.status, (grown.body as ProblemDetails).code]).toEqual([413, 'REQUEST_TOO_LARGE']);
    const torn = await carrier('POST', '/api/v1/messages', bomb.subarray(0, 100).fill(7, 20), {
      'content-encoding': 'gzip',
    });
    expect([torn.status, (torn.body as ProblemDetails).code]).toEqual([400, 'CONTENT_ENCODING_BROKEN']);
    const unknown = await carrier('POST', '/api/v1/messages', Buffer.from('x'), {
      'content-encoding': 'br, gzip',
    });
    expect((unknown.body as ProblemDetails).code).toBe('CONTENT_ENCODING_UNSUPPORTED');
    const large = await carrier('POST', '/api/v1/messages', Buffer.alloc(17 * 1024 * 1024));
    expect((large.body as ProblemDetails).code).toBe('REQUEST_TOO_LARGE');
  });

  it('describes every route in OpenAPI 3.1', async () => {
    const answer = await node.anonymous('GET', '/api/v1/openapi.json');
    const document = answer.body as { openapi: string; paths: Record<string, Record<string, unknown>> };
    expect(document.openapi).toBe('3.1.0');
    for (const [name, route] of Object.entries(API)) {
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      expect([name, Boolean(document.paths[path]?.[route.method.toLowerCase()])]).toEqual([name, true]);
    }
  });

  it('writes no query string and no body to the log', async () => {
    await officers.get('watch-officer')!(
      'GET',
      '/api/v1/travellers?q=ZZMARKEDNAME&reason=looking+for+a+mark',
    );
    await carrier('POST', '/api/v1/messages', 'ZZMARKEDNAME is not a message');
    expect(node.logged.length).toBeGreaterThan(0);
    expect(node.logged.join('\n')).not.toContain('ZZMARKEDNAME');
  });
});
