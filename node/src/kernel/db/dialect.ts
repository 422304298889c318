import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import { type Engine, type EngineSession, type WatchedSession, watchSession } from './session.ts';
import { type Database, type Db, databaseError, errorFields } from './types.ts';

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

  const dialect = createDialect(async () => {
    guard();
    return watchSession(await connectTo(engine), idleTransactionMs);
  });
  const db: Db = new Kysely<Record<string, never>>({ dialect });

  return {
    engine: engine.engine,
    db,
    lost: engine.lost,
    transaction: (work) =>
      db.transaction().execute((tx) => {
        const scope = { open: true };
        const close = () => {
          scope.open = false;
        };
        return within.run(scope, () => work(tx)).finally(close);
      }),
    listen: async (channel, listener) => {
      guard();
      if (!/^[a-z_][a-z0-9_]{0,62}$/.test(channel)) throw new RangeError(`not a channel name: ${channel}`);
      const stop = await engine.listen(channel, listener);
      // Closing ends all listening: who stops after that has nothing left to give back.
      return () => closing ?? stop();
    },
    close: () => {
      closing ??= engine.close();
      return closing;
    },
  };
}

/** What goes wrong before there is a session is an error of the database like any other. */
async function connectTo(engine: Engine): Promise<EngineSession> {
  try {
    return await engine.connect();
  } catch (error) {
    const fields = errorFields(error);
    throw databaseError({
      ...fields,
      code: fields.code === 'DATABASE_FAILED' ? 'DATABASE_UNREACHABLE' : fields.code,
    });
  }
}

function createDialect(connect: () => Promise<WatchedSession>): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createDriver: () => createDriver(connect),
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
