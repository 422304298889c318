import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bitsOfScore } from '@jisr/names';
import type { EngineKind } from '../baselines/engine.ts';
import { type BestHit, type Calibration, calibrate, falseAlerts } from './calibration.ts';
import { kitFolder, type Row, readTable } from './kit.ts';
import { inParallel, runJob } from './run-job.ts';
import { countTies, type Hits, type Quality, type Scored } from './scores.ts';

/** The tasks of the kit: whom to find in what. */
export const sets = [
  { key: 'people', list: 'list.tsv', queries: 'queries.tsv', evidence: ['name', 'all'] },
  { key: 'arabicList', list: 'list-ar.tsv', queries: 'queries-list-ar.tsv', evidence: ['name', 'all'] },
  { key: 'organisations', list: 'list-org.tsv', queries: 'queries-org.tsv', evidence: ['name'] },
] as const;
export type SetKey = (typeof sets)[number]['key'];
type KitSet = (typeof sets)[number];

/** Jisr with all evidence is a column of its own. */
export const jisrAll = 'jisr-all';

export interface QualityResult {
  /** Jisr first, then the baselines, of each task. */
  readonly scores: Readonly<Record<SetKey, readonly Quality[]>>;
  readonly calibration: { readonly name: Calibration; readonly all: Calibration };
  /** Of 1,000 travellers who are not listed, at each threshold. */
  readonly falseAlerts: { readonly name: readonly number[]; readonly all: readonly number[] };
}

interface Run {
  readonly set: KitSet;
  readonly engine: string;
  readonly subset: number;
  readonly file: string;
  answer(): Promise<void>;
}

const top = 50;
const jisrCommand = fileURLToPath(new URL('../../../scripts/jisr.mjs', import.meta.url));

/** Runs a script of Node; what it says is told only where it fails. */
async function runScript(script: string, args: readonly string[], out: number | 'ignore'): Promise<void> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', out, 'pipe'] });
  let said = '';
  child.stderr!.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${said}`);
}

const filesOf = (set: KitSet): string[] => [
  '--list',
  join(kitFolder, set.list),
  '--queries',
  join(kitFolder, set.queries),
];

/** Jisr answers as an operator would have it: by `jisr screen`. */
async function screen(set: KitSet, evidence: string, file: string): Promise<void> {
  const out = openSync(file, 'w');
  const options = ['--top', String(top), '--evidence', evidence, '--threads', '1'];
  await runScript(jisrCommand, ['screen', ...filesOf(set), ...options], out);
  closeSync(out);
}

const runsOf = (folder: string, engines: readonly EngineKind[]): Run[] =>
  sets.flatMap((set) => [
    ...set.evidence.map((evidence): Run => {
      const file = join(folder, `${set.key}-jisr-${evidence}.jsonl`);
      const engine = evidence === 'all' ? jisrAll : 'jisr';
      return { set, engine, subset: 1, file, answer: () => screen(set, evidence, file) };
    }),
    ...engines.map((engine): Run => {
      const file = join(folder, `${set.key}-${engine.key}.jsonl`);
      const subset = engine.subset ?? 1;
      const job = { engine: engine.key, list: set.list, queries: set.queries, subset, top, out: file };
      const answer = async () => void (await runJob({ task: 'answers', ...job }));
      return { set, engine: engine.key, subset, file, answer };
    }),
  ]);

/** The kit's own scorer, over the answers of one run. */
async function score({ set, subset, file }: Run): Promise<Scored> {
  const json = `${file}.scores.json`;
  const options = ['--subset', String(subset), '--json', json];
  await runScript(join(kitFolder, 'score.mjs'), [file, ...filesOf(set), ...options], 'ignore');
  return JSON.parse(readFileSync(json, 'utf8')) as Scored;
}

const readHits = (file: string): Hits[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Hits);

interface Known {
  readonly personOf: (listId: string) => string;
  readonly queries: ReadonlyMap<string, Row>;
}

function know(set: KitSet): Known {
  const people = new Map(readTable(join(kitFolder, set.list)).map((row) => [row.listId!, row.cluster!]));
  const queries = new Map(
    readTable(join(kitFolder, set.queries))
      // Names made to be confused with a listed one are no sample of travellers.
      .filter((row) => row.group !== 'hardneg')
      .map((row) => [row.queryId!, row]),
  );
  return { personOf: (listId) => people.get(listId) ?? listId, queries };
}

/** What the bits of Jisr's best hits are worth: stated and observed probability, and false alerts. */
function weigh(hits: readonly Hits[], known: Known, population: number) {
  const best: BestHit[] = [];
  const strangers: number[] = [];
  for (const { queryId, hits: found } of hits) {
    const row = known.queries.get(queryId);
    if (row === undefined) continue;
    const hit = found[0];
    const bits = hit === undefined ? -Infinity : bitsOfScore(hit.score);
    if (hit !== undefined) best.push({ bits, right: known.personOf(hit.listId) === row.cluster });
    if (row.group!.startsWith('neg_')) strangers.push(bits);
  }
  return { calibration: calibrate(best, population), falseAlerts: falseAlerts(strangers) };
}

/** Scores Jisr and the other engines on the evaluation kit; the answers go to files in this folder. */
export async function measureQuality(
  folder: string,
  engines: readonly EngineKind[],
  say: (what: string) => void,
): Promise<QualityResult> {
  const runs = runsOf(folder, engines);
  const known = new Map(sets.map((set) => [set.key, know(set)]));
  // Here nothing is timed: every core may work.
  const qualities = await inParallel(runs, availableParallelism(), async (run): Promise<Quality> => {
    await run.answer();
    const scored = await score(run);
    const { personOf, queries } = known.get(run.set.key)!;
    const hits = readHits(run.file).filter(({ queryId }) => queries.has(queryId));
    say(`${run.set.key}: ${run.engine} has answered`);
    return {
      engine: run.engine,
      subset: run.subset,
      scored,
      ties: countTies(hits, scored.thresholds.p1, personOf),
    };
  });
  const of = (key: SetKey) => qualities.filter((_, at) => runs[at]!.set.key === key);
  const population = readTable(join(kitFolder, sets[0].list)).length;
  const weighed = (engine: string) =>
    weigh(
      readHits(runs.find((run) => run.set.key === 'people' && run.engine === engine)!.file),
      known.get('people')!,
      population,
    );
  const [name, all] = [weighed('jisr'), weighed(jisrAll)];
  return {
    scores: { people: of('people'), arabicList: of('arabicList'), organisations: of('organisations') },
    calibration: { name: name.calibration, all: all.calibration },
    falseAlerts: { name: name.falseAlerts, all: all.falseAlerts },
  };
}
