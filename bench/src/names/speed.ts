import { join } from 'node:path';
import type { Engine } from '../baselines/engine.ts';
import { percentiles } from '../parts/report.ts';
import type { Speed, SpeedJob } from './jobs.ts';
import { kitFolder, mixed, readNames, readTable } from './kit.ts';
import { engineOf } from './tasks.ts';

/** Bytes that are alive in this process, after what is dead is collected (`--expose-gc`). */
async function aliveBytes(): Promise<number> {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error('memory is measured with --expose-gc');
  // Buffers that are dead after one collection are given back by a thread of the engine, and counted off later.
  for (let time = 0; time < 3; time += 1) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Processor seconds of this process and of the engine's own; null where that does not say. */
function cpuSeconds(engine: Engine): number | null {
  const outside = engine.outside?.cpuSeconds();
  if (outside === null) return null;
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 + (outside ?? 0);
}

/** Asks until all are answered or the time is over, one at least; the milliseconds of each. */
async function ask(
  engine: Engine,
  queries: readonly string[],
  top: number,
  seconds: number,
): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  for (const name of queries) {
    const started = performance.now();
    const answers = engine.query(name, top);
    // To wait where there is nothing to wait for would cost more than the fastest of them.
    if (answers instanceof Promise) await answers;
    const ended = performance.now();
    times.push(ended - started);
    if (ended > end) break;
  }
  return times;
}

/** Three digits, whatever the size. */
const round = (value: number): number => Number(value.toPrecision(3));

/** How fast an engine answers the kit's queries against so many names, and what it costs to be ready. */
export async function measureSpeed(job: SpeedJob): Promise<Speed> {
  const queries = mixed(readTable(join(kitFolder, 'queries.tsv')).map((row) => row.query!));
  const engine = await engineOf(job.engine).create();
  try {
    const before = await aliveBytes();
    let names: string[] = await readNames(job.list, job.names);
    const started = performance.now();
    await engine.prepare(names);
    const buildSeconds = (performance.now() - started) / 1000;
    names = [];
    const bytes = engine.outside
      ? await engine.outside.bytes()
      : (await aliveBytes()) - before + (engine.sharedBytes?.() ?? 0);
    await ask(engine, queries, job.top, job.seconds / 10);
    const cpuBefore = cpuSeconds(engine);
    const times = await ask(engine, queries, job.top, job.seconds);
    const cpuAfter = cpuSeconds(engine);
    const { p50, p99 } = percentiles(times, 3);
    return {
      engine: job.engine,
      names: job.names,
      queries: times.length,
      buildSeconds: round(buildSeconds),
      megabytes: round(bytes / 1e6),
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
      perSecondCpu:
        cpuAfter === null || cpuBefore === null ? null : round(times.length / (cpuAfter - cpuBefore)),
      perSecondWall: round((1000 * times.length) / times.reduce((sum, time) => sum + time, 0)),
      millisecondsP50: p50,
      millisecondsP99: p99,
    };
  } finally {
    await engine.close?.();
  }
}
