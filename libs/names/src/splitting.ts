import { familiesOf } from './families.ts';
import type { IndexData } from './layout.ts';
import { type NamePart, partOfLetters } from './parts.ts';
import { findForm } from './vocabulary.ts';

/** Cuts a run of letters into the parts that an index knows: `SADDAMHUSSEIN` is Saddam + Hussein (names.md §8.6). */

const longestPiece = 15;
const shortestPiece = 2;
const pieceBits = 3; // the price of each further cut
const unknownBits = 12; // a piece that the index doesn't know …
const unknownLetterBits = 3; // … and each of its letters

/** How common a part with these symbols is among the listed and the ordinary ones; -1 where it is unknown. */
export type Lexicon = (symbols: Uint8Array) => number;

export const lexiconOf = (data: IndexData): Lexicon => {
  return (symbols) => {
    const found = findForm(data.formTable, data.partStart, data.partSymbols, symbols, 0, symbols.length);
    return found < 0 ? -1 : data.partShare[found]!;
  };
};

const pieceCost = (lexicon: Lexicon, part: NamePart): number => {
  const share = lexicon(part.symbols);
  if (share < 0) return unknownBits + unknownLetterBits * part.letters.length;
  return Math.min(20, -Math.log2(share + 2e-7));
};

/** True where the part is known as it is. */
export const isKnownPart = (lexicon: Lexicon, part: NamePart): boolean => lexicon(part.symbols) >= 0;

interface Cell {
  readonly cost: number;
  readonly from: number;
  readonly part: NamePart | null;
}

/** The likeliest cutting into known parts, or null where the run is likelier to be one part. */
export const splitPart = (lexicon: Lexicon, part: NamePart): NamePart[] | null => {
  const letters = part.letters;
  const best: Cell[] = [{ cost: 0, from: 0, part: null }];
  for (let end = 1; end <= letters.length; end++) {
    let cell: Cell = { cost: Infinity, from: 0, part: null };
    for (let from = Math.max(0, end - longestPiece); from <= end - shortestPiece; from++) {
      const before = best[from]!.cost;
      if (before === Infinity) continue;
      const run = letters.slice(from, end);
      const piece = partOfLetters(run, run);
      const cost = before + pieceCost(lexicon, piece) + pieceBits;
      if (cost < cell.cost) cell = { cost, from, part: piece };
    }
    best.push(cell);
  }
  const pieces: NamePart[] = [];
  for (let end = letters.length; end > 0; end = best[end]!.from) {
    const piece = best[end]!.part;
    if (piece === null) return null;
    pieces.unshift(piece);
  }
  return pieces.length > 1 && pieces.some((piece) => isKnownPart(lexicon, piece)) ? pieces : null;
};

const shortestName = 3;

/** A part that is two well-known names written together, however well known it is itself: Alireza, محمدرضا. */
export const splitCompound = (part: NamePart): NamePart[] | null => {
  const { letters } = part;
  // Words that stand apart were put together on purpose, Abd Ahmad is no Ahmad; and Muhammed is no Muh Ammed.
  if (/[^\p{L}\p{M}]/u.test(part.text) || familiesOf(part.symbols).length > 0) return null;
  for (let at = shortestName; at <= letters.length - shortestName; at++) {
    const pieces = [letters.slice(0, at), letters.slice(at)].map((run) => partOfLetters(run, run));
    if (pieces.every(({ symbols, role }) => role === 'name' && familiesOf(symbols).length > 0)) return pieces;
  }
  return null;
};
