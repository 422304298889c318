/**
 * How fast a manifest is read: milliseconds for one of 260 travellers, megabytes in a second for many. The reader is
 * bundled first, as it is for use.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { manifest } from './parts/manifests.ts';
import { percentiles, report } from './parts/report.ts';

type Reader = typeof import('@jisr/travel-messages');

const folder = mkdtempSync(join(tmpdir(), 'jisr-read-'));
const outfile = join(folder, 'reader.mjs');
const source = fileURLToPath(new URL('../../libs/travel-messages/src/index.ts', import.meta.url));
await build({ entryPoints: [source], outfile, bundle: true, platform: 'node', format: 'esm' });
const { readMessages } = (await import(pathToFileURL(outfile).href)) as Reader;
rmSync(folder, { recursive: true });

const bytes = new TextEncoder().encode(
  manifest({ seed: 'read', travellers: 260, carrier: 'QJ', flight: 412, departure: '2026-03-01T13:10' }),
);
const RUNS = 400;
const WARM = 40;
const times: number[] = [];
let travellers = 0;
for (let run = 0; run < RUNS + WARM; run += 1) {
  const started = performance.now();
  const result = readMessages(bytes, { receivedAt: '2026-03-01T12:00:00Z' });
  const took = performance.now() - started;
  travellers = result.messages[0]?.travellers.length ?? 0;
  if (run >= WARM) times.push(took);
}
if (travellers !== 260) throw new Error(`260 travellers were written and ${travellers} read`);
const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
report('read-manifest', {
  travellers,
  bytes: bytes.length,
  runs: times.length,
  milliseconds: percentiles(times),
  megabytesPerSecond: Math.round((bytes.length / 1e6 / (mean / 1000)) * 10) / 10,
  travellersPerSecond: Math.round((travellers / mean) * 1000),
});
