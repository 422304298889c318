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

/** Writes a file of `bench/results`. */
export function keep(file: string, content: string): void {
  mkdirSync(new URL('../../results/', import.meta.url), { recursive: true });
  writeFileSync(new URL(`../../results/${file}`, import.meta.url), content);
}

/** Writes `bench/results/<name>.json` and returns what it holds. */
export function keepResult(name: string, result: Readonly<Record<string, unknown>>): string {
  const text = JSON.stringify({ benchmark: name, ...machine(), ...result }, null, 2);
  keep(`${name}.json`, `${text}\n`);
  return text;
}

/** Writes `bench/results/<name>.json` and prints it. */
export function report(name: string, result: Readonly<Record<string, unknown>>): void {
  console.log(keepResult(name, result));
}

/** Percentiles of a list of measurements, in its unit, with so many decimals. */
export function percentiles(
  values: readonly number[],
  decimals = 2,
): {
  p50: number;
  p95: number;
  p99: number;
  max: number;
} {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(decimals));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}
