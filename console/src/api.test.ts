import { API } from '@jisr/contract';
import { describe, expect, it } from 'vitest';
import { ApiProblem, address, createCaller, readProblem } from './api.ts';

const ID = '01930000-0000-7000-8000-000000000001';
const answer =
  (status: number, body: unknown, type = 'application/json') =>
  async () =>
    new Response(body === null ? null : JSON.stringify(body), { status, headers: { 'content-type': type } });

describe('a call', () => {
  it('fails as a problem with code, both texts and trace', async () => {
    const body = {
      code: 'HIT_ALREADY_DECIDED',
      params: {},
      text: { en: 'Decided.', ar: 'تقرر.' },
      traceId: 'abc',
    };
    const { call } = createCaller(answer(409, body, 'application/problem+json'));
    const failure = await call(API.claimHit, { params: { id: ID } }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiProblem);
    expect(failure).toMatchObject({
      status: 409,
      code: 'HIT_ALREADY_DECIDED',
      traceId: 'abc',
      text: body.text,
    });
  });

  it('says that the node does not answer', async () => {
    const { call } = createCaller(async () => {
      throw new TypeError('network');
    });
    await expect(call(API.readBoard, {})).rejects.toMatchObject({ code: 'NODE_UNREACHABLE', status: 0 });
  });

  it('says that an answer cannot be read', async () => {
    const { call } = createCaller(async () => new Response('<html>', { status: 200 }));
    await expect(call(API.readBoard, {})).rejects.toMatchObject({ code: 'ANSWER_UNREADABLE' });
    expect(readProblem(502, '<html>', 't1')).toMatchObject({
      status: 502,
      code: 'ANSWER_UNREADABLE',
      traceId: 't1',
    });
  });

  it('carries the session’s token with writes only', async () => {
    const seen: (string | null)[] = [];
    const caller = createCaller(async (_url, init) => {
      seen.push(new Headers(init?.headers).get('x-jisr-csrf'));
      return new Response(JSON.stringify({}), { status: 200 });
    });
    caller.setCsrfToken('token');
    await caller.call(API.readBoard, {});
    await caller.call(API.noteHit, { params: { id: ID }, body: { text: 'note' } });
    expect(seen).toEqual([null, 'token']);
  });

  it('gives null where the route has no body', async () => {
    expect(await createCaller(answer(204, null)).call(API.signOut, {})).toBeNull();
  });
});

describe('an address', () => {
  it('refuses a path without its parameter', () => {
    expect(() => address('/api/v1/hits/:id')).toThrow('id');
  });

  it('escapes parameters and leaves out what is not asked', () => {
    expect(address('/api/v1/hits/:id', { id: 'a/b' }, { q: 'نورة', view: undefined, after: '' })).toBe(
      `/api/v1/hits/a%2Fb?q=${encodeURIComponent('نورة')}`,
    );
  });
});
