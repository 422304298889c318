import type { Transform } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isProblem, problem } from './problem.ts';

const unpacking = new WeakMap<FastifyRequest, Transform>();

/**
 * Reads on to the end of a body that was refused and keeps nothing of it: a sender that is still writing would never
 * see the answer otherwise, and a bomb must not go on swelling.
 */
export function discardBody(request: FastifyRequest): void {
  const unpack = unpacking.get(request);
  if (unpack) {
    request.raw.unpipe(unpack);
    unpack.destroy();
  }
  request.raw.resume();
}

/**
 * How bodies come in: JSON for most routes, bytes for messages, either one compressed. The body limit of a route holds
 * for what comes out of the decompression, so a small bomb is refused as soon as it has grown past the limit.
 */
export function acceptBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    try {
      const raw = request.routeOptions.schema?.body === undefined;
      done(
        null,
        raw ? new Uint8Array(body.buffer, body.byteOffset, body.byteLength) : parseJson(request, body),
      );
    } catch (error) {
      done(error as Error);
    }
  });
  app.addHook('preParsing', async (request, _reply, payload) => {
    const encoding = request.headers['content-encoding']?.trim().toLowerCase();
    if (!encoding || encoding === 'identity') return payload;
    const unpack =
      encoding === 'gzip' || encoding === 'x-gzip'
        ? createGunzip()
        : encoding === 'deflate'
          ? createInflate()
          : null;
    if (!unpack) throw problem('CONTENT_ENCODING_UNSUPPORTED', { encoding });
    // Fastify compares this with content-length, which counts the bytes on the wire.
    Object.assign(unpack, { receivedEncodedLength: 0 });
    payload.on('data', (chunk: Buffer) => {
      (unpack as unknown as { receivedEncodedLength: number }).receivedEncodedLength += chunk.length;
    });
    payload.on('error', (error) => unpack.destroy(error));
    unpacking.set(request, unpack);
    return payload.pipe(unpack);
  });
}

function parseJson(request: FastifyRequest, body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw problem('MEDIA_TYPE_UNSUPPORTED', { type: type ?? '' });
  try {
    return JSON.parse(body.toString('utf8'), (key, value) => {
      if (!isStorable(key) || (typeof value === 'string' && !isStorable(value)))
        throw problem('REQUEST_INVALID', { detail: 'U+0000' });
      return key === '__proto__' ? undefined : value;
    });
  } catch (error) {
    throw isProblem(error) ? error : problem('REQUEST_INVALID', { detail: 'JSON' });
  }
}

/** Refuses an address with text that cannot be stored, before anything is asked of the database. */
export function refuseUnstorable(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    const given = [request.query, request.params].flatMap((part) => Object.values(part ?? {})).flat();
    if (!given.every((value) => typeof value !== 'string' || isStorable(value)))
      throw problem('REQUEST_INVALID', { detail: 'U+0000' });
  });
}

/** PostgreSQL holds neither U+0000 in text nor half of a surrogate pair in JSON; nobody means them. */
const isStorable = (text: string): boolean => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);
