import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIndex, openIndex } from '@jisr/names';
import { createExhaustive } from '../../../libs/names/src/exhaustive.ts';
import type { EngineKind } from '../baselines/engine.ts';
import { baselines } from '../baselines/index.ts';
import { percentiles } from '../parts/report.ts';
import { entriesOf, entryOf, jisr } from './jisr-engine.ts';
import type { AnswersJob, Live, LiveJob, Recall, RecallJob } from './jobs.ts';
import { kitFolder, readNames, readTable } from './kit.ts';
import { changeList } from './list-change.ts';

export function engineOf(key: string): EngineKind {
  const kind = [jisr, ...baselines].find((engine) => engine.key === key);
  if (kind === undefined) throw new Error(`there is no engine ${key}`);
  return kind;
}

/** Writes what the engine answers, one line of JSON a query. */
export async function answer(job: AnswersJob): Promise<{ queries: number }> {
  const list = readTable(join(kitFolder, job.list));
  const queries = readTable(join(kitFolder, job.queries)).filter((_, at) => at % job.subset === 0);
  const engine = await engineOf(job.engine).create();
  try {
    await engine.prepare(list.map((row) => row.name!));
    const lines: string[] = [];
    for (const row of queries) {
      const found = await engine.query(row.query!, job.top);
      const hits = found.map(([place, score]) => ({ listId: list[place]!.listId, score }));
      lines.push(JSON.stringify({ queryId: row.queryId, hits }));
    }
    writeFileSync(job.out, `${lines.join('\n')}\n`);
    return { queries: queries.length };
  } finally {
    await engine.close?.();
  }
}

function readIndex(file: string): SharedArrayBuffer {
  const bytes = new Uint8Array(new SharedArrayBuffer(statSync(file).size));
  const opened = openSync(file, 'r');
  for (let at = 0; at < bytes.length; ) at += readSync(opened, bytes, at, bytes.length - at, null);
  closeSync(opened);
  return bytes.buffer;
}

/** Names that no list has, to see that a change is live. */
const newNames = Array.from(
  { length: 1000 },
  (_, at) => `Zubayda ${'abcdefghij'[at % 10]}orqumaz Tellivan${at}`,
);

const fromFile = (file: string, name: string): number => {
  const started = performance.now();
  openIndex(readIndex(file)).query({ name }, { top: 20 });
  return performance.now() - started;
};

/** Until the first answer that knows the change: a thousand listings all over the list go, a thousand come. */
function fromChange(index: SharedArrayBuffer, names: readonly string[]): number {
  const step = Math.max(1, Math.floor(names.length / newNames.length));
  const removed = newNames.map((_, at) => at * step);
  const added = newNames.map((name, at) => entryOf(name, names.length + at));
  const started = performance.now();
  const changed = changeList(index, { removed, added });
  const found = changed.query({ name: newNames[7]! }, { top: 1 })[0];
  const took = performance.now() - started;
  if (found === undefined || found.key !== names.length + 7)
    throw new Error('a name that was added is not found');
  if (changed.query({ name: names[step]! }, { top: 50 }).some(({ key }) => key === step))
    throw new Error('a name that was removed is found');
  return took;
}

/** The median of so many. */
const times = 5;
const median = (measure: () => number): number => percentiles(Array.from({ length: times }, measure), 1).p50;

/** How long until a saved index answers, and until a changed list does. */
export async function goLive(job: LiveJob): Promise<Live> {
  const names = await readNames(job.list, job.names);
  const folder = mkdtempSync(join(tmpdir(), 'jisr-names-'));
  try {
    const file = join(folder, 'index');
    const index = buildIndex(entriesOf(names));
    writeFileSync(file, new Uint8Array(index));
    return {
      names: names.length,
      indexMegabytes: round(index.byteLength / 1e6),
      millisecondsFromFile: median(() => fromFile(file, names[0]!)),
      millisecondsFromChange: median(() => fromChange(index, names)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const round = (value: number): number => Math.round(value * 10) / 10;
const thresholds = [20, 15, 10];
/** The search is asked for so many answers, and so many of the scorer's are looked for among them. */
const looked = 50;
/** Where every part is compared, a few more spellings make a part commoner: the same answer has a fraction of a bit less. */
const fraction = 0.5;

/** What the search finds of what the scorer over every name finds. */
export async function measureRecall(job: RecallJob): Promise<Recall> {
  const buffer = buildIndex(entriesOf(await readNames(job.list, job.names)));
  const index = openIndex(buffer);
  const exhaustive = createExhaustive(buffer);
  const all = readTable(join(kitFolder, 'queries.tsv')).map((row) => row.query!);
  const step = Math.max(1, Math.floor(all.length / job.queries));
  const asked = all
    .filter((_, at) => at % step === 0)
    .slice(0, job.queries)
    .filter((_, at) => at % job.parts === job.part);
  const counts = thresholds.map((bits) => ({ bits, total: 0, found: 0 }));
  let answered = 0;
  let first = 0;
  for (const name of asked) {
    const exact = exhaustive({ name }, Math.min(...thresholds));
    const best = [...exact].sort(([, one], [, other]) => other - one).slice(0, looked);
    const found = index.query({ name }, { top: looked });
    const bitsOf = new Map(found.map(({ key, bits }) => [key, bits]));
    if (best.length > 0) answered += 1;
    if (best.length > 0 && (exact.get(found[0]?.key ?? -1) ?? 0) >= best[0]![1] - fraction) first += 1;
    for (const count of counts)
      for (const [key, bits] of best) {
        if (bits < count.bits) continue;
        count.total += 1;
        if ((bitsOf.get(key) ?? 0) >= count.bits - fraction) count.found += 1;
      }
  }
  return { queries: asked.length, answered, first, thresholds: counts };
}
