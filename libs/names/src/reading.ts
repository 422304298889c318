import { decodeIcaoArabic } from './icao-arabic.ts';
import { type Organisation, readOrganisation, unwrittenAcronym, writtenAcronym } from './organisations.ts';
import { servantWord } from './particles.ts';
import { type NamePart, readGivenParts, readParts } from './parts.ts';
import { isKnownPart, type Lexicon, splitCompound, splitPart } from './splitting.ts';
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
  /** It is read as the name of an organisation. */
  readonly organisation: boolean;
  /** It is the initials of the name alone. */
  readonly acronym: boolean;
}

// Names are cut at 39, 31 and 30 characters in the MRZ (ICAO Doc 9303-4 to -6) and at 20 and 30 in carriers' fields.
const fieldLengths: ReadonlySet<number> = new Set([20, 30, 31, 39]);
const maximumSlots = 16;
const splitFrom = 7;

/** These fields hold letters of the Latin script; what is written above or below a letter takes no place in them. */
const isFull = (name: string): boolean => {
  if (name.length < 19 || /\p{Script=Arabic}/u.test(name)) return false;
  const { length } = name.normalize('NFC').replace(/[\p{M}\p{Cf}]/gu, '');
  return fieldLengths.has(length) || fieldLengths.has(length + 1);
};

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
  longestJoin: number,
): QueryUnit[] => {
  const units: QueryUnit[] = slots.map((part, i) => ({
    from: i,
    to: i + 1,
    part,
    joined: false,
    truncated: truncated && i === slots.length - 1,
  }));
  for (let length = 2; length <= longestJoin; length++)
    for (let i = 0; i + length <= slots.length; i++) {
      const run = slots.slice(i, i + length);
      if (run.some((part) => part.role === 'title' || part.letters.length < 2)) continue;
      units.push({ from: i, to: i + length, part: joinParts(run), joined: true, truncated: false });
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
  organisation = false,
): Reading => {
  const slots: NamePart[] = [];
  const groups: number[] = [];
  words.forEach((word, group) => {
    const long = word.role === 'name' && word.letters.length >= (glued ? splitFrom - 1 : splitFrom);
    const known = long && isKnownPart(lexicon, word);
    const pieces = known ? splitCompound(word) : long ? splitPart(lexicon, word) : null;
    for (const piece of pieces ?? [word]) {
      if (slots.length >= maximumSlots) return;
      slots.push(piece);
      groups.push(group);
    }
  });
  const units = unitsOf(slots, groups, words, truncated, organisation ? 3 : 2);
  return { slots, groups, units, truncated, organisation, acronym: false };
};

/** `RAUF HAFIZ ABDUR`: the surname was moved to the front, and the servant word lost what it serves. */
const turnServant = (words: readonly NamePart[]): readonly NamePart[] | null => {
  const last = words[words.length - 1];
  if (last === undefined || words.length < 2 || !servantWord.test(last.letters)) return null;
  return readParts([last, ...words.slice(0, -1)].map((word) => word.text).join(' '));
};

const acronymReading = (part: NamePart): Reading => ({
  slots: [part],
  groups: [0],
  units: [{ from: 0, to: 1, part, joined: false, truncated: false }],
  truncated: false,
  organisation: true,
  acronym: true,
});

/** `ADF` may be the initials of a listed name; the words of a name may be listed as their initials. */
const acronymReadings = (name: string, organisation: Organisation): Reading[] => {
  const { parts, acronyms, initials } = organisation;
  const word = parts.length === 1 && /^[a-z]{3,7}$/.test(parts[0]!.letters) ? parts[0]! : null;
  const written = new Set([...acronyms, ...(organisation.certainty === 'no' ? [] : initials)]);
  return [
    ...(word === null ? [] : [acronymReading(unwrittenAcronym(word.text, word.letters))]),
    ...Array.from(written, (letters) => acronymReading(writtenAcronym(name, letters))),
  ];
};

const organisationReadings = (lexicon: Lexicon, name: string, organisation: Organisation): Reading[] => [
  makeReading(lexicon, organisation.parts, false, isFull(name.trim()), true),
  ...acronymReadings(name, organisation),
];

const personReadings = (lexicon: Lexicon, name: string): Reading[] => {
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

/**
 * All ways in which a query's name is read: as it is written; as Arabic decoded from the ICAO code; as an
 * organisation's, where it is one, or its words say so. A carrier's `SURNAME/GIVEN` has its title split off and its
 * run-together names cut.
 */
export const readQuery = (lexicon: Lexicon, query: NameQuery): Reading[] => {
  const fields = query.surname !== undefined || query.givenNames !== undefined;
  const written = fields ? `${query.surname ?? ''}/${query.givenNames ?? ''}` : query.name;
  const name = written.length > 400 ? written.slice(0, 400) : written;
  if (fields || (query.kind !== undefined && query.kind !== 'organisation' && query.kind !== 'other'))
    return personReadings(lexicon, name);
  const organisation = readOrganisation(name);
  if (query.kind === 'organisation' || organisation.certainty === 'sure')
    return organisationReadings(lexicon, name, organisation);
  if (organisation.certainty === 'no')
    return [...personReadings(lexicon, name), ...acronymReadings(name, organisation)];
  return [...personReadings(lexicon, name), ...organisationReadings(lexicon, name, organisation)];
};
