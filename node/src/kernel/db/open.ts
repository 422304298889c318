import { createDatabase } from './dialect.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';
import { type Database, type DatabaseOptions, databaseError } from './types.ts';

const IDLE_TRANSACTION_MS = 30_000;
const POOL_SIZE = 10;

/**
 * Opens the node's database: the embedded engine, or a PostgreSQL server when `url` is given.
 *
 * @throws DatabaseError `DATABASE_LOCKED` when another process has the directory; `DATABASE_URL_UNKNOWN` when the URL is
 *   not PostgreSQL's; the driver's code when the server cannot be reached
 * @example
 * const database = await openDatabase({ directory: '.jisr/db', log });
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { url, directory = null, durable = true, template = null, poolSize = POOL_SIZE, log } = options;
  const idleTransactionMs = options.idleTransactionMs ?? IDLE_TRANSACTION_MS;
  if (url === undefined || url === '') {
    return createDatabase(await openPglite({ directory, durable, template }), idleTransactionMs);
  }
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw databaseError({
      code: 'DATABASE_URL_UNKNOWN',
      message: 'the database URL must begin with postgres://',
    });
  }
  return createDatabase(await openPostgres({ url, poolSize, log }), idleTransactionMs);
}
