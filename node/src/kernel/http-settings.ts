import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyServerOptions } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { Config } from './config.ts';

export const SESSION_COOKIE = '__Host-jisr';

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
    forceCloseConnections: true,
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
