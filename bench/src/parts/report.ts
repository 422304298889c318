import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Where and on what a figure was measured: every result carries it. */
export function machine() {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  const cpu = cpus()[0]?.model ?? 'unknown';
  return {
    commit,
    node: process.version,
    cpu,
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
}

/** Writes `bench/results/<name>.json` and prints it. */
export function report(name: string, result: Readonly<Record<string, unknown>>): void {
  const whole = { benchmark: name, ...machine(), ...result };
  mkdirSync(new URL('../../results/', import.meta.url), { recursive: true });
  writeFileSync(
    new URL(`../../results/${name}.json`, import.meta.url),
    `${JSON.stringify(whole, null, 2)}\n`,
  );
  console.log(JSON.stringify(whole, null, 2));
}

/** Percentiles of a list of measurements, in its unit. */
export function percentiles(values: readonly number[]): {
  p50: number;
  p95: number;
  p99: number;
  max: number;
} {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0) * 100) / 100;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
