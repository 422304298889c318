/**
 * How fast the law answers: decisions in a second, one after another, with five memoranda in force (each a different
 * question of their own cases), of a kind that this law was never asked and of one that it was; and how long the analysis of an amendment takes over its whole matrix, with the longest
 * time for which it let nothing else run.
 */
import { setImmediate as turn } from 'node:timers/promises';
import {
  compare,
  compile,
  DRAFTS,
  decide,
  digestOf,
  PROTOCOL,
  PROTOCOL_DIGEST,
  questionOf,
} from '@jisr/memorandum';
import { percentiles, report } from './parts/report.ts';

const option = (name: string): number => Number(process.argv[process.argv.indexOf(name) + 1]) || 0;
const runs = option('--runs') || 10_000;

const standing = 'in-force' as const;
const memoranda = [
  { document: PROTOCOL, digest: PROTOCOL_DIGEST, standing },
  ...DRAFTS.map((document) => ({ document, digest: digestOf(document), standing })),
];
const began = performance.now();
const law = compile({ memoranda });
const compiled = performance.now() - began;
const questions = DRAFTS.flatMap((document) =>
  document.articles.flatMap(({ cases }) => cases.map(({ question }) => questionOf(question, document))),
);
const WARM = 500;

/** Decides so many questions. `anew`: Cedar has answered none of them under this law before. */
function decisions(anew: boolean) {
  const times: number[] = [];
  let allowed = 0;
  let spent = 0;
  let asked = law;
  for (let run = 0; run < runs + WARM; run += 1) {
    if (anew && run % questions.length === 0) asked = compile({ memoranda });
    // What the processor spent: on a machine that does other things too, the clock alone says little.
    const before = process.cpuUsage();
    const started = performance.now();
    const answer = decide(asked, questions[run % questions.length]!);
    const took = performance.now() - started;
    const { user, system } = process.cpuUsage(before);
    if (run < WARM) continue;
    times.push(took);
    spent += user + system;
    if (answer.allowed) allowed += 1;
  }
  const total = times.reduce((sum, time) => sum + time, 0);
  return {
    decisions: times.length,
    allowed,
    decisionsPerSecond: Math.round((times.length / total) * 1000),
    milliseconds: percentiles(times),
    processorMillisecondsPerDecision: Math.round(spent / times.length / 10) / 100,
  };
}
const first = decisions(true);
const again = decisions(false);

const BORDERS = DRAFTS[0];
const amendment = structuredClone(BORDERS);
for (const { clauses } of amendment.articles)
  for (const clause of clauses)
    if (clause.effect === 'permit') Object.assign(clause, { tlp: 'green', retentionDays: 30 });
let stall = 0;
let left = performance.now();
const analysisBegan = left;
const analysis = await compare(BORDERS, amendment, async () => {
  stall = Math.max(stall, performance.now() - left);
  await turn();
  left = performance.now();
});
report('policy', {
  memoranda: memoranda.length,
  policies: law.permits.length + law.forbids.length,
  millisecondsToCompile: Math.round(compiled),
  first,
  again,
  analysis: {
    cells: analysis.cells,
    changes: analysis.changes.length,
    seconds: Math.round((performance.now() - analysisBegan) / 10) / 100,
    longestSliceMilliseconds: Math.round(stall * 10) / 10,
  },
});
