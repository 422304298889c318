import { decodeIcaoArabic } from './icao-arabic.ts';
import { servantWord } from './particles.ts';
import { type NamePart, readGivenParts, readParts } from './parts.ts';
import { isKnownPart, type Lexicon, splitPart } from './splitting.ts';
import { readSymbols } from './symbols.ts';
import type { NameQuery } from './types.ts';

/** A stretch of the query that may stand for one listed part: one slot, or neighbours written together. */
export interface QueryUnit {
  readonly from: number;
  readonly to: number;
  readonly part: NamePart;
  /** Parts that were written apart: to match them with one listed part is another division of the name. */
  readonly joined: boolean;
  /** The last part of a field that is full: it may be cut off. */
  readonly truncated: boolean;
}

/** One way to read the query's name. */
export interface Reading {
  readonly slots: readonly NamePart[];
  /** Slots of one group were written as one word: together they count as one extra part. */
  readonly groups: readonly number[];
  readonly units: readonly QueryUnit[];
  readonly truncated: boolean;
}

// Names are cut at 39, 31 and 30 characters in the MRZ (ICAO Doc 9303-4 to -6) and at 20 and 30 in carriers' fields.
const fieldLengths: ReadonlySet<number> = new Set([20, 30, 31, 39]);
const maximumSlots = 16;
const splitFrom = 7;

const isFull = (name: string): boolean => fieldLengths.has(name.length) || fieldLengths.has(name.length + 1);

const joinParts = (parts: readonly NamePart[]): NamePart => {
  const letters = parts
    .map((part) => part.letters)
    .join('')
    .slice(0, 60);
  return {
    text: parts.map((part) => part.text).join(' '),
    letters,
    symbols: readSymbols(letters).codes,
    role: 'name',
    article: parts[0]!.article,
  };
};

const unitsOf = (
  slots: readonly NamePart[],
  groups: readonly number[],
  words: readonly NamePart[],
  truncated: boolean,
): QueryUnit[] => {
  const units: QueryUnit[] = slots.map((part, i) => ({
    from: i,
    to: i + 1,
    part,
    joined: false,
    truncated: truncated && i === slots.length - 1,
  }));
  for (let i = 0; i + 1 < slots.length; i++) {
    const pair = [slots[i]!, slots[i + 1]!];
    if (pair.some((part) => part.role === 'title' || part.letters.length < 2)) continue;
    units.push({ from: i, to: i + 2, part: joinParts(pair), joined: true, truncated: false });
  }
  words.forEach((part, group) => {
    const from = groups.indexOf(group);
    const to = groups.lastIndexOf(group) + 1;
    if (to - from >= 2) units.push({ from, to, part, joined: false, truncated: false });
  });
  return units;
};

const makeReading = (
  lexicon: Lexicon,
  words: readonly NamePart[],
  glued: boolean,
  truncated: boolean,
): Reading => {
  const slots: NamePart[] = [];
  const groups: number[] = [];
  words.forEach((word, group) => {
    const long = word.role === 'name' && word.letters.length >= (glued ? splitFrom - 1 : splitFrom);
    const pieces = long && !isKnownPart(lexicon, word) ? splitPart(lexicon, word) : null;
    for (const piece of pieces ?? [word]) {
      if (slots.length >= maximumSlots) return;
      slots.push(piece);
      groups.push(group);
    }
  });
  return { slots, groups, units: unitsOf(slots, groups, words, truncated), truncated };
};

/** `RAUF HAFIZ ABDUR`: the surname was moved to the front, and the servant word lost what it serves. */
const turnServant = (words: readonly NamePart[]): readonly NamePart[] | null => {
  const last = words[words.length - 1];
  if (last === undefined || words.length < 2 || !servantWord.test(last.letters)) return null;
  return readParts([last, ...words.slice(0, -1)].map((word) => word.text).join(' '));
};

/**
 * All ways in which a query's name is read: as it is written; as Arabic decoded from the ICAO code. A carrier's
 * `SURNAME/GIVEN` has its title split off and its run-together names cut.
 */
export const readQuery = (lexicon: Lexicon, query: NameQuery): Reading[] => {
  const fields = query.surname !== undefined || query.givenNames !== undefined;
  const written = fields ? `${query.surname ?? ''}/${query.givenNames ?? ''}` : query.name;
  const name = written.length > 400 ? written.slice(0, 400) : written;
  const slash = name.indexOf('/');
  const glued = slash >= 0 && /^[^/]*\/[^/]*$/.test(name);
  const words = glued
    ? [...readParts(name.slice(0, slash)), ...readGivenParts(name.slice(slash + 1))]
    : readParts(name);
  const readings = [makeReading(lexicon, words, glued, isFull(name.trim()))];
  const turned = turnServant(words);
  if (turned !== null) readings.push(makeReading(lexicon, turned, glued, false));
  const decoded = decodeIcaoArabic(name);
  if (decoded !== null) readings.push(makeReading(lexicon, readParts(decoded), false, isFull(name)));
  return readings;
};
