import { spellingTable } from './spelling-table.ts';
import {
  firstArabic,
  firstOpaque,
  isArabicSymbol,
  isLatinSymbol,
  isLatinVowel,
  symbolCode,
  symbolCount,
} from './symbols.ts';

/** Costs inside the spelling distance are integers of 1/16 bit. */
export const costUnit = 16;
export const maximumSymbols = 60;

const defaultSubstitution = 8.5 * costUnit;
const defaultGap = 7 * costUnit;
// Two neighbouring letters swapped: the commonest slip of typing after a wrong letter.
const transposition = 6 * costUnit;
// An article glued to its part on one side only (ALTIKRITI, Tikriti).
const gluedArticle = 1.5 * costUnit;

const n = symbolCount;
const substitution = new Uint8Array(n * n).fill(defaultSubstitution);
/** Cost of a symbol opposite nothing, by the script of the other side. */
const gapWithin = new Uint8Array(n).fill(defaultGap);
const gapAcross = new Uint8Array(n).fill(defaultGap);

const setBoth = (a: number, b: number, cost: number): void => {
  substitution[a * n + b] = cost;
  substitution[b * n + a] = cost;
};

const setCost = (head: number, other: number, cost: number): void => {
  const units = Math.min(255, Math.round(cost * costUnit));
  if (head !== 0 && other !== 0) setBoth(head, other, units);
  else if (head === 0) gapAcross[other] = units;
  else gapWithin[head] = units;
};

const readTable = (): void => {
  let across = false;
  for (const line of spellingTable.split('\n')) {
    if (line.startsWith('#')) across = line.startsWith('# Latin to Arabic');
    if (line === '' || line.startsWith('#')) continue;
    const [head, ...rest] = line.split(' ');
    for (const item of rest) {
      const [name, cost] = item.split('=');
      const from = symbolCode(head === '_' ? '' : head!);
      if (across && name === '_') gapAcross[from] = Math.round(Number(cost) * costUnit);
      else setCost(from, symbolCode(name === '_' ? '' : name!), Number(cost));
    }
  }
  for (let s = 0; s < n; s++) substitution[s * n + s] = 0;
  // A digit, or a letter of a script that is not read, is never left out or written for another by a slip.
  for (let s = firstOpaque; s < n; s++) {
    for (let t = 0; t < n; t++) if (s !== t) setBoth(s, t, 255);
    gapWithin[s] = 255;
    gapAcross[s] = 255;
  }
};
readTable();

const width = maximumSymbols + 1;
const cells = new Uint16Array(width * width);

/** What the steps of a spelling cost, for the search's own table (distances.ts). */
export const editPrices = {
  gapWithin,
  gapAcross,
  substitution,
  transposition,
  gluedArticle,
  symbols: n,
} as const;

/** A way to write symbols that lie in a larger array: no slices in the hot path. */
export interface SymbolSpan {
  readonly codes: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/** A shorter part does not begin with an article that could be left out. */
export const leastWithArticle = 5;
export const startsWithArticle = (codes: Uint8Array, from: number, to: number): boolean =>
  to - from >= leastWithArticle && isLatinVowel(codes[from]!) && codes[from + 1] === symbolCodeL;
const symbolCodeL = symbolCode('l');

/** True where the two symbols are of different scripts, so that a vowel may stand opposite an unwritten slot. */
export const crossesScripts = (a: number, b: number): boolean =>
  (isLatinSymbol(a) && isArabicSymbol(b)) || (isArabicSymbol(a) && isLatinSymbol(b));

const fillEdges = (
  a: Uint8Array,
  af: number,
  at: number,
  b: Uint8Array,
  bf: number,
  bt: number,
  gap: Uint8Array,
): void => {
  cells[0] = 0;
  const articleA = startsWithArticle(a, af, at);
  const articleB = startsWithArticle(b, bf, bt);
  for (let i = 1; af + i <= at; i++) {
    const cost = cells[(i - 1) * width]! + gap[a[af + i - 1]!]!;
    cells[i * width] = i === 2 && articleA ? Math.min(cost, gluedArticle) : cost;
  }
  for (let j = 1; bf + j <= bt; j++) {
    const cost = cells[j - 1]! + gap[b[bf + j - 1]!]!;
    cells[j] = j === 2 && articleB ? Math.min(cost, gluedArticle) : cost;
  }
};

/**
 * Weighted edit distance of two symbol strings in 1/16 bit: -log2 of the probability that one is written where
 * the other is meant. Returns `limit + 1` as soon as the distance is certain to pass `limit`.
 */
export const spellingDistance = (
  a: Uint8Array,
  af: number,
  at: number,
  b: Uint8Array,
  bf: number,
  bt: number,
  limit: number,
): number => {
  if (at - af > maximumSymbols || bt - bf > maximumSymbols) return limit + 1;
  const gap = crossesScripts(a[af] ?? 0, b[bf] ?? 0) ? gapAcross : gapWithin;
  fillEdges(a, af, at, b, bf, bt, gap);
  const [rows, cols] = [at - af, bt - bf];
  for (let i = 1; i <= rows; i++) {
    const x = a[af + i - 1]!;
    const before = i > 1 ? a[af + i - 2]! : -1;
    const gapX = gap[x]!;
    const base = x * n;
    const [row, above] = [i * width, (i - 1) * width];
    let left = cells[row]!;
    let diagonal = cells[above]!;
    let least = left;
    for (let j = 1; j <= cols; j++) {
      const y = b[bf + j - 1]!;
      const up = cells[above + j]!;
      let best = diagonal + substitution[base + y]!;
      if (up + gapX < best) best = up + gapX;
      if (left + gap[y]! < best) best = left + gap[y]!;
      if (y === before && j > 1 && x !== y && x === b[bf + j - 2]) {
        best = Math.min(best, cells[above - width + j - 2]! + transposition);
      }
      cells[row + j] = best;
      diagonal = up;
      left = best;
      if (best < least) least = best;
    }
    if (least > limit && i > 2) return limit + 1;
  }
  return cells[rows * width + cols]!;
};

/** One step of an alignment: `di` symbols of a against `dj` symbols of b at a cost in 1/16 bit. */
export interface SpellingStep {
  readonly i: number;
  readonly j: number;
  readonly di: number;
  readonly dj: number;
  readonly cost: number;
}

/** The cheapest alignment itself, for the explanation; the same table as {@link spellingDistance}. */
export const spellingSteps = (a: Uint8Array, b: Uint8Array): SpellingStep[] => {
  spellingDistance(a, 0, a.length, b, 0, b.length, 65_000);
  const steps: SpellingStep[] = [];
  let i = a.length;
  let j = b.length;
  while (i > 0 || j > 0) {
    const step = stepBack(a, b, i, j);
    steps.push(step);
    i -= step.di;
    j -= step.dj;
  }
  return steps.reverse();
};

const stepBack = (a: Uint8Array, b: Uint8Array, i: number, j: number): SpellingStep => {
  const here = cells[i * width + j]!;
  const options: [number, number][] = [
    [1, 1],
    [1, 0],
    [0, 1],
    [2, 2],
    [2, 0],
    [0, 2],
  ];
  const gap = crossesScripts(a[0] ?? 0, b[0] ?? 0) ? gapAcross : gapWithin;
  for (const [di, dj] of options) {
    if (di > i || dj > j) continue;
    const cost = here - cells[(i - di) * width + j - dj]!;
    const expected =
      di === 1 && dj === 1
        ? substitution[a[i - 1]! * n + b[j - 1]!]!
        : di === 1 && dj === 0
          ? gap[a[i - 1]!]!
          : di === 0 && dj === 1
            ? gap[b[j - 1]!]!
            : di === 2 && dj === 2
              ? a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
                ? transposition
                : -1
              : (di === 2 ? i === 2 && j === 0 : j === 2 && i === 0)
                ? gluedArticle
                : -1;
    if (cost === expected) return { i: i - di, j: j - dj, di, dj, cost };
  }
  throw new Error('The spelling table has no way back: a defect of the distance.');
};

/** Latin part beside an Arabic part: they are of different scripts. */
export const differsInScript = (a: Uint8Array, b: Uint8Array): boolean =>
  crossesScripts(a[0] ?? 0, b[0] ?? 0);
export const isArabicPart = (codes: Uint8Array, at = 0): boolean => {
  const first = codes[at] ?? 0;
  return first >= firstArabic && first < firstOpaque;
};

export const partDistance = (a: Uint8Array, b: Uint8Array): number =>
  spellingDistance(a, 0, a.length, b, 0, b.length, 60_000);
