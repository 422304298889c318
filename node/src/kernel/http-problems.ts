import { PROBLEMS } from '@jisr/contract';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from './log.ts';
import { isProblem, type Problem, problem, problemDetails } from './problem.ts';

/** Every error leaves as RFC 9457 problem details; what is not a known problem is logged and told as `INTERNAL`. */
export function answerProblems(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const known = isProblem(error) ? error : fromFramework(error, request);
    if (!known)
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

function send(request: FastifyRequest, reply: FastifyReply, what: Problem) {
  const details = problemDetails(what, languageOf(request.headers['accept-language']), request.id);
  return reply
    .code(PROBLEMS[what.code].status)
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(details);
}

function fromFramework(error: FastifyError, request: FastifyRequest): Problem | null {
  if (error.validation) {
    const first = error.validation[0];
    const where = (first?.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.');
    return problem('REQUEST_INVALID', {
      detail: [where || (error.validationContext ?? ''), first?.message ?? ''].filter(Boolean).join(': '),
    });
  }
  const code = error.code ?? '';
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return problem('REQUEST_TOO_LARGE', { limit: sizeText(request.routeOptions.bodyLimit ?? 0) });
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return problem('MEDIA_TYPE_UNSUPPORTED', { type: request.headers['content-type'] ?? '' });
  if (code.startsWith('FST_ERR_CTP')) return problem('REQUEST_INVALID', { detail: 'content-length' });
  if (/^Z_|^ERR_(?:_)?ZLIB/.test(code)) return problem('CONTENT_ENCODING_BROKEN');
  return null;
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
