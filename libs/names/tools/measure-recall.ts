/**
 * Measures what the search misses: its answers beside those of the scorer over every name of a list.
 * Run: npx tsx libs/names/tools/measure-recall.ts list.tsv [names] [queries]
 */
import { readFileSync } from 'node:fs';
import { createExhaustive } from '../src/exhaustive.ts';
import { buildIndex, openIndex } from '../src/index.ts';

const [list, names = '100000', queries = '1000'] = process.argv.slice(2);
if (list === undefined) throw new Error('which list?');
const rows = (file: string | URL): string[][] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));

const buffer = buildIndex(
  rows(list)
    .slice(0, Number(names))
    .map((row, key) => ({
      key,
      kind: 'person',
      names: [{ text: row[3]!, quality: 'primary' }],
      birthDates: [],
      nationalities: [],
      gender: null,
    })),
);
const index = openIndex(buffer);
const exhaustive = createExhaustive(buffer);
const all = rows(new URL('../../../../shared/bench-names/queries.tsv', import.meta.url));
const step = Math.max(1, Math.floor(all.length / Number(queries)));
const asked = all.filter((_, i) => i % step === 0).slice(0, Number(queries));

const top = 50;
const thresholds = [10, 15, 20];
const found = thresholds.map(() => 0);
const total = thresholds.map(() => 0);
let answered = 0;
let first = 0;
for (const row of asked) {
  const exact = [...exhaustive({ name: row[2]! }, thresholds[0]!).values()]
    .sort((a, b) => b - a)
    .slice(0, top);
  const matches = index.query({ name: row[2]! }, { top });
  if (exact.length > 0) answered += 1;
  if (exact.length > 0 && matches[0]?.bits === exact[0]) first += 1;
  for (const [t, least] of thresholds.entries()) {
    total[t]! += exact.filter((bits) => bits >= least).length;
    found[t]! += matches.filter((match) => match.bits >= least).length;
  }
}
console.log(
  `${asked.length} queries, ${index.nameCount} names; the best answer is first for ${first} of ${answered}`,
);
for (const [t, least] of thresholds.entries())
  console.log(`of ${total[t]} answers of ${least} bits and more, ${found[t]} are found`);
