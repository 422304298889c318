import type { X509Certificate } from 'node:crypto';
import { Agent, request as httpsRequest, type RequestOptions } from 'node:https';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { type PeerCertificate, pinOf } from '../../kernel/peer-certificate.ts';
import { TRANSPORT_FAULTS, type TransportFault } from './transport-texts.ts';

const CONNECT_MS = 10_000;
const ANSWER_MS = 60_000;
const SILENCE_MS = 5_000;
const SOCKETS = 4;
const MIB = 1024 * 1024;
/** An answer holds a whole batch at most. */
const ANSWER_BYTES = 64 * MIB;

/** Why the peer could not be asked. Nothing of what it may have sent was used. */
export interface TransportError extends Error {
  readonly code: TransportFault;
}

const transportError = (code: TransportFault, detail: string): TransportError =>
  Object.assign(new Error(`${TRANSPORT_FAULTS[code].en} (${code}${detail ? `: ${detail}` : ''})`), {
    name: 'TransportError',
    code,
  });

export const isTransportError = (error: unknown): error is TransportError =>
  error instanceof Error && error.name === 'TransportError';

/** A request as it goes over the wire, signed or not: this file looks at no signature. */
export interface WireRequest {
  readonly method: string;
  /** The peer's public URL with path and query. */
  readonly targetUri: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}
export interface WireAnswer {
  readonly status: number;
  /** Lower-case names; what came twice is joined by a comma. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array | null;
}

/** Carries one request to whoever holds one of these keys (pins, hexadecimal), and brings the answer back. */
export type Carry = (request: WireRequest, pins: ReadonlySet<string>) => Promise<WireAnswer>;

/** How long the peer may take, ms. */
interface Times {
  /** Until a connection stands. */
  readonly connectMs: number;
  /** Without a byte in either direction, before another connection is tried: is the peer still there? */
  readonly silenceMs: number;
  /** Without a byte in either direction, at most. */
  readonly answerMs: number;
}

/**
 * The only way to the peer: TLS 1.3 with this node's certificate. The peer's key is compared with the pins before a byte
 * of the request is written; connections are kept for the next request. When pins or certificate change, what is on its
 * way ends as it began, and nothing more goes over the old connections.
 *
 * A link that dies says nothing: what went over a kept connection would wait for its answer as long as a slow peer may
 * take, and each kept connection again. So a silent one is not believed when no other can be made beside it, and after a
 * failure the kept ones are dropped: they are as dead, and do not know it (RFC 9293 §3.8.3).
 *
 * @param certificate asked at each request, so that a renewed one is used
 * @returns carries a request, or rejects with a {@link TransportError}; `close` ends all connections
 * @example
 * const carry = createCarry(() => certificate);
 * await carry({ method: 'GET', targetUri: `${card.url}/x/v1/health`, headers, body: null }, new Set(card.tls));
 */
export function createCarry(
  certificate: () => Pick<PeerCertificate, 'cert' | 'key'>,
  given: Partial<Times> = {},
): Carry & { close(): void } {
  const times = { connectMs: CONNECT_MS, silenceMs: SILENCE_MS, answerMs: ANSWER_MS, ...given };
  const agents = new Map<string, Agent>();
  const agentFor = (pins: ReadonlySet<string>): Agent => {
    const { cert } = certificate();
    // Other pins or another certificate: no connection that was made under the old ones is used any more.
    const name = JSON.stringify([cert, ...pins]);
    const known = agents.get(name);
    if (known) return known;
    for (const agent of agents.values()) retire(agent);
    agents.clear();
    const agent = pinnedAgent(certificate(), pins, times);
    agents.set(name, agent);
    return agent;
  };
  const carry: Carry = async (request, pins) => {
    const agent = agentFor(pins);
    const { hostname: host, port } = new URL(request.targetUri);
    const look = async () => {
      const socket = await connectPinned({ host, port: Number(port) || 443 }, certificate(), pins, times);
      socket.destroy();
    };
    try {
      return await sendOver(agent, request, { ...times, look });
    } catch (error) {
      dropFree(agent);
      throw error;
    }
  };
  return Object.assign(carry, {
    close: () => {
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  });
}

/** Ends what rests now, and each busy connection with its answer. */
function retire(agent: Agent): void {
  agent.maxFreeSockets = 0;
  dropFree(agent);
}

function dropFree(agent: Agent): void {
  for (const sockets of Object.values(agent.freeSockets))
    for (const socket of sockets ?? []) socket.destroy();
}

type Own = Pick<PeerCertificate, 'cert' | 'key'>;

/** An agent whose connections are given out only after the peer's key was compared. */
function pinnedAgent(own: Own, pins: ReadonlySet<string>, times: Pick<Times, 'connectMs'>): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS, maxCachedSessions: 0 });
  type Made = (error: Error | null, socket?: TLSSocket) => void;
  const createConnection = (options: RequestOptions, made: Made): undefined => {
    connectPinned(options as ConnectionOptions, own, pins, times).then(
      (socket) => made(null, socket),
      (error: Error) => made(error),
    );
  };
  return Object.assign(agent, { createConnection });
}

/** Connects to whoever holds one of these keys. @throws TransportError */
function connectPinned(
  options: ConnectionOptions,
  { cert, key }: Own,
  pins: ReadonlySet<string>,
  { connectMs }: Pick<Times, 'connectMs'>,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const host = options.host ?? 'localhost';
    const socket = connect({
      ...options,
      host,
      // An address is no server name (RFC 6066 §3).
      servername: /^[\d.]+$|:/.test(host) ? '' : host,
      cert,
      key,
      minVersion: 'TLSv1.3',
      // No authority stands behind the peer's certificate: its key is compared below.
      rejectUnauthorized: false,
    });
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    const slow = () => fail(transportError('PEER_TIMEOUT', 'connect'));
    const broken = (error: Error) => fail(transportError(reasonOf(error), error.message));
    socket.setTimeout(connectMs, slow);
    socket.once('error', broken);
    socket.once('secureConnect', () => {
      socket.off('timeout', slow);
      socket.off('error', broken);
      socket.setTimeout(0);
      const pin = pinOf(socket.getPeerX509Certificate() as X509Certificate);
      if (pins.has(pin)) resolve(socket);
      else fail(transportError('PEER_PIN', pin));
    });
  });
}

/** Ends a request when nothing comes: early where the peer is not to be found, else when its time is over. */
function watchSilence(sent: ReturnType<typeof httpsRequest>, { answerMs, silenceMs, look }: Watch): void {
  const first = Math.min(silenceMs, answerMs);
  const tooLong = () => sent.destroy(transportError('PEER_TIMEOUT', 'answer'));
  sent.setTimeout(first, () => {
    if (first === answerMs) tooLong();
    else
      look().then(
        () => sent.setTimeout(answerMs - first, tooLong),
        (error: Error) => sent.destroy(error),
      );
  });
}

/** How long an answer may take, and how to see in the meantime whether the peer is there. */
interface Watch extends Times {
  look(): Promise<void>;
}

function sendOver(agent: Agent, request: WireRequest, watch: Watch): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const { method, targetUri, headers, body } = request;
    const length = body === null ? {} : { 'content-length': String(body.length) };
    const sent = httpsRequest(targetUri, { agent, method, headers: { ...headers, ...length } }, (answer) => {
      const parts: Buffer[] = [];
      let size = 0;
      answer.on('data', (part: Buffer) => {
        size += part.length;
        if (size > ANSWER_BYTES) sent.destroy(transportError('ANSWER_TOO_LARGE', String(ANSWER_BYTES)));
        else parts.push(part);
      });
      answer.on('error', fail);
      answer.on('end', () => {
        const whole = size === 0 ? null : new Uint8Array(Buffer.concat(parts));
        resolve({ status: answer.statusCode ?? 0, headers: flat(answer.headers), body: whole });
      });
    });
    const fail = (error: Error) =>
      reject(isTransportError(error) ? error : transportError(reasonOf(error), error.message));
    watchSilence(sent, watch);
    sent.on('error', fail);
    sent.end(body ?? undefined);
  });
}

const flat = (headers: Record<string, string | string[] | undefined>): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );

function reasonOf(error: Error & { code?: string }): TransportFault {
  const code = error.code ?? '';
  if (/^ERR_(SSL|TLS)/.test(code)) return 'PEER_TLS';
  return code === 'ECONNRESET' || code === 'EPIPE' ? 'PEER_BROKE_OFF' : 'PEER_UNREACHABLE';
}
