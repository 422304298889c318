/**
 * Travellers in a second, message to screened and answered, sustained for `--seconds` (60): manifests of 150 are posted
 * as fast as the node takes them, and the clock stops when the last one is screened. `JISR_BENCH_DATABASE` for PostgreSQL.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBench, until } from './client.ts';
import { manifest } from './manifests.ts';
import { percentiles, report } from './report.ts';

const seconds = Number(process.argv[process.argv.indexOf('--seconds') + 1]) || 60;
const EACH = 150;
const AT_ONCE = 2;
const url = process.env.JISR_BENCH_DATABASE;
const folder = mkdtempSync(join(tmpdir(), 'jisr-sustain-'));
const bench = await startBench({
  JISR_DATA_DIR: join(folder, 'node'),
  ...(url ? { JISR_DATABASE_URL: url } : {}),
});
try {
  const departs = new Date(Date.now() + 6 * 3_600_000).toISOString().slice(0, 16);
  let posted = 0;
  let memory = 0;
  const times: number[] = [];
  const started = performance.now();
  const end = started + seconds * 1000;
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
  const system = () =>
    bench.call<{ jobs: { waiting: number; running: number; dead: number }; travellers: number }>(
      'GET',
      '/api/v1/system',
    );
  const accepted = performance.now() - started;
  const state = await until(
    async () => {
      const now = await system();
      const { unscreened } = await bench.call<{ unscreened: number }>('GET', '/api/v1/board');
      return unscreened === 0 ? now : null;
    },
    900_000,
    100,
  );
  const whole = (performance.now() - started) / 1000;
  report(url ? 'sustain-postgres' : 'sustain-pglite', {
    database: url ? 'postgres' : 'pglite',
    seconds,
    messages: posted,
    travellers: posted * EACH,
    travellersPerSecondAccepted: Math.round((posted * EACH) / (accepted / 1000)),
    travellersPerSecondScreened: Math.round((posted * EACH) / whole),
    secondsUntilAllScreened: Math.round(whole * 10) / 10,
    millisecondsToAccept: percentiles(times),
    deadJobs: state.jobs.dead,
    memoryMiB: Math.round(memory / 2 ** 20),
  });
} finally {
  await bench.stop();
  rmSync(folder, { recursive: true, force: true });
}
