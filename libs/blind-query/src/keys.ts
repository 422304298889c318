import { nameKeys } from '@jisr/names';

/**
 * What is asked and what is listed, as bytes: `jisr-key-v1|<kind>|<fields>` in UTF-8, the same on both sides. The listing
 * side spreads what it does not know (`X` stands for any sex, each year of a range); the asking side varies what is
 * often misread. So a question stays at three keys a person.
 */
export type Key =
  | {
      readonly kind: 'doc';
      readonly issuer: string;
      readonly class: 'P' | 'V' | 'I';
      readonly number: string;
    }
  | { readonly kind: 'namedob'; readonly name: string; readonly birthDate: string; readonly sex: Sex }
  | { readonly kind: 'nameyear'; readonly name: string; readonly year: string; readonly sex: Sex };
export type Sex = 'M' | 'F' | 'X';

export interface DocumentFacts {
  /** ICAO document type: `P`, `V`, `I`, `ID`, `A`, `C` … ; null counts as a passport. */
  readonly type: string | null;
  readonly number: string;
  readonly issuer: string | null;
}

/** What is known of a person, by a carrier or by a listing. */
export interface PersonFacts {
  readonly names: readonly string[];
  /** `YYYY-MM-DD`, `YYYY-MM`, `YYYY` or a range of years `YYYY/YYYY`. */
  readonly birthDates: readonly string[];
  readonly sex: Sex | null;
  readonly nationality: string | null;
  readonly documents: readonly DocumentFacts[];
}

/** At most so many keys a person in a question (exchange reference §6); three unless more is asked for. */
export const MOST_KEYS = 6;
export const USUAL_KEYS = 3;
/** A range of years longer than this says nothing about a person. */
const LONGEST_RANGE = 10;
const MOST_ITEMS = 200;

const text = new TextEncoder();

/**
 * The bytes of a key.
 *
 * @example
 * encodeKey({ kind: 'doc', issuer: 'BHR', class: 'P', number: '1234567' }); // jisr-key-v1|doc|BHR|P|1234567
 */
export function encodeKey(key: Key): Uint8Array {
  const fields =
    key.kind === 'doc'
      ? [key.issuer, key.class, key.number]
      : [key.name, key.kind === 'namedob' ? key.birthDate : key.year, key.sex];
  return text.encode(['jisr-key-v1', key.kind, ...fields].join('|'));
}

/** Letters and digits of a document number, upper-cased; leading zeros stay. */
const numberOf = (number: string): string =>
  number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');

// ICAO Doc 9303: identity cards begin with I, A or C; visas with V; everything else that one travels on is a passport.
const classOf = (type: string | null): 'P' | 'V' | 'I' =>
  /^(V|visa)/i.test(type ?? '') ? 'V' : /^(I|A|C|national)/i.test(type ?? '') ? 'I' : 'P';

function documentKeys(person: PersonFacts): Extract<Key, { kind: 'doc' }>[] {
  return person.documents.flatMap((document): Extract<Key, { kind: 'doc' }>[] => {
    const issuer = document.issuer ?? person.nationality;
    const number = numberOf(document.number);
    if (!/^[A-Z]{3}$/.test(issuer ?? '') || number.length < 4 || number.length > 24) return [];
    return [{ kind: 'doc', issuer: issuer!, class: classOf(document.type), number }];
  });
}

/** The other readings of a number in which a letter may be a digit: O and 0, I and 1. All at once, as scanners err. */
function misread(key: Extract<Key, { kind: 'doc' }>): Key[] {
  const digits = key.number.replaceAll('O', '0').replaceAll('I', '1');
  const letters = key.number.replaceAll('0', 'O').replaceAll('1', 'I');
  return [digits, letters].filter((number) => number !== key.number).map((number) => ({ ...key, number }));
}

const fullDate = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The keys by which a traveller is asked, the most telling first: a document, name with birth date, name with birth
 * year, then further documents and readings.
 *
 * @param most keys at most, up to 6
 * @example
 * questionKeys(traveller).map(encodeKey);
 */
export function questionKeys(person: PersonFacts, most: number = USUAL_KEYS): Key[] {
  const documents = documentKeys(person);
  const sex = person.sex ?? 'X';
  const names = person.names.flatMap((name) => nameKeys(name) ?? []);
  const dates = person.birthDates.filter((date) => fullDate.test(date));
  const years = person.birthDates.filter((date) => /^\d{4}/.test(date)).map((date) => date.slice(0, 4));
  const byDate = names.flatMap((name): Key[] =>
    dates.map((birthDate) => ({ kind: 'namedob', name: name.ends, birthDate, sex })),
  );
  const byYear = names.flatMap(({ whole }): Key[] =>
    whole === null ? [] : years.slice(0, 1).map((year) => ({ kind: 'nameyear', name: whole, year, sex })),
  );
  const first = [...documents.slice(0, 1), ...byDate.slice(0, 1), ...byYear.slice(0, 1)];
  const rest = [...documents.slice(1), ...documents.flatMap(misread), ...byDate.slice(1), ...byYear.slice(1)];
  return distinct([...first, ...rest]).slice(0, Math.min(most, MOST_KEYS));
}

/** The years of a listed date: its own, or each of a range that is short enough to mean something. */
function yearsOf(date: string): string[] {
  const [from, to] = date.split('/').map((part) => Number(part.slice(0, 4)));
  if (!Number.isInteger(from)) return [];
  const last = to !== undefined && Number.isInteger(to) ? to : from!;
  if (last < from! || last - from! >= LONGEST_RANGE) return [];
  return Array.from({ length: last - from! + 1 }, (_, i) => String(from! + i).padStart(4, '0'));
}

/**
 * The keys under which a listing is filed: all its documents; each name with each birth date, for its sex and for an
 * unknown one, or for all where the listing does not say. Where only the year is known, the whole name with the year.
 *
 * @example
 * listingKeys(listing).map(encodeKey);
 */
export function listingKeys(person: PersonFacts): Key[] {
  const sexes: readonly Sex[] =
    person.sex === null || person.sex === 'X' ? ['M', 'F', 'X'] : [person.sex, 'X'];
  const names = person.names.flatMap((name) => nameKeys(name) ?? []);
  const keys: Key[] = [...documentKeys(person)];
  for (const date of person.birthDates)
    for (const { ends, whole } of names)
      for (const sex of sexes) {
        if (fullDate.test(date)) keys.push({ kind: 'namedob', name: ends, birthDate: date, sex });
        else if (whole !== null)
          for (const year of yearsOf(date)) keys.push({ kind: 'nameyear', name: whole, year, sex });
      }
  return distinct(keys).slice(0, MOST_ITEMS);
}

function distinct(keys: readonly Key[]): Key[] {
  const seen = new Set<string>();
  return keys.filter((key) => {
    const name = JSON.stringify(key);
    return !seen.has(name) && seen.add(name);
  });
}
