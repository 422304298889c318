import type { Body, BodyInput, ProblemDetails, QueryInput, Reply, RouteSpec } from '@jisr/contract';
import { API } from '@jisr/contract';
import { EXIT, failure } from './failure.ts';

/** A signed-in officer's access to a node, over its HTTP API and nothing else. */
export interface NodeClient {
  call<R extends RouteSpec>(
    route: R,
    input?: {
      readonly params?: Readonly<Record<string, string>>;
      readonly query?: QueryInput<R>;
      readonly body?: BodyInput<R>;
    },
  ): Promise<Reply<R>>;
}

/**
 * Signs in at a node.
 *
 * @throws Failure `NODE_UNREACHABLE`; the node's own code where it refuses (exit 4)
 */
export async function signIn(address: string, username: string, password: string): Promise<NodeClient> {
  const body: Body<typeof API.signIn> = { username, password };
  const answer = await send(`${address}${API.signIn.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  return {
    async call(route, input = {}) {
      const path = route.path.replace(/:(\w+)/g, (_whole, name: string) =>
        encodeURIComponent(input.params?.[name] ?? ''),
      );
      const query = new URLSearchParams(
        Object.entries(input.query ?? {}).flatMap(([key, value]) =>
          value === undefined ? [] : [[key, String(value)]],
        ),
      );
      const headers = { cookie, 'x-jisr-csrf': csrfToken, 'content-type': 'application/json' };
      const sent = input.body === undefined ? {} : { body: JSON.stringify(input.body) };
      const got = await send(`${address}${path}${query.size > 0 ? `?${query}` : ''}`, {
        method: route.method,
        headers,
        ...sent,
      });
      return (got.status === 204 ? null : await got.json()) as Reply<typeof route>;
    },
  };
}

/** Sends a request; a refusal of the node becomes a failure with the node's code and texts. */
export async function send(url: string, init: RequestInit): Promise<Response> {
  const answer = await fetch(url, init).catch(() => {
    throw failure('NODE_UNREACHABLE', {
      en: `No node answers at ${new URL(url).origin}.`,
      ar: `لا تستجيب عقدة على العنوان ${new URL(url).origin}.`,
    });
  });
  if (answer.ok) return answer;
  const problem = (await answer.json().catch((): null => null)) as ProblemDetails | null;
  throw failure(
    problem?.code ?? `HTTP_${answer.status}`,
    problem?.text ?? {
      en: `The node answered ${answer.status}.`,
      ar: `أجابت العقدة بالرمز ${answer.status}.`,
    },
    EXIT.refused,
  );
}
