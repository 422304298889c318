import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { Config } from './config.ts';
import { answerBrokenRequest } from './http-problems.ts';

export const SESSION_COOKIE = '__Host-jisr';

/** Slow senders: all of a request must come within this time, its head within the shorter one. */
const REQUEST_MS = 120_000;
const HEADERS_MS = 20_000;
/** How long requests under way may take when the node stops. */
const LAST_ANSWERS_MS = 5_000;

/** What the framework's options cannot say: how long a head may take, and how long the last answers. */
export function limitTime(app: FastifyInstance): void {
  app.server.headersTimeout = HEADERS_MS;
  let hangUp: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    hangUp = setTimeout(() => app.server.closeAllConnections(), LAST_ANSWERS_MS);
  });
  app.addHook('onClose', async () => clearTimeout(hangUp));
}

/** How the server listens. */
export function serverOptions(config: Config): FastifyServerOptions {
  const https =
    config.tlsCert && config.tlsKey
      ? { https: { cert: readFileSync(config.tlsCert), key: readFileSync(config.tlsKey) } }
      : {};
  return {
    logger: false,
    genReqId: () => randomUUID(),
    trustProxy: config.trustProxy,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 200 },
    requestTimeout: REQUEST_MS,
    clientErrorHandler: answerBrokenRequest,
    // What is under way is finished first; whoever comes meanwhile is answered and not turned away.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    ...https,
  };
}

/** What browsers are told to refuse. */
export function securityHeaders(config: Config) {
  return {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Mantine sets its variables with style attributes.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: config.tlsCert ? [] : null,
      },
    },
    strictTransportSecurity: config.tlsCert !== null,
  };
}

/** How the API describes itself: OpenAPI 3.1 from the same schemas that validate. */
export function openApi() {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Jisr',
        version: '1',
        description: 'The HTTP API of a Jisr node. Errors are RFC 9457 problem details with a stable `code`.',
        license: { name: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey' as const, in: 'cookie' as const, name: SESSION_COOKIE },
          key: { type: 'http' as const, scheme: 'bearer' },
        },
      },
    },
    transform: jsonSchemaTransform,
  };
}
