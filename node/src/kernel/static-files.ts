import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { Http } from './http.ts';
import { runsFromSource } from './worker-file.ts';

/** An address of a screen: words and identifiers. Whatever else is no file of the console is nothing. */
const SCREEN = /^(?:\/[\w-]+)*\/?(?:\?|$)/;
const NOT_CONSOLE = /^\/(?:api|health|metrics|assets)(?:[/?]|$)/;

/**
 * Serves the built console: files with a digest in their name for ever, the page itself never from a cache; every
 * address of a screen is the console's to understand.
 *
 * @param sourceUrl `import.meta.url` of the composition root: the console lies in `dist/console`
 */
export async function serveConsole({ app }: Http, sourceUrl: string): Promise<void> {
  const root = fileURLToPath(
    new URL(runsFromSource(sourceUrl) ? '../../dist/console/' : './console/', sourceUrl),
  );
  if (!existsSync(root)) return;
  await app.register(fastifyStatic, { root, wildcard: false, index: false, cacheControl: false });
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/assets/') && reply.statusCode === 200)
      reply.header('cache-control', 'public, max-age=31536000, immutable');
  });
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    if (NOT_CONSOLE.test(request.url) || !SCREEN.test(request.url)) return reply.callNotFound();
    return reply.header('cache-control', 'no-cache').sendFile('index.html');
  });
}
