/**
 * Measures how fast two names are compared, over the evaluation kit's pairs of aliases and of scripts.
 * Run: npx tsx libs/names/tools/measure-comparing.ts
 */
import { readFileSync } from 'node:fs';
import { compareNames, turningPoints } from '../src/index.ts';

const pairs = ['pairs-alias-dev.tsv', 'pairs-fullname-dev.tsv'].flatMap((file) =>
  readFileSync(new URL(`../../../../shared/bench-names/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split('\t')),
);
for (let round = 1; round <= 3; round++) {
  const started = process.cpuUsage();
  let above = 0;
  for (const [, one, other] of pairs)
    if (turningPoints(compareNames({ name: one! }, { name: other! }, { evidence: 'all' })).above) above += 1;
  const { user, system } = process.cpuUsage(started);
  const seconds = (user + system) / 1e6;
  process.stdout.write(
    `round ${round}: ${pairs.length} pairs, ${above} above the threshold, ${Math.round(pairs.length / seconds)} a second of one core\n`,
  );
}
