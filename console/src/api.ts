/** The one way from the console to the node: typed by the contract's routes, failures as {@link ApiProblem}. */
import type { Bilingual, Body, BodyInput, Params, QueryInput, Reply, RouteSpec } from '@jisr/contract';

type ParamsPart<R extends RouteSpec> =
  R['params'] extends NonNullable<RouteSpec['params']>
    ? { readonly params: Params<R> }
    : { readonly params?: never };
type QueryPart<R extends RouteSpec> =
  R['query'] extends NonNullable<RouteSpec['query']>
    ? Record<string, never> extends QueryInput<R>
      ? { readonly query?: QueryInput<R> }
      : { readonly query: QueryInput<R> }
    : { readonly query?: never };
type BodyPart<R extends RouteSpec> =
  Body<R> extends undefined ? { readonly body?: never } : { readonly body: BodyInput<R> };

/** What a read needs: the path's parameters and the query, as the route declares them. */
export type ReadInput<R extends RouteSpec> = ParamsPart<R> & QueryPart<R>;
/** What any call needs. */
export type CallInput<R extends RouteSpec> = ReadInput<R> & BodyPart<R>;

/** What went wrong, in both languages, with the code and the trace number to quote (RFC 9457). */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
  readonly text: Bilingual;
  readonly traceId: string | null;
}

/** A refused or failed call. `code` is one of the contract's problem codes, or `NODE_UNREACHABLE`. */
export class ApiProblem extends Error implements Problem {
  readonly status: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
  readonly text: Bilingual;
  readonly traceId: string | null;
  constructor(problem: Problem, cause?: unknown) {
    super(`${problem.code}: ${problem.text.en}`, { cause });
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.params = problem.params;
    this.text = problem.text;
    this.traceId = problem.traceId;
  }
}

const UNREACHABLE: Problem = {
  status: 0,
  code: 'NODE_UNREACHABLE',
  params: {},
  text: {
    en: 'The node does not answer. What you see was read before; nothing new was saved. Check the connection and try again.',
    ar: 'العقدة لا تستجيب. ما تراه قُرئ من قبل ولم يُحفظ أي جديد. تحقّق من الاتصال ثم أعد المحاولة.',
  },
  traceId: null,
};

const UNREADABLE: Omit<Problem, 'status' | 'traceId'> = {
  code: 'ANSWER_UNREADABLE',
  params: {},
  text: {
    en: 'The answer could not be read. Reload the page; if it happens again, tell your administrator.',
    ar: 'تعذّرت قراءة الجواب. أعد تحميل الصفحة، وإن تكرر ذلك فأبلغ مدير النظام.',
  },
};

/**
 * The address of a route with its parameters and query filled in. Empty and absent query members are left out.
 *
 * @example
 * address('/api/v1/hits/:id', { id: 'x y' }, { limit: 5 }) // '/api/v1/hits/x%20y?limit=5'
 */
export function address(
  path: string,
  params: Readonly<Record<string, unknown>> = {},
  query: Readonly<Record<string, unknown>> = {},
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`the path ${path} lacks its parameter ${name}`);
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const tail = search.toString();
  return tail === '' ? filled : `${filled}?${tail}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Reads a problem-details body; anything else becomes `ANSWER_UNREADABLE` with the status kept. */
export function readProblem(status: number, body: unknown, traceId: string | null): Problem {
  if (!isRecord(body) || typeof body.code !== 'string' || !isRecord(body.text)) {
    return { ...UNREADABLE, status, traceId };
  }
  const { en, ar } = body.text;
  return {
    status,
    code: body.code,
    params: isRecord(body.params)
      ? Object.fromEntries(Object.entries(body.params).map(([k, v]) => [k, String(v)]))
      : {},
    text: {
      en: typeof en === 'string' ? en : UNREADABLE.text.en,
      ar: typeof ar === 'string' ? ar : UNREADABLE.text.ar,
    },
    traceId: typeof body.traceId === 'string' ? body.traceId : traceId,
  };
}

async function readJson(answer: Response): Promise<unknown> {
  const text = await answer.text();
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ApiProblem(
      { ...UNREADABLE, status: answer.status, traceId: answer.headers.get('x-trace-id') },
      cause,
    );
  }
}

/** A typed caller over `fetch`; it keeps the CSRF token that the session brought. */
export interface Caller {
  call<R extends RouteSpec>(route: R, input: CallInput<R>, signal?: AbortSignal): Promise<Reply<R>>;
  setCsrfToken(token: string | null): void;
}

/**
 * Makes a caller. Writes carry the session's token in `x-jisr-csrf`; the session itself is a cookie.
 *
 * @example
 * const { call } = createCaller(fetch);
 * const hit = await call(API.readHit, { params: { id } });
 */
export function createCaller(send: typeof fetch): Caller {
  let csrfToken: string | null = null;
  const request = (route: RouteSpec, input: { body?: unknown }): RequestInit => {
    const headers = new Headers({ accept: 'application/json' });
    if (route.method !== 'GET' && csrfToken !== null) headers.set('x-jisr-csrf', csrfToken);
    if (input.body === undefined) return { method: route.method, headers };
    headers.set('content-type', 'application/json');
    return { method: route.method, headers, body: JSON.stringify(input.body) };
  };
  return {
    setCsrfToken(token) {
      csrfToken = token;
    },
    async call<R extends RouteSpec>(route: R, input: CallInput<R>, signal?: AbortSignal) {
      const url = address(route.path, input.params, input.query);
      const init: RequestInit = {
        ...request(route, input),
        credentials: 'same-origin',
        signal: signal ?? null,
      };
      let answer: Response;
      try {
        answer = await send(url, init);
      } catch (cause) {
        if (signal?.aborted) throw cause;
        throw new ApiProblem(UNREACHABLE, cause);
      }
      if (!answer.ok) {
        const body = answer.headers.get('content-type')?.includes('json') ? await readJson(answer) : null;
        throw new ApiProblem(readProblem(answer.status, body, answer.headers.get('x-trace-id')));
      }
      if (route.response === null) return null as Reply<R>;
      if (typeof route.response === 'string') return (await answer.text()) as Reply<R>;
      return (await readJson(answer)) as Reply<R>;
    },
  };
}

/** The console's caller. */
export const { call, setCsrfToken } = createCaller((...args) => globalThis.fetch(...args));
