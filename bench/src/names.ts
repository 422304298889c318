/**
 * Names: quality on the evaluation kit, speed, growth and what the search misses, beside other engines in the same
 * run, as one table. `--quick` for Jisr's quality alone, `--no-baselines`, `--sizes 5950,100000` for other sizes.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EngineKind } from './baselines/engine.ts';
import { baselines } from './baselines/index.ts';
import { installPackages } from './baselines/packages.ts';
import { type GrowthPoint, growthChart } from './names/chart.ts';
import { jisr } from './names/jisr-engine.ts';
import type { Live, Recall, Speed } from './names/jobs.ts';
import { kitFolder, kitIsHere } from './names/kit.ts';
import { growthSizes, type Options, readOptions } from './names/options.ts';
import { measureQuality } from './names/quality.ts';
import { bundleJobs, inParallel, runJob } from './names/run-job.ts';
import {
  growthSection,
  liveSection,
  qualitySections,
  recallSection,
  speedSection,
} from './names/sections.ts';
import { formatTable, type Section } from './names/table.ts';
import { keep, keepResult } from './parts/report.ts';

const top = 20;
/** Seconds for the queries of one engine at one size. */
const limit = 8;
const recallOf = { names: 100_000, queries: 1000 };

const started = performance.now();
const seconds = (): number => Math.round((performance.now() - started) / 1000);
const say = (what: string): void => console.error(`${String(seconds()).padStart(5)} s  ${what}`);

const options = readOptions(process.argv.slice(2));
if (!kitIsHere()) {
  console.error('the evaluation kit is not here: ../shared/bench-names');
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'jisr-names-'));
try {
  await run(options);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function run({ quick, sizes, baselines: wanted }: Options): Promise<void> {
  await bundleJobs();
  const { engines, skipped } = await enginesHere(wanted && !quick);
  const all = [jisr, ...engines];
  const quality = await measureQuality(folder, engines, say);
  const secondsOf: Record<string, number> = { quality: seconds() };
  const sections: Section[] = qualitySections(quality, all);
  const whole = !quick && wanted && sizes.includes(1_000_000);
  let rest = {};
  if (!quick) {
    const list = makeList(Math.max(recallOf.names, ...sizes, ...growthSizes(sizes, whole)));
    const recall = await measureRecall(list);
    sections.push(recallSection(recallOf.names, recall));
    secondsOf.recall = seconds();
    const speeds = await measureSpeeds(list, sizes, all);
    sections.push(...sizes.map((size) => speedSection(size, speeds, all)));
    secondsOf.speed = seconds();
    const lives: Live[] = [];
    for (const names of sizes) lives.push(await runJob({ task: 'live', list, names }));
    const growth = await measureGrowth(list, growthSizes(sizes, whole), speeds);
    sections.push(liveSection(lives));
    if (growth.length > 0) sections.push(growthSection(growth));
    secondsOf.growth = seconds();
    if (whole) keep('names-growth.svg', growthChart(growth));
    rest = { recall, speeds, lives, growth };
  }
  console.log(legend(all, skipped));
  console.log(formatTable(sections));
  // A part of the figures does not replace the whole.
  const engineTexts = all.map(({ key, what }) => ({ key, what }));
  const result = { engines: engineTexts, skipped, secondsSinceStart: secondsOf, quality, ...rest };
  if (whole) keepResult('names', result);
  else say('a part of the whole: bench/results/names.json is left as it is');
}

/** The baselines that can run on this machine, and what the others need. */
async function enginesHere(wanted: boolean) {
  if (!wanted) return { engines: [], skipped: [] };
  installPackages();
  const engines: EngineKind[] = [];
  const skipped: { readonly key: string; readonly needs: string }[] = [];
  for (const engine of baselines) {
    const needs = await engine.missing();
    if (needs === null) engines.push(engine);
    else skipped.push({ key: engine.key, needs });
  }
  return { engines, skipped };
}

function legend(engines: readonly EngineKind[], skipped: readonly { key: string; needs: string }[]): string {
  const described = [
    ...engines.map(({ short, what }) => [short, what] as const),
    ['Jisr+', '@jisr/names, with birth date, nationality and gender'] as const,
  ];
  const lines = [
    ...described.map(([short, what]) => `${short.padEnd(8)} ${what}`),
    ...skipped.map(({ key, needs }) => `skipped: ${key}; it needs ${needs}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** The kit's list, made longer with names that nobody bears. */
function makeList(names: number): string {
  const list = join(folder, 'list.tsv');
  const tool = fileURLToPath(new URL('../../libs/names/tools/make-scale-list.ts', import.meta.url));
  const args = ['--import', 'tsx', tool, String(names), list, join(kitFolder, 'list.tsv')];
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`make-scale-list.ts ended with ${status}`);
  say(`a list of ${names} names is made`);
  return list;
}

async function measureRecall(list: string): Promise<Recall> {
  const parts = [0, 1];
  const [one, other] = (await inParallel(parts, parts.length, (part) =>
    runJob({ task: 'recall', list, ...recallOf, part, parts: parts.length }),
  )) as [Recall, Recall];
  say('what the search misses is measured');
  return {
    queries: one.queries + other.queries,
    answered: one.answered + other.answered,
    first: one.first + other.first,
    thresholds: one.thresholds.map(({ bits, total, found }, at) => ({
      bits,
      total: total + other.thresholds[at]!.total,
      found: found + other.thresholds[at]!.found,
    })),
  };
}

/** One after the other: what is timed has the machine for itself. */
async function measureSpeeds(
  list: string,
  sizes: readonly number[],
  engines: readonly EngineKind[],
): Promise<Speed[]> {
  const speeds: Speed[] = [];
  for (const names of sizes)
    for (const engine of engines) {
      speeds.push(await runJob({ task: 'speed', engine: engine.key, list, names, seconds: limit, top }));
      say(`${engine.key} is timed at ${names} names`);
    }
  return speeds;
}

async function measureGrowth(
  list: string,
  sizes: readonly number[],
  known: readonly Speed[],
): Promise<GrowthPoint[]> {
  const points: GrowthPoint[] = [];
  for (const names of sizes) {
    const speed =
      known.find((one) => one.engine === 'jisr' && one.names === names) ??
      (await runJob({ task: 'speed', engine: 'jisr', list, names, seconds: limit, top }));
    points.push({
      names,
      perSecond: speed.perSecondCpu ?? speed.perSecondWall,
      millisecondsP99: speed.millisecondsP99,
      megabytes: speed.megabytes,
      buildSeconds: speed.buildSeconds,
    });
    say(`growth is measured at ${names} names`);
  }
  return points;
}
