import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog } from '../../../test/databases.ts';
import { openDatabase } from './open.ts';

const ROUNDS = 2;
const ROWS_A_ROUND = 250;

describe('a node that is killed (SIGKILL) while it writes', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jisr-crash-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Lets the writer commit for a while and kills it in the middle; gives what it had acknowledged. */
  async function writeAndDie(directory: string): Promise<number[]> {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const writer = fork(
      fileURLToPath(new URL('../../../test/crash-writer.ts', import.meta.url)),
      [directory],
      {
        execArgv: ['--import', tsx],
      },
    );
    const acknowledged: number[] = [];
    writer.on('message', (n: number) => {
      acknowledged.push(n);
      if (acknowledged.length === ROWS_A_ROUND) writer.kill('SIGKILL');
    });
    await new Promise((resolve) => writer.once('exit', resolve));
    return acknowledged;
  }

  it('loses nothing that it acknowledged, tears nothing, and its directory opens again', async () => {
    const directory = join(folder, 'db');
    const acknowledged: number[] = [];
    for (let round = 0; round < ROUNDS; round++) acknowledged.push(...(await writeAndDie(directory)));
    expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS * ROWS_A_ROUND);
    const database = await openDatabase({ directory, log: silentLog });
    const { rows } = await sql<{ n: number; twin: number }>`select n, twin from row`.execute(database.db);
    const kept = new Set(rows.map(({ n }) => n));
    expect(acknowledged.filter((n) => !kept.has(n))).toEqual([]);
    expect(rows.filter(({ n, twin }) => n !== twin)).toEqual([]);
    await database.close();
  });

  it('opens, refuses a second opener, closes, and keeps its rows over a clean stop', async () => {
    const directory = join(folder, 'db');
    const database = await openDatabase({ directory, log: silentLog });
    await sql`create table kept as select 1 as n`.execute(database.db);
    await expect(openDatabase({ directory, log: silentLog })).rejects.toMatchObject({
      code: 'DATABASE_LOCKED',
    });
    await database.close();
    const again = await openDatabase({ directory, log: silentLog });
    expect((await sql`select n from kept`.execute(again.db)).rows).toEqual([{ n: 1 }]);
    await again.close();
  });
});
