/**
 * How soon a change of a list is known to the screening: a list of `--names` (100,000) synthetic people, of whom one and
 * then 1,000 get another name, `--rounds` (5) times each. Two clocks: that of the node, from when it hears of the new
 * version until every thread has it; and that of a caller over HTTP, from when the version is seen in force to the first
 * answer that finds a person by the new name. A node at work says late that a version is in force: where the two differ,
 * the longer one counts. `JISR_BENCH_DATABASE` for PostgreSQL.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestAnswer, Watchlist } from '@jisr/contract';
import { startBench, until } from './parts/client.ts';
import { loadLists, SCALE_FILE } from './parts/lists.ts';
import { percentiles, report } from './parts/report.ts';

const option = (name: string): number => Number(process.argv[process.argv.indexOf(name) + 1]) || 0;
const names = option('--names') || 100_000;
const rounds = option('--rounds') || 5;
const url = process.env.JISR_BENCH_DATABASE;
const folder = mkdtempSync(join(tmpdir(), 'jisr-list-change-'));
const bench = await startBench({
  JISR_DATA_DIR: join(folder, 'node'),
  ...(url ? { JISR_DATABASE_URL: url } : {}),
});

const scale = async (): Promise<Watchlist> => {
  const { items } = await bench.call<{ items: Watchlist[] }>('GET', '/api/v1/watchlists');
  return items.find(({ code }) => code === 'SCALE')!;
};
const reading = async () => {
  const { segments } = await bench.call<{ segments: { code: string; buildMs: number }[] }>(
    'GET',
    '/api/v1/screening',
  );
  return segments.find(({ code }) => code === 'SCALE')!;
};
async function isFound(name: string): Promise<true | null> {
  const asked = { name, top: 1, reason: 'measurement' };
  const { matches } = await bench.call<TestAnswer>('POST', '/api/v1/screenings', asked);
  return matches[0]?.listing.name.text.startsWith(name) || null;
}

/** Gives the first `count` people another name and imports the list; milliseconds until one of them is found by it. */
async function change(count: number, name: string): Promise<{ found: number; live: number }> {
  const file = join(bench.listFolder, SCALE_FILE);
  const lines = readFileSync(file, 'utf8').split('\n');
  for (let at = 0; at < count; at++) {
    const entity = JSON.parse(lines[at]!) as { properties: { name: string[] } };
    entity.properties.name = [name];
    lines[at] = JSON.stringify(entity);
  }
  writeFileSync(file, lines.join('\n'));
  const { id, version } = await scale();
  await bench.call('POST', `/api/v1/watchlists/${id}/imports`, { source: { paths: [SCALE_FILE] } });
  await until(async () => (await scale()).version !== version || null, 900_000, 5);
  const inForce = performance.now();
  await until(() => isFound(name), 900_000, 5);
  const found = performance.now() - inForce;
  return { found, live: (await reading()).buildMs };
}

try {
  const lists = await loadLists(bench, names);
  const built = (await reading()).buildMs;
  const results: Record<string, unknown> = {};
  for (const count of [1, 1_000]) {
    const measured = [];
    for (let round = 0; round < rounds; round++)
      measured.push(
        await change(count, `Zorqfeld ${'BDGKPTVZ'[round % 8]}uimb${count === 1 ? 'er' : 'al'}oth`),
      );
    results[`${count} changed`] = {
      millisecondsToFirstAnswer: percentiles(measured.map(({ found }) => found)),
      millisecondsInScreening: percentiles(measured.map(({ live }) => live)),
    };
  }
  report(`list-change-${url ? 'postgres' : 'pglite'}-${names}`, {
    database: url ? 'postgres' : 'pglite',
    names,
    rounds,
    lists,
    millisecondsForTheWholeIndex: built,
    ...results,
  });
} finally {
  await bench.stop();
  rmSync(folder, { recursive: true, force: true });
}
