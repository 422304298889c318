import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { encodeParameter } from './parsers.ts';
import { type Database, databaseError, errorFields, type NotificationListener } from './types.ts';

/** What a statement gave back. */
export interface StatementResult {
  rows: Record<string, unknown>[];
  affectedRows: number;
}

/** One stream of statements to an engine: single ones, or one transaction at a time. */
export interface EngineSession {
  /** Without parameters the text may hold several statements; the last one's rows come back. */
  run(text: string, parameters: unknown[]): Promise<StatementResult>;
  begin(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  release(): void;
}

/** What the two engines offer to the common layer. */
export interface Engine {
  readonly engine: Database['engine'];
  connect(): Promise<EngineSession>;
  readonly lost: Promise<Error>;
  listen(channel: string, listener: NotificationListener): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** A session as the dialect uses it. */
export interface WatchedSession extends DatabaseConnection, Omit<EngineSession, 'run'> {}

/**
 * Adds to an engine's session what must hold on both: a transaction that falls silent is rolled back, and one with a
 * failed statement is never reported as committed (PostgreSQL answers COMMIT of a failed transaction with a quiet
 * ROLLBACK).
 *
 * @example
 * watchSession(await engine.connect(), 30_000);
 */
export function watchSession(session: EngineSession, idleTransactionMs: number): WatchedSession {
  const idle = createIdleWatch(session.rollback, idleTransactionMs);
  let state: 'single' | 'open' | 'failed' = 'single';

  async function step<T>(work: () => Promise<T>): Promise<T> {
    idle.pause();
    try {
      return await work();
    } catch (error) {
      if (state === 'open') state = 'failed';
      throw error instanceof TypeError ? error : databaseError(errorFields(error));
    } finally {
      if (state !== 'single') idle.resume();
    }
  }
  async function run<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = await session.run(query.sql, query.parameters.map(encodeParameter));
    if (state === 'failed' && /^\s*rollback\s+to\b/i.test(query.sql)) state = 'open';
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.affectedRows) };
  }
  async function begin(): Promise<void> {
    await session.begin();
    state = 'open';
  }
  async function commit(): Promise<void> {
    const failed = state === 'failed';
    state = 'single';
    await (failed ? session.rollback() : session.commit());
    if (failed) throw rolledBackError();
  }
  async function rollback(): Promise<void> {
    // After a commit that failed PostgreSQL has already rolled back.
    if (state === 'single') return;
    state = 'single';
    await session.rollback();
  }

  return {
    executeQuery: <R>(query: CompiledQuery) => step(() => run<R>(query)),
    streamQuery: refuseStream,
    begin: () => step(begin),
    commit: () => step(commit),
    rollback: () => (idle.expiry() === undefined ? step(rollback) : Promise.resolve()),
    release: () => {
      idle.stop();
      void Promise.resolve(idle.expiry()).then(session.release);
    },
  };
}

/** Rolls a transaction back that sends nothing for too long: on the embedded engine everybody waits for it. */
function createIdleWatch(rollback: () => Promise<void>, limitMs: number) {
  let timer: NodeJS.Timeout | undefined;
  let expiry: Promise<void> | undefined;
  const expire = () => {
    // The reason is reported by the next statement or by the commit; a rollback that fails breaks those as well.
    expiry = rollback().catch(() => undefined);
  };
  return {
    expiry: () => expiry,
    pause: () => {
      clearTimeout(timer);
      if (expiry !== undefined) throw idleError(limitMs);
    },
    resume: () => {
      clearTimeout(timer);
      if (expiry === undefined) timer = setTimeout(expire, limitMs);
    },
    stop: () => clearTimeout(timer),
  };
}

function idleError(limitMs: number): Error {
  const message = `the transaction sent no statement for ${limitMs} ms and was rolled back`;
  return databaseError({ code: 'DATABASE_TRANSACTION_IDLE', message });
}

function rolledBackError(): Error {
  const message =
    'a statement of this transaction failed and its error was not passed on: nothing was committed';
  return databaseError({ code: 'DATABASE_ROLLED_BACK', message });
}

async function* refuseStream<R>(): AsyncIterableIterator<QueryResult<R>> {
  yield* [];
  throw new TypeError('rows are read in pages by key, not streamed');
}
