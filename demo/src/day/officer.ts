import type { Body, BodyInput, Reply, RouteSpec } from '@jisr/contract';
import { API } from '@jisr/contract';
import type { DemoAccount } from './accounts.ts';

/** A signed-in officer of the demonstration, over the same HTTP API as everybody's. */
export interface OfficerClient {
  call<R extends RouteSpec>(
    route: R,
    params?: Readonly<Record<string, string>>,
    body?: BodyInput<R>,
    query?: string,
  ): Promise<Reply<R>>;
}

/** Signs in; each refusal of the node is an error with its code. */
export async function asOfficer(address: string, account: DemoAccount): Promise<OfficerClient> {
  const credentials: Body<typeof API.signIn> = { username: account.username, password: account.password };
  const signedIn = await fetch(address + API.signIn.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { csrfToken } = (await signedIn.json()) as { csrfToken: string };
  return {
    async call(route, params = {}, body, query = '') {
      const path = route.path.replace(/:(\w+)/g, (_whole, name: string) => params[name] ?? '');
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(`${address}${path}${query}`, {
        method: route.method,
        headers: { cookie, 'x-jisr-csrf': csrfToken, 'content-type': 'application/json' },
        ...sent,
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${route.method} ${path}: ${answer.status} ${text.slice(0, 200)}`);
      return (text === '' ? null : JSON.parse(text)) as Reply<typeof route>;
    },
  };
}
