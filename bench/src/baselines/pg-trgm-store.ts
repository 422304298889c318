import pg from 'pg';
import type { EngineKind } from './engine.ts';
import { loadFolding } from './packages.ts';

const server = process.env.JISR_TEST_POSTGRES ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const batch = 10_000;

async function connect(database?: string): Promise<pg.Client> {
  const url = new URL(server);
  if (database !== undefined) url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 2_000 });
  await client.connect();
  return client;
}

async function missing(): Promise<string | null> {
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(new URL(server).hostname))
    return 'JISR_TEST_POSTGRES names a server on another machine: a benchmark asks one on this machine only';
  try {
    const client = await connect();
    const { rowCount } = await client.query(
      "select 1 from pg_available_extensions where name = 'pg_trgm' and (select rolcreatedb or rolsuper from pg_roles where rolname = current_user)",
    );
    await client.end();
    return rowCount === 1
      ? null
      : 'apt-get install postgresql-contrib, and a role that may create a database';
  } catch (error) {
    return `apt-get install postgresql postgresql-contrib, and JISR_TEST_POSTGRES set to it (${(error as Error).message})`;
  }
}

/** Fills a table of its own, with the index of the extension. */
async function fill(client: pg.Client, folded: readonly string[]): Promise<void> {
  await client.query('create extension pg_trgm');
  await client.query('create unlogged table listed_name (place integer, name text)');
  for (let from = 0; from < folded.length; from += batch)
    await client.query(
      'insert into listed_name select $1 + place - 1, name from unnest($2::text[]) with ordinality as n(name, place)',
      [from, folded.slice(from, from + batch)],
    );
  await client.query("set maintenance_work_mem = '512MB'");
  await client.query('create index on listed_name using gin (name gin_trgm_ops)');
  await client.query('analyze listed_name');
  await client.query('set pg_trgm.similarity_threshold = 0.3');
}

/** PostgreSQL's trigrams in a database of its own, which is dropped afterwards. */
export const pgTrgm: EngineKind = {
  key: 'pg-trgm',
  short: 'pg_trgm',
  what: 'PostgreSQL pg_trgm: GIN, similarity 0.3; by wall clock, memory is its size on disk',
  missing,
  async create() {
    const fold = await loadFolding();
    const database = `jisr_bench_names_${process.pid}`;
    const keeper = await connect();
    await keeper.query(`create database ${database}`);
    const client = await connect(database);
    return {
      prepare: (names) => fill(client, names.map(fold)),
      async query(name, top) {
        const { rows } = await client.query<{ place: number; score: number }>({
          name: 'alike',
          text: 'select place, similarity(name, $1) as score from listed_name where name % $1 order by score desc, place limit $2',
          values: [fold(name), top],
        });
        return rows.map(({ place, score }) => [place, score] as const);
      },
      outside: {
        async bytes() {
          const { rows } = await client.query<{ size: string }>(
            "select pg_total_relation_size('listed_name') as size",
          );
          return Number(rows[0]!.size);
        },
        cpuSeconds: () => null,
      },
      async close() {
        await client.end();
        await keeper.query(`drop database ${database}`);
        await keeper.end();
      },
    };
  },
};
