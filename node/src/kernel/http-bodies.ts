import { createGunzip, createInflate } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem } from './problem.ts';

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
    return payload.pipe(unpack);
  });
}

function parseJson(request: FastifyRequest, body: Buffer): unknown {
  if (body.length === 0) return undefined;
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw problem('MEDIA_TYPE_UNSUPPORTED', { type: type ?? '' });
  const text = body.toString('utf8');
  // PostgreSQL cannot hold U+0000 in text; nobody means it.
  if (text.includes('\u0000') || /\\u0000/.test(text)) throw problem('REQUEST_INVALID', { detail: 'U+0000' });
  try {
    return JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value));
  } catch {
    throw problem('REQUEST_INVALID', { detail: 'JSON' });
  }
}
