import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import { type Body, holdsPermit, type Params, type Query, type Reply, type RouteSpec } from '@jisr/contract';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { type Actor, type Grant, grantFor, reasonUnder, rolesOf } from './actor.ts';
import type { Audit } from './audit.ts';
import type { Config } from './config.ts';
import { acceptBodies, refuseUnstorable } from './http-bodies.ts';
import { answerBadAddress, answerProblems, languageOf } from './http-problems.ts';
import { limitTime, openApi, SESSION_COOKIE, securityHeaders, serverOptions } from './http-settings.ts';
import { createStreams, type OpenStream } from './http-streams.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { problem } from './problem.ts';

/** What a handler is given: parsed input, who asks, and the means to say what was read. */
export interface Call<R extends RouteSpec> {
  readonly params: Params<R>;
  readonly query: Query<R>;
  readonly body: Body<R>;
  /** The bytes of a `rawBody` route, after content decoding. */
  readonly raw: Uint8Array;
  /** The signed-in caller. Absent only on public routes. */
  readonly actor: Actor;
  readonly language: 'ar' | 'en';
  readonly traceId: string;
  readonly address: string;
  /** Names the personal data that the answer holds; required on routes with a purpose, written before the answer leaves. */
  read(objectType: string, objects: readonly string[], reason?: string): void;
  /** Answers with another good status than the route's own. */
  status(code: 200 | 201 | 202 | 503): void;
  /** The session's cookie: it ends with the browser, and before that when the server says so. Null removes it. */
  setCookie(value: string | null): void;
}

export type Handler<R extends RouteSpec> = (call: Call<R>) => Promise<Reply<R>>;

export interface Caller {
  readonly actor: Actor;
  /** The session's token against cross-site requests; null for API keys, which browsers do not send by themselves. */
  readonly csrfToken: string | null;
}

/** Finds out who sends a request; null when nobody is signed in. */
export type Authenticate = (credentials: {
  cookie: string | undefined;
  key: string | undefined;
  /** Asked by an open line and not by a person: it keeps no session awake. */
  resting?: boolean;
}) => Promise<Caller | null>;

export interface Http {
  serve<R extends RouteSpec>(route: R, handler: Handler<R>): void;
  /** Server-sent events, for as long as the caller may hear them. */
  stream(route: RouteSpec, open: OpenStream): void;
  authenticateWith(authenticate: Authenticate): void;
  /** Hears of each reading under a break-glass, after its line stands in the access log. */
  onGrantUsed(used: (grant: Grant) => Promise<void>): void;
  readonly app: FastifyInstance;
}

/**
 * The HTTP server: one place where a request is parsed, authenticated, permitted, limited, measured, audited and
 * answered. Modules add routes of the contract and nothing else.
 */
export async function createHttp(deps: {
  config: Config;
  log: Logger;
  metrics: Metrics;
  audit: Audit;
}): Promise<Http> {
  const { config, log, metrics, audit } = deps;
  const app = Fastify({ ...serverOptions(config), frameworkErrors: answerBadAddress });
  limitTime(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  acceptBodies(app);
  refuseUnstorable(app);
  answerProblems(app, log);
  await app.register(cookie);
  await app.register(helmet, securityHeaders(config));
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, context) =>
      problem('TOO_MANY_REQUESTS', { seconds: String(Math.ceil(context.ttl / 1000)) }),
  });
  await app.register(swagger, openApi());
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, () => app.swagger());
  measure(app, metrics, log);

  let authenticate: Authenticate = () => Promise.resolve(null);
  let grantUsed: (grant: Grant) => Promise<void> = () => Promise.resolve();
  const callerOf = (request: FastifyRequest, resting = false) =>
    authenticate({
      cookie: request.cookies[SESSION_COOKIE],
      key: bearer(request.headers.authorization),
      resting,
    });
  const streams = createStreams(app, log);

  return {
    app,
    authenticateWith: (next) => {
      authenticate = next;
    },
    onGrantUsed: (next) => {
      grantUsed = next;
    },
    serve(route, handler) {
      const max =
        route.permit === 'public' && route.method === 'POST'
          ? config.signInsPerMinute
          : config.requestsPerMinute;
      app.route({
        method: route.method,
        url: route.path,
        schema: schemaOf(route),
        ...(route.bodyLimit ? { bodyLimit: route.bodyLimit } : {}),
        config: { rateLimit: { max, timeWindow: 60_000, keyGenerator: limitKey } },
        // Before the body is read: whoever may not call is not allowed to send megabytes either.
        onRequest: (request) => admit(route, request, callerOf),
        handler: async (request, reply) => {
          const { call, accessed } = callOf(route, request, reply);
          const answer = await handler(call);
          if (route.purpose) {
            const read = accessed();
            // A route that forgets to say what it read must not answer at all (data-protection R10).
            if (!read) throw new Error(`${route.method} ${route.path} did not say what was read`);
            const action = `${route.method} ${route.path}`;
            const { actor, traceId } = call;
            const grant = grants.get(request);
            const reason = grant ? reasonUnder(grant, read.reason) : read.reason;
            await audit.record({ actor, action, ...read, reason, purpose: route.purpose, traceId });
            if (grant) await grantUsed(grant);
          }
          if (typeof route.response === 'string')
            reply.type(
              route.response === 'application/zip' ? route.response : `${route.response}; charset=utf-8`,
            );
          return answer === null ? reply.send() : reply.send(answer);
        },
      });
    },
    stream(route, open) {
      app.route({
        method: 'GET',
        url: route.path,
        schema: { summary: route.summary.en },
        onRequest: (request) => admit(route, request, callerOf),
        handler: (request, reply) => {
          const mayHear = async () => byRole(route, await callerOf(request, true));
          streams.open(reply, mayHear, open);
        },
      });
    },
  };
}

interface Accessed {
  readonly objectType: string;
  readonly objects: readonly string[];
  readonly reason: string | null;
}

const actors = new WeakMap<FastifyRequest, Actor>();

/** Sign-in, permit and protection against cross-site requests, in that order. */
async function admit(
  route: RouteSpec,
  request: FastifyRequest,
  callerOf: (request: FastifyRequest) => Promise<Caller | null>,
): Promise<void> {
  if (route.permit === 'public') return;
  const caller = await callerOf(request);
  if (!caller) throw problem(request.headers.authorization ? 'KEY_INVALID' : 'SIGN_IN_REQUIRED');
  if (!mayCall(route, caller, request)) throw problem('FORBIDDEN');
  const changes = route.method !== 'GET';
  if (changes && caller.csrfToken !== null && request.headers['x-jisr-csrf'] !== caller.csrfToken)
    throw problem('CSRF_MISSING');
  actors.set(request, caller.actor);
}

const byRole = ({ permit }: RouteSpec, caller: Caller | null): boolean =>
  caller !== null && permit !== 'public' && holdsPermit(rolesOf(caller.actor), permit);

/** The grant of a break-glass under which a request was let in; those that a role lets in have none. */
const grants = new WeakMap<FastifyRequest, Grant>();

/** By a role, or else by a live break-glass that names this very object. */
function mayCall(route: RouteSpec, caller: Caller, request: FastifyRequest): boolean {
  if (byRole(route, caller)) return true;
  const grant = grantFor(route, caller.actor, (request.params as { id?: string }).id);
  if (grant) grants.set(request, grant);
  return grant !== undefined;
}

function callOf<R extends RouteSpec>(route: R, request: FastifyRequest, reply: FastifyReply) {
  let accessed: Accessed | null = null;
  reply.code(route.status);
  const call: Call<R> = {
    params: request.params as Params<R>,
    query: request.query as Query<R>,
    body: request.body as Body<R>,
    raw: route.rawBody ? ((request.body as Uint8Array | undefined) ?? new Uint8Array(0)) : new Uint8Array(0),
    // Public routes have no actor and their handlers do not look for one.
    actor: actors.get(request) as Actor,
    language: languageOf(request.headers['accept-language']),
    traceId: request.id,
    address: request.ip,
    read: (objectType, objects, reason) => {
      accessed = { objectType, objects, reason: reason ?? null };
    },
    status: (code) => {
      reply.code(code);
    },
    setCookie: (value) => {
      const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'strict' as const };
      if (value === null) reply.clearCookie(SESSION_COOKIE, attributes);
      else reply.setCookie(SESSION_COOKIE, value, attributes);
    },
  };
  return { call, accessed: () => accessed };
}

function schemaOf(route: RouteSpec) {
  return {
    summary: route.summary.en,
    description: `${route.summary.ar}\n\nPermit: \`${route.permit}\`${route.purpose ? `; each call is written to the access log (${route.purpose})` : ''}.`,
    ...(route.params ? { params: route.params } : {}),
    // A parameter that nobody reads is a mistake of the caller's, who would take the answer for what was asked.
    ...(route.query ? { querystring: route.query.strict() } : {}),
    ...(route.body && !route.rawBody ? { body: route.body } : {}),
    ...(route.response && typeof route.response !== 'string'
      ? { response: { [route.status]: route.response } }
      : {}),
  };
}

function measure(app: FastifyInstance, metrics: Metrics, log: Logger): void {
  app.addHook('onResponse', async (request, reply) => {
    // The pattern of the route, never the address: a query string may hold a name.
    const route = request.routeOptions.url ?? 'unknown';
    metrics.httpSeconds.observe(
      { method: request.method, route, status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
    log.debug(
      {
        event: 'http',
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        traceId: request.id,
      },
      'answered',
    );
  });
}

const bearer = (header: string | undefined): string | undefined =>
  // The scheme's name is written in any case (RFC 9110 §11.1).
  header && /^bearer /i.test(header) ? header.slice(7).trim() : undefined;

function limitKey(request: FastifyRequest): string {
  const actor = actors.get(request);
  if (!actor) return request.ip;
  return actor.kind === 'carrier' ? `key ${actor.keyId}` : `account ${actor.accountId}`;
}
