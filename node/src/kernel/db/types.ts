import type { Kysely } from 'kysely';

/**
 * What every store function takes first: a connection or a transaction, on either engine. Stores write visible SQL with
 * Kysely's `sql` tag (`import { sql } from 'kysely'`) and never use the query builder, so the table types stay empty.
 *
 * What comes back is the same on both engines: `date` is `'YYYY-MM-DD'`; `timestamptz` an ISO 8601 string in UTC ending
 * in `Z`, with three digits of a second, six where microseconds are stored; `int8` a number (beyond 2^53 an error);
 * `numeric` a string; `bytea` a Uint8Array; `json` and `jsonb` parsed; `interval` and `time` strings. What goes in: JSON
 * always as `JSON.stringify(value)`, lists as arrays with `= any(${list}::uuid[])`, times as ISO strings or Dates.
 *
 * @example
 * const { rows } = await sql<{ id: string }>`select id from hit where crossing_id = ${crossingId}`.execute(db);
 */
export type Db = Kysely<Record<string, never>>;

/** The part of a logger that the floor uses; a pino logger is one. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Takes one notification's text. It must not throw and must return at once. */
export type NotificationListener = (payload: string) => void;

/**
 * An open database, embedded or on a server.
 *
 * @example
 * await database.transaction(async (tx) => {
 *   await insertHit(tx, hit);
 *   await jobs.enqueue(tx, 'hits.notify', { hitId: hit.id });
 * });
 */
export interface Database {
  readonly engine: 'pglite' | 'postgres';
  /** Runs single statements, each its own transaction. */
  readonly db: Db;
  /**
   * Runs `work` in one transaction (read committed): committed when its promise fulfils, rolled back when it rejects.
   * On the embedded engine transactions run one after another and all other statements wait for them.
   *
   * @throws DatabaseError `DATABASE_OUTSIDE_TRANSACTION` when `work` uses {@link db} or opens another transaction:
   *   everything inside must go through `tx`, or the embedded engine would wait for itself for ever
   * @throws DatabaseError `DATABASE_TRANSACTION_IDLE` when `work` sent no statement for the idle limit (30 s)
   */
  transaction<T>(work: (tx: Db) => Promise<T>): Promise<T>;
  /**
   * Hears NOTIFY on a channel (`[a-z_][a-z0-9_]*`). Delivered only after the commit of the notifier. Resolves when it
   * listens; call the returned function to stop. A server's notifications are lost while its connection is away.
   */
  listen(channel: string, listener: NotificationListener): Promise<() => Promise<void>>;
  /**
   * Fulfils with the reason when the database is gone for good while it is open: the thread of the embedded engine died,
   * or its disk takes nothing more. A server may come back, so it never does there.
   */
  readonly lost: Promise<Error>;
  /** Waits for what is running, makes everything durable, lets go of the directory. A second call does nothing. */
  close(): Promise<void>;
}

/** How to open a database; see `openDatabase`. */
export interface DatabaseOptions {
  /** `postgres://…` (or `postgresql://…`): a server. Absent or empty: the embedded engine. */
  url?: string | undefined;
  /** Directory of the embedded engine; null or absent: in memory, gone at close. */
  directory?: string | null | undefined;
  log: Log;
  /** Embedded engine on disk only: flush every commit to the disk before acknowledging it. Default true. */
  durable?: boolean | undefined;
  /** Milliseconds for which a transaction may be silent before it is rolled back. Default 30,000. */
  idleTransactionMs?: number | undefined;
  /** Connections to the server at most. Default 10. */
  poolSize?: number | undefined;
  /** Embedded engine in memory only: a tar file of a data directory to begin from (see `node/test/databases.ts`). */
  template?: string | undefined;
}

/**
 * A refused statement or a refused opening. `code` is PostgreSQL's SQLSTATE (`23505` unique, `23503` foreign key,
 * `23514` check, `23502` not null …) or one of ours (`DATABASE_…`, `MIGRATION_…`): branch on it and on `constraint`,
 * never on the text. PostgreSQL's `detail` is left out because it repeats the row's values, which may be personal.
 */
export interface DatabaseError extends Error {
  readonly code: string;
  readonly constraint: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;
}

/** The fields of an error as they travel from the worker. */
export interface ErrorFields {
  message: string;
  code: string;
  constraint?: string | undefined;
  table?: string | undefined;
  column?: string | undefined;
}

/**
 * Makes a {@link DatabaseError}.
 *
 * @example
 * throw databaseError({ code: 'DATABASE_CLOSED', message: 'the database is closed' });
 */
export function databaseError(fields: ErrorFields): DatabaseError {
  const { message, code, constraint, table, column } = fields;
  return Object.assign(new Error(message), { name: 'DatabaseError', code, constraint, table, column });
}

/** Codes that say that the database is gone, not that it refused: classes 08 and 57P of SQLSTATE, sockets, ours. */
const AWAY =
  /^(08...|57P0[1-5]|53[23]00|ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|DATABASE_(CLOSED|NOT_DURABLE|UNREACHABLE))$/;

/** True when an error of the database means that it cannot be reached or can take nothing now. */
export const isDatabaseAway = (error: unknown): boolean =>
  error instanceof Error &&
  error.name === 'DatabaseError' &&
  'code' in error &&
  AWAY.test(String(error.code));

/**
 * Reads the fields of an error that either engine threw; anything that is not PostgreSQL's keeps its message under
 * the code `DATABASE_FAILED`.
 *
 * @example
 * catch (error) { throw databaseError(errorFields(error)); }
 */
export function errorFields(error: unknown): ErrorFields {
  const from = (error instanceof Error ? error : new Error(String(error))) as Error & Record<string, unknown>;
  const text = (name: string) => (typeof from[name] === 'string' ? from[name] : undefined);
  return {
    message: from.message,
    code: text('code') ?? 'DATABASE_FAILED',
    constraint: text('constraint'),
    table: text('table'),
    column: text('column'),
  };
}

/**
 * True when `error` is a refusal with this code and, when given, of this constraint.
 *
 * @example
 * if (isDatabaseError(error, '23505', 'traveller_document_key')) return 'already known';
 */
export function isDatabaseError(error: unknown, code: string, constraint?: string): error is DatabaseError {
  if (!(error instanceof Error) || !('code' in error) || error.code !== code) return false;
  return constraint === undefined || ('constraint' in error && error.constraint === constraint);
}
