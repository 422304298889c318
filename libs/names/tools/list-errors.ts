/**
 * Prints wrong answers of the evaluation kit with the computation that made each: listed people who were not found at
 * the default threshold (or not first), and ordinary people who alert. What ERRORS.md is chosen from.
 * Run: npx tsx libs/names/tools/list-errors.ts missed|alerts [each nth]
 */
import { readFileSync } from 'node:fs';
import { buildIndex, defaultThresholdBits, explanationText, openIndex } from '../src/index.ts';

const [kind = 'missed', step = '1'] = process.argv.slice(2);
/** A row of the kit's list or of its queries, by column. */
interface Row {
  readonly group: string;
  readonly query: string;
  readonly name: string;
  readonly cluster: string;
  readonly rel: string;
}
const rows = (file: string): Row[] => {
  const [head = '', ...lines] = readFileSync(
    new URL(`../../../../shared/bench-names/${file}`, import.meta.url),
    'utf8',
  )
    .split('\n')
    .filter((line) => line !== '');
  const columns = head.split('\t');
  return lines.map(
    (line) => Object.fromEntries(line.split('\t').map((cell, i) => [columns[i]!, cell])) as unknown as Row,
  );
};

const list = rows('list.tsv');
const index = openIndex(
  buildIndex(
    list.map((row, key) => ({
      key,
      kind: 'person',
      names: [{ text: row.name, quality: 'primary' }],
      birthDates: [],
      nationalities: [],
      gender: null,
    })),
  ),
);
const keysOf = new Map<string, number[]>();
list.forEach((row, key) => {
  keysOf.set(row.cluster, [...(keysOf.get(row.cluster) ?? []), key]);
});

const show = (row: Row, key: number, note: string): void => {
  const explanation = index.explain({ name: row.query }, key)!;
  console.log(`== ${row.group}: ${row.query} | ${list[key]!.name} | ${note}`);
  console.log(explanationText(explanation, 'en'));
};

let at = 0;
for (const row of rows('queries.tsv')) {
  const right = keysOf.get(row.cluster) ?? [];
  const isNegative = row.cluster === '';
  if (isNegative !== (kind === 'alerts') || row.rel === '0') continue;
  const matches = index.query({ name: row.query }, { top: 50 });
  const best = isNegative ? matches[0] : matches.find(({ key }) => right.includes(key));
  const bits = best?.bits ?? Number.NEGATIVE_INFINITY;
  if (isNegative === bits < defaultThresholdBits || at++ % Number(step) !== 0) continue;
  show(row, best?.key ?? right[0]!, best === undefined ? 'not proposed' : `${bits} bits`);
}
