/**
 * Travellers in a second, message to answer, sustained for `--seconds` (60) against the real lists and `--names`
 * synthetic ones (0): manifests of 150 are posted as fast as the node takes them, and the clocks stop when the last
 * traveller is screened and when the last message is answered. `JISR_BENCH_DATABASE` for PostgreSQL.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Board, SystemState } from '@jisr/contract';
import { startBench, until } from './parts/client.ts';
import { loadLists } from './parts/lists.ts';
import { manifest } from './parts/manifests.ts';
import { percentiles, report } from './parts/report.ts';

const option = (name: string): number => Number(process.argv[process.argv.indexOf(name) + 1]) || 0;
const duration = option('--seconds') || 60;
const names = option('--names');
const EACH = 150;
const AT_ONCE = 2;
const url = process.env.JISR_BENCH_DATABASE;
const folder = mkdtempSync(join(tmpdir(), 'jisr-sustain-'));
const bench = await startBench({
  JISR_DATA_DIR: join(folder, 'node'),
  ...(url ? { JISR_DATABASE_URL: url } : {}),
});
try {
  const lists = await loadLists(bench, names);
  const departs = new Date(Date.now() + 6 * 3_600_000).toISOString().slice(0, 16);
  let posted = 0;
  let memory = 0;
  const times: number[] = [];
  const started = performance.now();
  const end = started + duration * 1000;
  async function poster(): Promise<void> {
    while (performance.now() < end) {
      const flight = 1000 + posted;
      posted += 1;
      const text = manifest({
        seed: `sustain ${flight}`,
        travellers: EACH,
        carrier: 'QJ',
        flight: flight % 9000,
        departure: `${departs.slice(0, 13)}:${String(flight % 60).padStart(2, '0')}`,
      });
      const before = performance.now();
      const answer = await bench.post(text);
      if (answer.status !== 202) throw new Error(`a manifest was answered with ${answer.status}`);
      times.push(performance.now() - before);
      memory = Math.max(memory, bench.memory());
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, poster));
  const seconds = (): number => Math.round((performance.now() - started) / 100) / 10;
  const accepted = performance.now() - started;
  await until(
    async () =>
      (await bench.call<Pick<Board, 'unscreened'>>('GET', '/api/v1/board')).unscreened === 0 || null,
    900_000,
    100,
  );
  const screened = seconds();
  await until(async () => (await bench.answered()) === posted || null, 900_000, 100);
  const answered = seconds();
  const { jobs } = await bench.call<SystemState>('GET', '/api/v1/system');
  report(`sustain-${url ? 'postgres' : 'pglite'}-${names}`, {
    database: url ? 'postgres' : 'pglite',
    lists,
    names,
    seconds: duration,
    messages: posted,
    travellers: posted * EACH,
    travellersPerSecondAccepted: Math.round((posted * EACH) / (accepted / 1000)),
    travellersPerSecondScreened: Math.round((posted * EACH) / screened),
    travellersPerSecondAnswered: Math.round((posted * EACH) / answered),
    secondsUntilAllScreened: screened,
    secondsUntilAllAnswered: answered,
    millisecondsToAccept: percentiles(times),
    deadJobs: jobs.dead,
    memoryMiB: Math.round(memory / 2 ** 20),
  });
} finally {
  await bench.stop();
  rmSync(folder, { recursive: true, force: true });
}
