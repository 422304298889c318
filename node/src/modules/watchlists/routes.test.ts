import { watchlistRoutes as SPECS } from '@jisr/contract';
import { describe, expect, it } from 'vitest';
import type { Http } from '../../kernel/http.ts';
import { watchlistRoutes } from './routes.ts';
import { NOORA } from './testing.ts';
import type { Watchlists } from './types.ts';

type Handler = (call: object) => Promise<unknown>;

/** The routes with a service that answers each question with one thing of the name `id-1`. */
function served(): Map<unknown, Handler> {
  const handlers = new Map<unknown, Handler>();
  const answer = { id: 'id-1', items: [{ id: 'id-1' }] };
  const service = new Proxy({}, { get: () => async () => answer }) as Watchlists;
  const http = { serve: (route: unknown, handler: Handler) => handlers.set(route, handler) };
  watchlistRoutes(http as unknown as Http, service);
  return handlers;
}

describe('the routes of watchlists', () => {
  const handlers = served();
  it('are all of the contract', () => {
    expect([...handlers.keys()]).toEqual(expect.arrayContaining(Object.values(SPECS)));
    expect(handlers.size).toBe(Object.keys(SPECS).length);
  });
  it.each(Object.entries(SPECS))(
    '%s names what it shows where the contract wants it logged',
    async (_, spec) => {
      const read: unknown[] = [];
      const call = {
        params: { id: 'x' },
        query: {},
        body: {},
        actor: NOORA,
        read: (...of: unknown[]) => read.push(of),
      };
      await handlers.get(spec)?.(call);
      expect(read.map((of) => (of as unknown[])[1])).toEqual('purpose' in spec ? [['id-1']] : []);
    },
  );
});
