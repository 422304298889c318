import { randomUUID, type X509Certificate } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Config } from './config.ts';
import { answerBadAddress, answerBrokenRequest, answerProblems } from './http-problems.ts';
import { limitTime } from './http-settings.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { type PeerCertificate, pinOf } from './peer-certificate.ts';
import { problem } from './problem.ts';

const MIB = 1024 * 1024;
const REQUEST_MS = 120_000;
const HANDSHAKE_MS = 10_000;
const CONNECTIONS = 256;

/** A request of the peer: its bytes as they came, and the key of its certificate. Nothing in it is trusted yet. */
export interface PeerCall {
  readonly method: string;
  /** Path and query as they were sent: with the configured public URL before them, what the signature covers. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Null when the request had no body. */
  readonly body: Uint8Array | null;
  /** SHA-256 of the public key of the peer's certificate, hexadecimal; it is one of `pins()`. */
  readonly pin: string;
  readonly traceId: string;
}

export interface PeerReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

export interface PeerRoute {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** `/x/v1/chunks/:digest/:n` */
  readonly path: string;
  /** Longest body, bytes; 1 MiB when unset. */
  readonly bodyLimit?: number;
}

/** Longest bodies of the exchange, bytes. */
export const BATCH_LIMIT = 10 * MIB;
export const CHUNK_LIMIT = 16 * MIB;

/** The door for the peer. */
export interface PeerHttp {
  serve(route: PeerRoute, handler: (call: PeerCall) => Promise<PeerReply>): void;
  /** Listens; gives the address, `https://127.0.0.1:8610`. */
  listen(): Promise<string>;
  /** Takes a renewed certificate for the connections to come. */
  useCertificate(certificate: PeerCertificate): void;
  /** Hands a request in as if the holder of this certificate had sent it: for nodes that share one process, in tests. */
  deliver(pin: string, request: Pick<PeerCall, 'method' | 'path' | 'headers' | 'body'>): Promise<PeerReply>;
  close(): Promise<void>;
}

/**
 * The second listener: TLS 1.3 for holders of a pinned client certificate, bytes in and bytes out. No cookies, no console,
 * no content decoding; whoever is not pinned is refused before a byte of the body is read.
 *
 * @param deps.pins the pins of the peer's card now: asked at each request, so that a revoked one ends at once
 * @example
 * const peer = await createPeerHttp({ config, log, metrics, certificate, pins: () => new Set([pin]) });
 * peer.serve({ method: 'GET', path: '/x/v1/health' }, handler);
 * await peer.listen();
 */
export async function createPeerHttp(deps: {
  readonly config: Config;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly certificate: PeerCertificate;
  readonly pins: () => ReadonlySet<string> | Promise<ReadonlySet<string>>;
}): Promise<PeerHttp> {
  const { config, log, metrics } = deps;
  /** Requests of the same process have no connection: their address is a name that no socket has. */
  const delivered = new Map<string, string>();
  const app = openServer(deps.certificate);
  limitTime(app);
  app.server.maxConnections = CONNECTIONS;
  takeBytes(app);
  answerProblems(app, log);
  const pinned = (request: FastifyRequest) => pinOfRequest(request, delivered);
  await app.register(rateLimit, {
    max: config.exchangeRequestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => pinned(request) ?? request.ip,
    errorResponseBuilder: (_request, context) =>
      problem('TOO_MANY_REQUESTS', { seconds: String(Math.ceil(context.ttl / 1000)) }),
  });
  app.addHook('onRequest', async (request) => {
    const pin = pinned(request);
    if (pin !== null && (await deps.pins()).has(pin)) return;
    log.warn({ event: 'peer.refused', pin, address: request.ip }, 'a certificate that is not pinned');
    throw problem('PEER_CERTIFICATE_UNKNOWN', { pin: pin ?? '-' });
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: request.routeOptions.url ?? 'unknown' };
    metrics.httpSeconds.observe({ ...labels, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  return {
    serve: (route, handler) => addRoute(app, route, handler, pinned),
    listen: () => app.listen({ host: config.exchangeHost, port: config.exchangePort }),
    useCertificate: ({ cert, key }) => {
      const { server } = app as unknown as { server: { setSecureContext(of: object): void } };
      server.setSecureContext({ cert, key, minVersion: 'TLSv1.3' });
    },
    deliver: (pin, request) => deliver(app, delivered, pin, request),
    close: () => app.close(),
  };
}

function openServer({ cert, key }: PeerCertificate): FastifyInstance {
  const app = Fastify({
    logger: false,
    genReqId: () => randomUUID(),
    bodyLimit: MIB,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: REQUEST_MS,
    clientErrorHandler: answerBrokenRequest,
    forceCloseConnections: true,
    frameworkErrors: answerBadAddress,
    https: {
      cert,
      key,
      minVersion: 'TLSv1.3',
      handshakeTimeout: HANDSHAKE_MS,
      requestCert: true,
      // No authority stands behind these certificates: the handshake proves the key, and the key is pinned.
      rejectUnauthorized: false,
    },
  });
  app.server.on('secureConnection', (socket: TLSSocket) => {
    if (!socket.getPeerX509Certificate()) socket.destroy();
  });
  return app as unknown as FastifyInstance;
}

function takeBytes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body: Buffer, done) =>
    done(null, new Uint8Array(body.buffer, body.byteOffset, body.byteLength)),
  );
  app.addHook('preParsing', async (request) => {
    const encoding = request.headers['content-encoding'];
    // Digests and signatures are over what was sent; nothing here unpacks.
    if (encoding && encoding !== 'identity') throw problem('CONTENT_ENCODING_UNSUPPORTED', { encoding });
  });
}

const pinOfSocket = new WeakMap<TLSSocket, string>();

function pinOfRequest(request: FastifyRequest, delivered: ReadonlyMap<string, string>): string | null {
  const { socket } = request.raw;
  if (!(socket instanceof TLSSocket)) return delivered.get(socket.remoteAddress ?? '') ?? null;
  const known = pinOfSocket.get(socket);
  if (known) return known;
  const certificate: X509Certificate | undefined = socket.getPeerX509Certificate();
  if (!certificate) return null;
  pinOfSocket.set(socket, pinOf(certificate));
  return pinOfSocket.get(socket)!;
}

function addRoute(
  app: FastifyInstance,
  route: PeerRoute,
  handler: (call: PeerCall) => Promise<PeerReply>,
  pinned: (request: FastifyRequest) => string | null,
): void {
  app.route({
    method: route.method,
    url: route.path,
    ...(route.bodyLimit ? { bodyLimit: route.bodyLimit } : {}),
    handler: async (request, reply) => {
      const body = request.body as Uint8Array | undefined;
      const answer = await handler({
        method: request.method,
        path: request.url,
        params: request.params as Record<string, string>,
        query: flat(request.query),
        headers: flat(request.headers),
        body: body && body.length > 0 ? body : null,
        pin: pinned(request)!,
        traceId: request.id,
      });
      reply.code(answer.status).headers(answer.headers);
      return reply.send(answer.body === null ? undefined : Buffer.from(answer.body));
    },
  });
}

/** A header or parameter that came twice is one value with a comma (RFC 9110 §5.3): the signature sees it so. */
const flat = (given: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(given as Record<string, unknown>)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)]),
  );

async function deliver(
  app: FastifyInstance,
  delivered: Map<string, string>,
  pin: string,
  request: Pick<PeerCall, 'method' | 'path' | 'headers' | 'body'>,
): Promise<PeerReply> {
  const remoteAddress = `same process ${randomUUID()}`;
  delivered.set(remoteAddress, pin);
  try {
    const answer = await app.inject({
      method: request.method as PeerRoute['method'],
      url: request.path,
      headers: flat(request.headers),
      remoteAddress,
      ...(request.body === null ? {} : { payload: Buffer.from(request.body) }),
    });
    const body = answer.rawPayload.length > 0 ? new Uint8Array(answer.rawPayload) : null;
    return { status: answer.statusCode, headers: flat(answer.headers), body };
  } finally {
    delivered.delete(remoteAddress);
  }
}
