import { createBest, type EngineKind } from './engine.ts';
import { loadFolding, loadPackage } from './packages.ts';

type Likeness = (one: string, other: string) => number;
type Codes = (text: string) => readonly [string, string];

/** A part that is less alike than this to every part of the other name has no counterpart. */
const leastLikeness = 0.5;
/** A listed name that is longer than what was asked lowers the score no further than this. */
const longestList = 1.5;

const lettersOf = (parts: readonly string[]): number => parts.reduce((sum, part) => sum + part.length, 0);

/**
 * Each part of the query with the most alike part of the listed name, weighed by its letters, over the letters of the
 * longer of the two.
 */
function compareParts(
  likeness: Likeness,
  sameFirstLetter: boolean,
  asked: readonly string[],
  listed: readonly string[],
): number {
  let sum = 0;
  for (const part of asked) {
    let best = 0;
    for (const other of listed) {
      if (sameFirstLetter && part[0] !== other[0]) continue;
      best = Math.max(best, part === other ? 1 : likeness(part, other));
      if (best === 1) break;
    }
    if (best >= leastLikeness) sum += best * part.length;
  }
  const letters = lettersOf(asked);
  return sum / Math.max(1, letters, Math.min(lettersOf(listed), letters * longestList));
}

const loadJaroWinkler = () => loadPackage<Likeness>('talisman/metrics/jaro-winkler');
const loadDoubleMetaphone = () => loadPackage<Codes>('talisman/phonetics/double-metaphone');

/** What a user of the sanctions search of OFAC meets: Jaro-Winkler by part, gated by an equal first letter. */
export const partsJaroWinkler: EngineKind = {
  key: 'parts-jaro-winkler',
  short: 'OFAC~',
  what: 'talisman 1.1.4: Jaro-Winkler of each part with the same first letter (OFAC-like), over the whole list',
  missing: async () => null,
  async create() {
    const fold = await loadFolding();
    const likeness = await loadJaroWinkler();
    let listed: string[][] = [];
    return {
      prepare(names) {
        listed = names.map((name) => fold(name).split(' '));
      },
      query(name, top) {
        const asked = fold(name).split(' ');
        const best = createBest(top);
        for (const [position, parts] of listed.entries())
          best.offer(position, compareParts(likeness, true, asked, parts));
        return best.kept;
      },
    };
  },
};

/** The names that share a Double Metaphone code with a part of the query, compared by part. */
export const metaphoneBlock: EngineKind = {
  key: 'metaphone-block',
  short: 'DM+JW',
  what: 'talisman 1.1.4: names that share a Double Metaphone code, then Jaro-Winkler of the parts',
  missing: async () => null,
  async create() {
    const fold = await loadFolding();
    const likeness = await loadJaroWinkler();
    const doubleMetaphone = await loadDoubleMetaphone();
    const known = new Map<string, readonly string[]>();
    const codesOf = (part: string): readonly string[] => {
      const codes = known.get(part) ?? [...new Set(doubleMetaphone(part))];
      known.set(part, codes);
      return codes;
    };
    const block = new Map<string, number[]>();
    let listed: string[][] = [];
    return {
      prepare(names) {
        listed = names.map((name) => fold(name).split(' '));
        for (const [position, parts] of listed.entries())
          for (const code of new Set(parts.flatMap(codesOf)))
            block
              .set(code, block.get(code) ?? [])
              .get(code)!
              .push(position);
      },
      query(name, top) {
        const asked = fold(name).split(' ');
        const positions = new Set(asked.flatMap(codesOf).flatMap((code) => block.get(code) ?? []));
        const best = createBest(top);
        for (const position of positions)
          best.offer(position, compareParts(likeness, false, asked, listed[position]!));
        return best.kept;
      },
    };
  },
};

/** What a whole name must reach in the rule of GTAS. */
const leastOfRule = 0.95;

/** The published rule of the passenger system GTAS, less its birth dates: equal code of the whole name and JW 0.95. */
export const gtasRule: EngineKind = {
  key: 'gtas-rule',
  short: 'GTAS',
  what: 'talisman 1.1.4: equal Double Metaphone of the whole name and Jaro-Winkler of 0.95 (the rule of GTAS)',
  missing: async () => null,
  async create() {
    const fold = await loadFolding();
    const likeness = await loadJaroWinkler();
    const doubleMetaphone = await loadDoubleMetaphone();
    const signature = (name: string) =>
      name
        .split(' ')
        .map((part) => doubleMetaphone(part)[0])
        .join('');
    const same = new Map<string, number[]>();
    let listed: string[] = [];
    return {
      prepare(names) {
        listed = names.map(fold);
        for (const [position, name] of listed.entries()) {
          const key = signature(name);
          same
            .set(key, same.get(key) ?? [])
            .get(key)!
            .push(position);
        }
      },
      query(name, top) {
        const asked = fold(name);
        const best = createBest(top);
        for (const position of same.get(signature(asked)) ?? []) {
          const score = likeness(asked, listed[position]!);
          if (score >= leastOfRule) best.offer(position, score);
        }
        return best.kept;
      },
    };
  },
};
