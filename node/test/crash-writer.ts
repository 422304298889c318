import { sql } from 'kysely';
import { openDatabase } from '../src/kernel/db/open.ts';
import type { Log } from '../src/kernel/db/types.ts';

// Started by crash.test.ts, which kills it: it says the number of each row after its commit has been acknowledged.
const unheard = () => undefined;
const log: Log = { debug: unheard, info: unheard, warn: unheard, error: unheard };
const database = await openDatabase({ directory: process.argv[2] ?? null, log });
await sql`create table if not exists row (n integer primary key, twin integer not null)`.execute(database.db);
const { rows } = await sql<{ n: number }>`select coalesce(max(n), 0) as n from row`.execute(database.db);
let next = (rows[0]?.n ?? 0) + 1;

async function writeForEver(): Promise<void> {
  for (;;) {
    const n = next++;
    // Two statements in a transaction, or one alone: both ways must be safe.
    if (n % 2 === 0) await sql`insert into row values (${n}, ${n})`.execute(database.db);
    else {
      await database.transaction(async (tx) => {
        await sql`insert into row values (${n}, 0)`.execute(tx);
        await sql`update row set twin = ${n} where n = ${n}`.execute(tx);
      });
    }
    process.send?.(n);
  }
}

await Promise.all([writeForEver(), writeForEver(), writeForEver()]);
