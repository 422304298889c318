import { type IssueCode, parseIssue } from './issues.ts';
import type { DraftName, ListingDraft, ParseIssue, ParseOutcome } from './listing-draft.ts';
import { naturalOrder, scriptTag, tidyName, unpackNames } from './name-texts.ts';
import { parsePartialDate } from './partial-dates.ts';
import { listedCountry, readBirth, readDocument, readPlace, valuesOf } from './un-fields.ts';
import { childrenOf, childText, walkXml, type XmlElement } from './xml-records.ts';

interface Gathering {
  readonly names: DraftName[];
  /** The texts of `names`, so that a long list of aliases is read in linear time. */
  readonly texts: Set<string>;
  readonly births: string[];
  readonly places: string[];
  readonly nationalities: string[];
  readonly notes: string[];
  readonly counts: Record<string, number>;
  readonly tell: (code: IssueCode, raw: string) => void;
}

function count(counts: Record<string, number>, kind: string): void {
  counts[kind] = (counts[kind] ?? 0) + 1;
}

function addOnce(values: string[], value: string): void {
  if (value !== '' && !values.includes(value)) values.push(value);
}

function addName(into: Gathering, text: string, quality: DraftName['quality']): void {
  if (text === '' || into.texts.has(text)) return;
  into.texts.add(text);
  into.names.push({ text, quality, lang: scriptTag(text) });
}

const QUALITIES: Readonly<Record<string, DraftName['quality']>> = {
  good: 'strong',
  low: 'weak',
  'a.k.a.': 'strong',
  'f.k.a.': 'strong',
};

function readNames(record: XmlElement, person: boolean, into: Gathering): void {
  const parts = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'];
  const stated = tidyName(parts.map((part) => childText(record, part)).join(' '));
  // Some entities are listed under two names at once, packed as aliases are.
  for (const name of stated.includes(';') ? unpackNames(stated).names : [stated]) {
    addName(into, name, into.names.length === 0 ? 'primary' : 'strong');
  }
  const original = childText(record, 'NAME_ORIGINAL_SCRIPT');
  if (original !== '') {
    count(into.counts, 'originalNames');
    addName(into, original, into.names.length === 0 ? 'primary' : 'original');
  }
  for (const alias of childrenOf(record, person ? 'INDIVIDUAL_ALIAS' : 'ENTITY_ALIAS'))
    readAlias(alias, person, into);
}

function readAlias(alias: XmlElement, person: boolean, into: Gathering): void {
  const written = childText(alias, 'ALIAS_NAME');
  const quality = childText(alias, 'QUALITY');
  const about = ['DATE_OF_BIRTH', 'CITY_OF_BIRTH', 'COUNTRY_OF_BIRTH', 'NOTE']
    .map((part) => childText(alias, part))
    .filter((part) => part !== '');
  if (about.length > 0) into.notes.push(`Alias ${written}: ${about.join('; ')}`);
  if (written === '' || written.toLowerCase() === 'na') return;
  count(into.counts, 'aliases');
  const unpacked = unpackNames(written);
  if (unpacked.leftOver) into.notes.push(`Alias: ${written}`);
  for (const name of unpacked.names.length > 0 ? unpacked.names : [written]) {
    count(into.counts, 'aliasNames');
    const text = person ? naturalOrder(name) : name;
    const weight = QUALITIES[quality.toLowerCase()] ?? 'strong';
    // A weak alias stays weak in whatever script it is written.
    addName(into, text, weight === 'strong' && scriptTag(text) !== null ? 'original' : weight);
  }
  const born = parsePartialDate(childText(alias, 'DATE_OF_BIRTH'));
  if (born) addOnce(into.births, born.value);
}

function readPerson(record: XmlElement, into: Gathering): void {
  for (const element of childrenOf(record, 'INDIVIDUAL_DATE_OF_BIRTH')) {
    const birth = readBirth(element);
    if (birth?.value != null) addOnce(into.births, birth.value);
    else if (birth) into.tell('DATE_UNREADABLE', birth.words ?? '');
    if (birth?.words != null) into.notes.push(birth.words);
  }
  for (const element of childrenOf(record, 'INDIVIDUAL_PLACE_OF_BIRTH'))
    addOnce(into.places, readPlace(element));
  for (const text of valuesOf(record, 'NATIONALITY')) {
    const code = listedCountry(text);
    if (code) addOnce(into.nationalities, code);
    else {
      into.tell('COUNTRY_UNKNOWN', text);
      into.notes.push(`Nationality: ${text}`);
    }
  }
}

function genderOf(record: XmlElement, into: Gathering): 'M' | 'F' | null {
  const text = childText(record, 'GENDER');
  const gender = ({ male: 'M', female: 'F' } as const)[text.toLowerCase()] ?? null;
  if (gender === null && text !== '') {
    into.tell('GENDER_UNKNOWN', text);
    into.notes.push(`Gender: ${text}`);
  }
  return gender;
}

function documentsOf(record: XmlElement, into: Gathering): ListingDraft['documents'] {
  return childrenOf(record, 'INDIVIDUAL_DOCUMENT').flatMap((element) => {
    const read = readDocument(element, into.nationalities);
    if (read === null) return [];
    count(into.counts, 'documents');
    if (read.value !== null) return [read.value];
    into.tell('DOCUMENT_UNREADABLE', read.words ?? '');
    into.notes.push(read.words ?? '');
    return [];
  });
}

function wordsOf(record: XmlElement, notes: readonly string[]): string | null {
  const labelled = [
    ['Title', valuesOf(record, 'TITLE')],
    ['Designation', valuesOf(record, 'DESIGNATION')],
  ] as const;
  const words = [
    ...labelled.flatMap(([label, values]) => (values.length === 0 ? [] : [`${label}: ${values.join('; ')}`])),
    ...notes,
    childText(record, 'COMMENTS1'),
  ].filter((part) => part !== '');
  return words.length === 0 ? null : words.join('\n');
}

function draft(record: XmlElement, reference: string, into: Gathering): ListingDraft {
  const person = record.name === 'INDIVIDUAL';
  readNames(record, person, into);
  readPerson(record, into);
  const gender = genderOf(record, into);
  const documents = documentsOf(record, into);
  const addresses: string[] = [];
  for (const element of childrenOf(record, person ? 'INDIVIDUAL_ADDRESS' : 'ENTITY_ADDRESS')) {
    addOnce(addresses, readPlace(element));
  }
  const listed = childText(record, 'LISTED_ON');
  return {
    reference,
    kind: person ? 'person' : 'organisation',
    names: into.names,
    birthDates: into.births,
    birthPlaces: into.places,
    nationalities: into.nationalities,
    gender,
    documents,
    addresses,
    programmes: [childText(record, 'UN_LIST_TYPE')].filter((programme) => programme !== ''),
    listedOn: /^\d{4}-\d{2}-\d{2}/.exec(listed)?.[0] ?? null,
    legalBasis: null,
    instruction: null,
    originator: null,
    handling: null,
    reviewOn: null,
    expiresOn: null,
    remarks: wordsOf(record, into.notes),
  };
}

/**
 * Reads the Consolidated List of the United Nations Security Council in its XML form. Aliases that pack several names
 * are taken apart (names.md §2); whatever has no field of its own stays, in the list's words, in `remarks`.
 *
 * @returns listings `UN:<reference number>`; counts `individuals`, `entities`, `originalNames`, `aliases` (fields that
 *   are not empty), `aliasNames` (names in them), `documents`
 * @example
 * parseUnConsolidated(xml).listings[0]?.reference; // 'UN:CDi.001'
 */
export function parseUnConsolidated(xml: string): ParseOutcome {
  const issues: ParseIssue[] = [];
  const listings: ListingDraft[] = [];
  const seen = new Set<string>();
  const counts: Record<string, number> = { individuals: 0, entities: 0 };
  const take = (record: XmlElement, line: number): void => {
    count(counts, record.name === 'INDIVIDUAL' ? 'individuals' : 'entities');
    const number = childText(record, 'REFERENCE_NUMBER');
    const reference = number === '' ? null : `UN:${number}`;
    const tell = (code: IssueCode, raw: string) => issues.push(parseIssue(code, { line, reference, raw }));
    if (reference === null) tell('REFERENCE_MISSING', childText(record, 'DATAID'));
    else if (seen.has(reference)) tell('REFERENCE_DUPLICATE', childText(record, 'DATAID'));
    else {
      const into = {
        names: [],
        texts: new Set<string>(),
        births: [],
        places: [],
        nationalities: [],
        notes: [],
        counts,
        tell,
      };
      const listing = draft(record, reference, into);
      if (listing.names.length === 0) tell('NAME_MISSING', childText(record, 'DATAID'));
      else listings.push(listing);
      seen.add(reference);
    }
  };
  const faults = walkXml(xml, new Set(['INDIVIDUAL', 'ENTITY']), take);
  for (const { code, line, raw } of faults) issues.push(parseIssue(code, { line, raw }));
  if (listings.length === 0) issues.push(parseIssue('LIST_EMPTY'));
  return { listings, issues, counts };
}
