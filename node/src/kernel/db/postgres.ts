import pg from 'pg';
import { createListeners, type Listeners } from './listeners.ts';
import { valueParsers } from './parsers.ts';
import type { Engine, EngineSession } from './session.ts';
import type { Log, NotificationListener } from './types.ts';

const RECONNECT_MS = 1_000;
const CONNECT_TIMEOUT_MS = 10_000;

/** How to reach a PostgreSQL server. */
export interface PostgresOptions {
  url: string;
  poolSize: number;
  log: Log;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) =>
    (format !== 'binary' ? valueParsers[id] : undefined) ?? pg.types.getTypeParser(id, format),
};

/**
 * The engine on a PostgreSQL server: a pool for statements and one connection of its own for notifications.
 *
 * @throws DatabaseError with the driver's code (`ECONNREFUSED`, `28P01` …) when the server cannot be reached
 * @example
 * await openPostgres({ url: 'postgres://jisr@db/jisr', poolSize: 10, log });
 */
export async function openPostgres({ url, poolSize, log }: PostgresOptions): Promise<Engine> {
  // The forms that the parsers read do not depend on how the server is set up.
  const settings: pg.ClientConfig = {
    connectionString: url,
    application_name: 'jisr',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    options: '-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c bytea_output=hex',
    types,
  };
  const pool = new pg.Pool({ ...settings, max: poolSize });
  pool.on('error', (error) => log.warn({ err: error }, 'a resting database connection broke'));
  const first = await pool.connect();
  first.release();
  const ears = createEars(settings, log);
  return {
    engine: 'postgres',
    lost: new Promise<Error>(() => undefined),
    connect: async () => sessionOf(await pool.connect()),
    listen: ears.listen,
    close: async () => {
      await ears.close();
      await pool.end();
    },
  };
}

function sessionOf(client: pg.PoolClient): EngineSession {
  let broken: Error | undefined;
  // The pool listens for errors of resting connections only; without a listener here a lost server ends the process.
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  const command = async (text: string) => {
    await client.query(text);
  };
  return {
    run: async (text, parameters) => {
      const answer: pg.QueryResult | pg.QueryResult[] = await client.query(text, parameters);
      const result = Array.isArray(answer) ? answer.at(-1) : answer;
      if (result === undefined) return { rows: [], affectedRows: 0 };
      const changes = /^(INSERT|UPDATE|DELETE|MERGE)$/.test(result.command);
      return { rows: result.rows, affectedRows: changes ? (result.rowCount ?? 0) : 0 };
    },
    begin: () => command('begin'),
    commit: () => command('commit'),
    rollback: async () => {
      try {
        await command('rollback');
      } catch (error) {
        broken = error instanceof Error ? error : new Error(String(error));
        throw broken;
      }
    },
    release: () => {
      client.off('error', onError);
      client.release(broken);
    },
  };
}

/** Holds one connection open for LISTEN while anybody listens, and comes back when it is lost. */
function createEars(settings: pg.ClientConfig, log: Log) {
  const listeners = createListeners();
  let client: Promise<pg.Client> | undefined;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  function connected(): Promise<pg.Client> {
    client ??= openEar(settings, listeners, lost);
    return client;
  }
  function lost(error?: unknown): void {
    client = undefined;
    if (closed || listeners.channels().length === 0) return;
    log.warn({ err: error }, 'the notification connection is lost, coming back');
    clearTimeout(retry);
    retry = setTimeout(() => connected().catch(lost), RECONNECT_MS);
  }

  return {
    listen: async (channel: string, listener: NotificationListener) => {
      const remove = listeners.add(channel, listener);
      try {
        await (await connected()).query(`listen ${channel}`);
      } catch (error) {
        remove();
        client = undefined;
        throw error;
      }
      return async () => {
        if (remove() && !closed && client !== undefined) await (await client).query(`unlisten ${channel}`);
      };
    },
    close: async () => {
      closed = true;
      clearTimeout(retry);
      if (client !== undefined) await (await client).end();
    },
  };
}

async function openEar(
  settings: pg.ClientConfig,
  listeners: Listeners,
  lost: (error?: unknown) => void,
): Promise<pg.Client> {
  const client = new pg.Client(settings);
  client.on('notification', ({ channel, payload }) => listeners.deliver(channel, payload ?? ''));
  client.on('error', lost);
  client.on('end', lost);
  await client.connect();
  for (const channel of listeners.channels()) await client.query(`listen ${channel}`);
  return client;
}
