import type { z } from 'zod';
import type { Bilingual } from './fields.ts';
import type { Permit } from './permits.ts';
import type { Purpose } from './vocabulary.ts';

/**
 * One operation of the HTTP API. The server registers it, the console and the command line call it, OpenAPI prints it,
 * and the permission test walks all of them.
 */
export interface RouteSpec {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path below the node's address, parameters as `:name`. */
  readonly path: `/${string}`;
  readonly summary: Bilingual;
  /** `public`: no sign-in at all. Everything else names its permit. */
  readonly permit: Permit | 'public';
  /** Set where the answer holds personal data: each call is then written to the access log under this purpose. */
  readonly purpose?: Purpose;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** `raw`: the body is bytes, kept as received; `bodyLimit` in bytes. */
  readonly rawBody?: boolean;
  readonly bodyLimit?: number;
  /** The good answer. `null` schema: no body. A string names a media type that is not JSON; a zip is bytes. */
  readonly status: 200 | 201 | 202 | 204;
  readonly response:
    | z.ZodType
    | null
    | 'text/html'
    | 'text/plain'
    | 'application/edifact'
    | 'application/zip'
    | 'text/event-stream';
}

/** Keeps the literal types of a table of routes while checking each against {@link RouteSpec}. */
export const routes = <T extends Record<string, RouteSpec>>(table: T): T => table;

export type Params<R extends RouteSpec> = R['params'] extends z.ZodType
  ? z.output<R['params']>
  : Record<string, never>;
export type Query<R extends RouteSpec> = R['query'] extends z.ZodType
  ? z.output<R['query']>
  : Record<string, never>;
export type QueryInput<R extends RouteSpec> = R['query'] extends z.ZodType
  ? z.input<R['query']>
  : Record<string, never>;
export type Body<R extends RouteSpec> = R['body'] extends z.ZodType ? z.output<R['body']> : undefined;
export type BodyInput<R extends RouteSpec> = R['body'] extends z.ZodType ? z.input<R['body']> : undefined;
export type Reply<R extends RouteSpec> = R['response'] extends z.ZodType
  ? z.output<R['response']>
  : R['response'] extends 'application/zip'
    ? Uint8Array
    : R['response'] extends string
      ? string
      : null;
