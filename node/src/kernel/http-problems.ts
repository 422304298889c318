import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { PROBLEMS } from '@jisr/contract';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseAway, isDatabaseError } from './db/types.ts';
import { arabicFault } from './faults.ts';
import { discardBody } from './http-bodies.ts';
import type { Logger } from './log.ts';
import { isProblem, type Problem, problem, problemDetails } from './problem.ts';

/** Every error leaves as RFC 9457 problem details; what is not a known problem is logged and told as `INTERNAL`. */
export function answerProblems(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const known = isProblem(error) ? error : fromFramework(error, request);
    if (!request.raw.complete) discardBody(request);
    // The framework hangs up on whoever is still writing, who then never reads why.
    reply.removeHeader('connection');
    if (!known || (PROBLEMS[known.code].status > 500 && PROBLEMS[known.code].status !== 502))
      log.error(
        { event: 'http.failed', route: request.routeOptions.url, traceId: request.id, err: error },
        'request failed',
      );
    return send(request, reply, known ?? problem('INTERNAL'));
  });
  app.setNotFoundHandler((request, reply) => send(request, reply, problem('ROUTE_UNKNOWN')));
}

/** An address that is none (`%zz`, or a part of 300 letters) never comes as far as a route or a handler of errors. */
export function answerBadAddress(_error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  send(request, reply, problem('ROUTE_UNKNOWN'));
}

/** What is no HTTP at all, or too slow, is answered before there is a request. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const what =
    error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? problem('REQUEST_TIMEOUT')
      : error.code === 'HPE_HEADER_OVERFLOW'
        ? problem('HEADERS_TOO_LARGE')
        : problem('REQUEST_INVALID', { detail: 'HTTP' });
  const { status } = PROBLEMS[what.code];
  const body = JSON.stringify(problemDetails(what, 'en', randomUUID()));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/problem+json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function send(request: FastifyRequest, reply: FastifyReply, what: Problem) {
  const details = problemDetails(what, languageOf(request.headers['accept-language']), request.id);
  return reply
    .code(PROBLEMS[what.code].status)
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(details);
}

function fromFramework(error: FastifyError, request: FastifyRequest): Problem | null {
  if (error.validation) return invalid(error.validation[0], error.validationContext);
  const code = error.code ?? '';
  if (isDatabaseError(error, '53100')) return problem('DISK_FULL');
  if (isDatabaseAway(error)) return problem('DATABASE_UNAVAILABLE');
  // The sender hung up in the middle of the body: nobody reads this, and nothing failed on our side.
  if (code === 'ECONNRESET') return problem('REQUEST_INVALID', { detail: 'content-length' });
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return problem('REQUEST_TOO_LARGE', { limit: sizeText(request.routeOptions.bodyLimit ?? 0) });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return problem('MEDIA_TYPE_UNSUPPORTED', { type: request.headers['content-type'] ?? '' });
  if (code.startsWith('FST_ERR_CTP')) return problem('REQUEST_INVALID', { detail: 'content-length' });
  if (/^Z_|^ERR_(?:_)?ZLIB/.test(code)) return problem('CONTENT_ENCODING_BROKEN');
  return null;
}

/** Where the first fault is, and what is wrong there in both languages. */
function invalid(fault: NonNullable<FastifyError['validation']>[number] | undefined, part = ''): Problem {
  const where = (fault?.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.') || part;
  const message = fault?.message ?? '';
  const said = arabicFault({ ...fault?.params, code: fault?.keyword, message });
  const told = (text: string) => [where, text].filter(Boolean).join(': ');
  return problem('REQUEST_INVALID', { detail: told(message), detailAr: told(said) });
}

const sizeText = (bytes: number): string => `${Math.round(bytes / (1024 * 1024))} MiB`;

/** The language of problem texts: Arabic where the caller asks for it first, English otherwise. */
export function languageOf(header: string | undefined): 'ar' | 'en' {
  const first = header
    ?.split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find((tag) => tag === 'ar' || tag === 'en');
  return first === 'ar' ? 'ar' : 'en';
}
