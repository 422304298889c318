/**
 * Learns how readily one symbol stands for another and writes src/spelling-table.ts.
 * Reads only pairs-single-dev.tsv, pairs-fullname-dev.tsv and pairs-alias-dev.tsv of the evaluation kit.
 * Run: npx tsx libs/names/tools/learn-spelling.ts
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type NamePart, readParts } from '../src/parts.ts';
import { firstArabic, firstOpaque, readSymbols, symbolCount, symbolNames } from '../src/symbols.ts';
import { arabicCosts } from './arabic-confusions.ts';
import { habitCosts } from './romanisation-habits.ts';

const kit = new URL('../../../../shared/bench-names/', import.meta.url);
if (!existsSync(kit))
  throw new Error('The evaluation kit ../shared/bench-names is absent: nothing to learn from.');
const rows = (file: string): string[][] =>
  readFileSync(new URL(file, kit), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));

interface Pair {
  readonly from: Uint8Array;
  readonly to: Uint8Array;
  readonly weight: number;
}
type Joint = Float64Array;
const n = symbolCount;
const cell = (from: number, to: number): number => from * n + to;

/** One pass of expectation over a pair: forward-backward over all alignments (Ristad and Yianilos 1998). */
const expectPair = (pair: Pair, joint: Joint, counts: Joint): void => {
  const rowsN = pair.from.length;
  const colsN = pair.to.length;
  const width = colsN + 1;
  const forward = new Float64Array((rowsN + 1) * width);
  const backward = new Float64Array((rowsN + 1) * width);
  const step = (i: number, j: number, di: number, dj: number): number =>
    joint[cell(di === 1 ? pair.from[i]! : 0, dj === 1 ? pair.to[j]! : 0)]!;
  forward[0] = 1;
  for (let i = 0; i <= rowsN; i++)
    for (let j = 0; j <= colsN; j++) {
      const f = forward[i * width + j]!;
      if (i < rowsN) forward[(i + 1) * width + j]! += f * step(i, j, 1, 0);
      if (j < colsN) forward[i * width + j + 1]! += f * step(i, j, 0, 1);
      if (i < rowsN && j < colsN) forward[(i + 1) * width + j + 1]! += f * step(i, j, 1, 1);
    }
  backward[rowsN * width + colsN] = 1;
  const total = forward[rowsN * width + colsN]!;
  if (!(total > 0)) return;
  for (let i = rowsN; i >= 0; i--)
    for (let j = colsN; j >= 0; j--) {
      const at = i * width + j;
      const f = (forward[at]! * pair.weight) / total;
      const count = (di: number, dj: number, next: number): void => {
        const p = step(i, j, di, dj) * backward[next]!;
        backward[at]! += p;
        counts[cell(di === 1 ? pair.from[i]! : 0, dj === 1 ? pair.to[j]! : 0)]! += f * p;
      };
      if (i < rowsN) count(1, 0, at + width);
      if (j < colsN) count(0, 1, at + 1);
      if (i < rowsN && j < colsN) count(1, 1, at + width + 1);
    }
};

const learn = (pairs: readonly Pair[], start: Joint, rounds: number): Joint => {
  let joint = start;
  for (let round = 0; round < rounds; round++) {
    const counts = new Float64Array(n * n);
    for (const pair of pairs) expectPair(pair, joint, counts);
    const total = counts.reduce((a, b) => a + b, 0);
    joint = counts.map((c) => (c + 1e-3) / total);
  }
  return joint;
};

const uniform = (copy: boolean): Joint => {
  const joint = new Float64Array(n * n).fill(1e-4);
  for (let s = 1; s < n; s++) {
    joint[cell(s, 0)] = joint[cell(0, s)] = 1e-4;
    if (copy) joint[cell(s, s)] = 2e-2;
  }
  joint[0] = 0;
  return joint;
};

const crossPairs = (): Pair[] => {
  const single = rows('pairs-single-dev.tsv').map(([, arabic, latin]) =>
    pairOf(readParts(latin!), readParts(arabic!), 1),
  );
  const full = rows('pairs-fullname-dev.tsv').flatMap(([, arabic, latin]) => {
    const from = readParts(latin!).filter((part) => part.role === 'name');
    const to = readParts(arabic!).filter((part) => part.role === 'name');
    return from.length === to.length ? from.map((part, i) => pairOf([part], [to[i]!], 12)) : [];
  });
  return [...single, ...full].filter((pair) => pair !== null);
};

const pairOf = (from: readonly NamePart[], to: readonly NamePart[], weight: number): Pair | null =>
  from.length === 1 && to.length === 1 && to[0]!.symbols[0]! >= firstArabic
    ? { from: from[0]!.symbols, to: to[0]!.symbols, weight }
    : null;

const letterDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]! / Math.max(a.length, b.length);
};

/** Part pairs of a name and its strong alias: mutual nearest, and near enough to be the same name. */
const latinPairs = (): Pair[] =>
  rows('pairs-alias-dev.tsv').flatMap(([, primary, alias]) => {
    const from = readParts(primary!).filter((part) => part.role === 'name' && part.letters.length > 2);
    const to = readParts(alias!).filter((part) => part.role === 'name' && part.letters.length > 2);
    return from.flatMap((part) => {
      const best = to
        .map((other) => ({ other, d: letterDistance(part.letters, other.letters) }))
        .sort((a, b) => a.d - b.d)[0];
      if (best === undefined || best.d > 0.45) return [];
      // The exact copy has its own probability; what is learned here is how a spelling differs when it does.
      if (best.d === 0) return [];
      const back = from.every((rival) => letterDistance(rival.letters, best.other.letters) >= best.d);
      if (!back) return [];
      const a = readSymbols(part.letters).codes;
      const b = readSymbols(best.other.letters).codes;
      return [
        { from: a, to: b, weight: 0.5 },
        { from: b, to: a, weight: 0.5 },
      ];
    });
  });

const bits = (p: number): number => Math.min(12, Math.max(0, -Math.log2(p)));

/** Conditional costs: -log2 p(to | from), with the copy of a symbol as the free reference within a script. */
const conditional = (
  joint: Joint,
  from: readonly number[],
  to: readonly number[],
  copy: boolean,
): Map<string, number> => {
  const costs = new Map<string, number>();
  const inserted = from.reduce(
    (sum, s) => sum + to.reduce((t, u) => t + joint[cell(s, u)]!, joint[cell(s, 0)]!),
    0,
  );
  for (const s of from) {
    const total = to.reduce((sum, u) => sum + joint[cell(s, u)]!, joint[cell(s, 0)]!) + 2e-6;
    const reference = copy ? joint[cell(s, s)]! + 1e-6 : total;
    for (const u of [0, ...to]) costs.set(`${s} ${u}`, bits((joint[cell(s, u)]! + 1e-9) / reference));
  }
  for (const u of to) costs.set(`0 ${u}`, bits((joint[cell(0, u)]! + 1e-9) / inserted));
  return costs;
};

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const latin = range(1, firstArabic);
const arabic = range(firstArabic, firstOpaque);

const write = (): void => {
  const cross = crossPairs();
  const within = latinPairs();
  const crossCosts = conditional(learn(cross, uniform(false), 12), latin, arabic, false);
  const latinCosts = conditional(learn(within, uniform(true), 8), latin, latin, true);
  const line = (
    head: string,
    list: readonly number[],
    cost: (u: number) => number | undefined,
    limit: number,
  ): string =>
    `${head} ${list
      .map((u) => [u, cost(u)] as const)
      .filter(([, c]) => c !== undefined && c < limit)
      .map(([u, c]) => `${symbolNames[u] || '_'}=${c!.toFixed(1)}`)
      .join(' ')}`;
  const lines = [
    '# within Latin: cost of the second symbol where the first is written; _ is nothing',
    ...latin.map((s) =>
      line(
        symbolNames[s]!,
        [0, ...latin],
        (u) =>
          u === s
            ? undefined
            : ((latinCosts.get(`${s} ${u}`) ?? 12) + (latinCosts.get(`${u} ${s}`) ?? 12)) / 2,
        9,
      ),
    ),
    '# Latin to Arabic: cost of the Arabic letter for the Latin symbol; _ is unwritten',
    ...latin.map((s) =>
      line(
        symbolNames[s]!,
        [0, ...arabic],
        (u) =>
          Math.min(
            crossCosts.get(`${s} ${u}`) ?? 12,
            habitCosts.get(`${symbolNames[s]} ${symbolNames[u] || '_'}`) ?? 12,
          ),
        9.5,
      ),
    ),
    '# an Arabic letter that no Latin symbol stands for',
    line(
      '_',
      arabic,
      (u) => Math.min(crossCosts.get(`0 ${u}`) ?? 12, habitCosts.get(`_ ${symbolNames[u]}`) ?? 12),
      11,
    ),
    '# within Arabic: letters confused in writing (tools/arabic-confusions.ts)',
    ...arabicCosts,
  ];
  const text = `// Written by tools/learn-spelling.ts from ${cross.length} Arabic-Latin and ${within.length / 2} Latin-Latin part pairs. Costs in bits.\nexport const spellingTable = \`\n${lines.join('\n')}\n\`;\n`;
  writeFileSync(new URL('../src/spelling-table.ts', import.meta.url), text);
};

write();
