import { familiesOf, familyCount, formsOf } from './families.ts';
import { familyTable } from './family-table.ts';
import { type NamePart, readParts } from './parts.ts';
import { consonants, withoutGluedArticle } from './skeleton.ts';
import { readSymbols } from './symbols.ts';

/**
 * Canonical keys of names: what two systems compare when neither may see the other's names. Unlike the search, which
 * weighs spellings, a key can only be equal or not; so each part is reduced to one token that its spellings share in both
 * scripts: the family of spellings that it belongs to, or else its consonants by class.
 */

// Families that share an ambiguous Latin spelling (salim: سليم or سالم) are one token: no spelling may fall between two.
const leader = Int32Array.from({ length: familyCount }, (_, family) => family);
const leaderOf = (family: number): number => {
  let at = family;
  while (leader[at] !== at) at = leader[at]!;
  return at;
};
for (let family = 0; family < familyCount; family++)
  for (const form of formsOf(family))
    for (const other of familiesOf(form)) {
      const [a, b] = [leaderOf(family), leaderOf(other)];
      leader[Math.max(a, b)] = Math.min(a, b);
    }

const familyToken = (symbols: Uint8Array): string | null => {
  const [family] = familiesOf(symbols);
  return family === undefined ? null : `f${leaderOf(family)}`;
};

/** Final ه is typed for ة and the reverse (names.md §3). */
const otherEnding = (letters: string): Uint8Array | null => {
  if (/ه$/.test(letters)) return readSymbols(letters.replace(/ه$/, 'ة')).codes;
  return /ة$/.test(letters) ? readSymbols(letters.replace(/ة$/, 'ه')).codes : null;
};

const tokenOf = ({ symbols, letters }: NamePart): string => {
  const bare = withoutGluedArticle(symbols);
  const other = otherEnding(letters);
  return (
    familyToken(symbols) ??
    (bare && familyToken(bare)) ??
    (other && familyToken(other)) ??
    consonants(bare ?? symbols)
  );
};

/** The two keys of a name. */
export interface NameKeys {
  /** First and last part, in alphabetical order: neither the order of a name nor what stands between them matters. */
  readonly ends: string;
  /** Every part, in alphabetical order; null where there are fewer than two. */
  readonly whole: string | null;
}

/**
 * The canonical keys of a name; null when it has no part to compare. Titles, initials, kunyas and particles are left
 * out. The same name in Arabic and in Latin letters gives the same keys, and names that differ in one consonant class
 * give others; spelling slips are not forgiven.
 *
 * @example nameKeys('Mohamed AL-KHALIFA')?.ends === nameKeys('محمد الخليفة')?.ends; // true
 */
export const nameKeys = (name: string): NameKeys | null => {
  const parts = readParts(name).filter((part) => part.role === 'name');
  const tokens = parts.map(tokenOf).filter((token) => token !== '');
  if (tokens.length === 0) return null;
  const ends = tokens.length === 1 ? [tokens[0]!] : [tokens[0]!, tokens.at(-1)!];
  return {
    ends: ends.sort().join('.'),
    whole: tokens.length < 2 ? null : [...tokens].sort().join('.'),
  };
};

/**
 * Names the tables from which keys are made (FNV-1a of the family table): keys of two editions must not be compared,
 * or a name that moved between families would be missed in silence.
 */
export const nameKeyEdition: number = (() => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < familyTable.length; at++)
    hash = Math.imul(hash ^ familyTable.charCodeAt(at), 0x01000193);
  return hash >>> 0;
})();
