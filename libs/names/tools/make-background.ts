/**
 * Writes src/background-table.ts: how common the parts of names are in the world at large, so that rarity means
 * the same in every index. From ordinary-names.txt (written by hand) and, for families that no short list
 * holds, from parts that occur with at least three different people in pairs-alias-dev.tsv.
 * Run: npx tsx libs/names/tools/make-background.ts
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { readParts } from '../src/parts.ts';
import { symbolNames } from '../src/symbols.ts';

const aliases = new URL('../../../../shared/bench-names/pairs-alias-dev.tsv', import.meta.url);
if (!existsSync(aliases)) throw new Error('pairs-alias-dev.tsv of ../shared/bench-names is absent.');

const shares = new Map<string, number>();
const add = (name: string, share: number): void => {
  for (const part of readParts(name)) {
    const key = [...part.symbols].map((code) => symbolNames[code]).join('.');
    shares.set(key, (shares.get(key) ?? 0) + share);
  }
};

const ordinary = readFileSync(new URL('./ordinary-names.txt', import.meta.url), 'utf8');
for (const line of ordinary.split('\n')) {
  const found = /^\S+ (\d+): (.+)$/.exec(line);
  if (found === null) continue;
  const names = found[2]!.split(' ');
  const weights = names.map((_, rank) => 1 / (rank + 8));
  const total = weights.reduce((a, b) => a + b, 0);
  // Half of a population's people carry names outside any list of this length.
  for (const [rank, name] of names.entries())
    add(name, (0.5 * Number(found[1]) * weights[rank]!) / total / 1000);
}

const people = new Map<string, Set<string>>();
for (const line of readFileSync(aliases, 'utf8').split('\n').slice(1)) {
  const [listId, primary] = line.split('\t');
  if (primary === undefined) continue;
  for (const part of readParts(primary)) {
    if (part.role !== 'name' && part.role !== 'kunya') continue;
    const seen = people.get(part.letters) ?? new Set();
    people.set(part.letters, seen.add(listId!));
  }
}
const everyone = [...people.values()].reduce((sum, seen) => sum + seen.size, 0);
for (const [letters, seen] of people) if (seen.size >= 3) add(letters, (0.5 * seen.size) / everyone);

const sum = [...shares.values()].reduce((a, b) => a + b, 0);
const items = [...shares]
  .map(([key, share]) => [key, Math.round((share / sum) * 1e6)] as const)
  .filter(([, count]) => count > 0);
items.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
const lines: string[] = [];
for (let i = 0; i < items.length; i += 12)
  lines.push(
    items
      .slice(i, i + 12)
      .map(([key, count]) => `${key} ${count}`)
      .join(', '),
  );
writeFileSync(
  new URL('../src/background-table.ts', import.meta.url),
  `// Written by tools/make-background.ts: symbols of a part and its count in a million parts of ordinary names.\nexport const backgroundTable = \`\n${lines.join('\n')}\n\`;\n`,
);
