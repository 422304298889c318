import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import { encodeParameter } from './parsers.ts';
import { type Database, type Db, databaseError, errorFields, type NotificationListener } from './types.ts';

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
  listen(channel: string, listener: NotificationListener): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** A session as the dialect watches it. */
interface WatchedSession extends DatabaseConnection, Omit<EngineSession, 'run'> {}

/**
 * Builds the database that everybody sees from an engine: the same SQL layer, the same rules for transactions, the same
 * errors on both.
 *
 * @example
 * createDatabase(await openPostgres(options), 30_000);
 */
export function createDatabase(engine: Engine, idleTransactionMs: number): Database {
  const within = new AsyncLocalStorage<{ open: boolean }>();
  let closing: Promise<void> | undefined;

  function guard(): void {
    if (closing !== undefined)
      throw databaseError({ code: 'DATABASE_CLOSED', message: 'the database is closed' });
    if (within.getStore()?.open !== true) return;
    throw databaseError({
      code: 'DATABASE_OUTSIDE_TRANSACTION',
      message: 'a query inside a transaction must use that transaction: pass `tx` on to everything it calls',
    });
  }

  const connect = async () => {
    guard();
    return watch(await engine.connect(), idleTransactionMs);
  };
  const db: Db = new Kysely<Record<string, never>>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (kysely) => new PostgresIntrospector(kysely),
      createDriver: () => createDriver(connect),
    },
  });

  return {
    engine: engine.engine,
    db,
    transaction: (work) =>
      db.transaction().execute((tx) => {
        const scope = { open: true };
        return within
          .run(scope, () => work(tx))
          .finally(() => {
            scope.open = false;
          });
      }),
    listen: async (channel, listener) => {
      guard();
      if (!/^[a-z_][a-z0-9_]{0,62}$/.test(channel)) throw new RangeError(`not a channel name: ${channel}`);
      return engine.listen(channel, listener);
    },
    close: () => {
      closing ??= engine.close();
      return closing;
    },
  };
}

function createDriver(connect: () => Promise<WatchedSession>): Driver {
  // Kysely hands back the very connection that it was given; its type only forgets what else it can do.
  const session = (connection: DatabaseConnection) => connection as WatchedSession;
  return {
    init: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
    acquireConnection: connect,
    releaseConnection: async (connection) => session(connection).release(),
    beginTransaction: (connection, settings) =>
      settings.isolationLevel === undefined
        ? session(connection).begin()
        : Promise.reject(
            new TypeError('transactions are read committed; lock rows where that is not enough'),
          ),
    commitTransaction: (connection) => session(connection).commit(),
    rollbackTransaction: (connection) => session(connection).rollback(),
  };
}

/**
 * Adds to an engine's session what must hold on both: a transaction that falls silent is rolled back, and one with a
 * failed statement is never reported as committed (PostgreSQL answers COMMIT of a failed transaction with a quiet
 * ROLLBACK).
 */
function watch(session: EngineSession, idleTransactionMs: number): WatchedSession {
  let state: 'single' | 'open' | 'failed' | 'expired' = 'single';
  let timer: NodeJS.Timeout | undefined;
  let expiry: Promise<void> = Promise.resolve();

  function rest(): void {
    if (state === 'open' || state === 'failed') timer = setTimeout(expire, idleTransactionMs);
  }
  function expire(): void {
    state = 'expired';
    // The reason is reported by the next statement or by the commit; a rollback that fails breaks those as well.
    expiry = session.rollback().catch(() => undefined);
  }
  async function step<T>(work: () => Promise<T>): Promise<T> {
    clearTimeout(timer);
    if (state === 'expired') throw idleError(idleTransactionMs);
    try {
      return await work();
    } catch (error) {
      if (state === 'open') state = 'failed';
      throw error instanceof TypeError ? error : databaseError(errorFields(error));
    } finally {
      rest();
    }
  }
  async function finish(work: () => Promise<void>): Promise<void> {
    await step(() => {
      state = 'single';
      return work();
    });
  }

  return {
    executeQuery: <R>(query: CompiledQuery) =>
      step(async () => {
        const result = await session.run(query.sql, query.parameters.map(encodeParameter));
        if (state === 'failed' && /^\s*rollback\s+to\b/i.test(query.sql)) state = 'open';
        return { rows: result.rows as R[], numAffectedRows: BigInt(result.affectedRows) };
      }),
    streamQuery: refuseStream,
    begin: () =>
      step(async () => {
        await session.begin();
        state = 'open';
      }),
    commit: async () => {
      if (state !== 'failed') return finish(session.commit);
      await finish(session.rollback);
      throw databaseError({
        code: 'DATABASE_ROLLED_BACK',
        message:
          'a statement of this transaction failed and its error was not passed on: nothing was committed',
      });
    },
    rollback: async () => {
      if (state === 'expired') await expiry;
      // After a commit that failed PostgreSQL has already rolled back.
      else if (state !== 'single') await finish(session.rollback);
    },
    release: () => {
      clearTimeout(timer);
      void expiry.then(session.release);
    },
  };
}

function idleError(idleTransactionMs: number): Error {
  return databaseError({
    code: 'DATABASE_TRANSACTION_IDLE',
    message: `the transaction sent no statement for ${idleTransactionMs} ms and was rolled back`,
  });
}

async function* refuseStream<R>(): AsyncIterableIterator<QueryResult<R>> {
  yield* [];
  throw new TypeError('rows are read in pages by key, not streamed');
}
