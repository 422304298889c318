import { toAlpha3 } from '../../../kernel/countries.ts';
import { parseIssue } from './issues.ts';
import type { DraftDocument, DraftKind, DraftName, ListingDraft, ParseIssue } from './listing-draft.ts';
import { scriptTag, tidyName } from './name-texts.ts';
import { parsePartialDate } from './partial-dates.ts';

/** One entity of FollowTheMoney, its properties as texts; nested entities are taken out of it beforehand. */
export interface FtmEntity {
  readonly id: string;
  readonly schema: string;
  readonly line: number;
  readonly properties: ReadonlyMap<string, readonly string[]>;
}

/** The schemata that become listings. */
export const LISTED_SCHEMATA: Readonly<Record<string, DraftKind>> = {
  Person: 'person',
  Organization: 'organisation',
  Company: 'organisation',
  // A company or a person: the publisher does not know which.
  LegalEntity: 'other',
  PublicBody: 'organisation',
  Vessel: 'vessel',
  Airplane: 'aircraft',
};

/** The schemata that say more about a listing: documents, addresses, sanctions. */
export const JOINED_SCHEMATA: ReadonlySet<string> = new Set([
  'Passport',
  'Identification',
  'Address',
  'Sanction',
]);

const of = (entity: FtmEntity, ...names: readonly string[]): string[] =>
  names.flatMap((name) => entity.properties.get(name) ?? []);

const unique = (values: readonly string[]): string[] => [...new Set(values)];

function namesOf(entity: FtmEntity): DraftName[] {
  const composed =
    of(entity, 'name').length > 0 ? [] : [[...of(entity, 'firstName'), ...of(entity, 'lastName')].join(' ')];
  const stated = [...of(entity, 'name'), ...composed].map(tidyName).filter((text) => text !== '');
  // The main name is the first in Latin letters, or else the first: FollowTheMoney gives its values no order.
  const primary = stated.find((text) => scriptTag(text) === null) ?? stated[0];
  const names: DraftName[] = [];
  const texts = new Set<string>();
  const add = (text: string, quality: DraftName['quality']): void => {
    if (text === '' || texts.has(text)) return;
    texts.add(text);
    names.push({ text, quality, lang: scriptTag(text) });
  };
  if (primary !== undefined) add(primary, 'primary');
  for (const text of [...stated, ...of(entity, 'alias', 'previousName').map(tidyName)]) {
    add(text, scriptTag(text) === null ? 'strong' : 'original');
  }
  for (const text of of(entity, 'weakAlias').map(tidyName))
    add(text, names.length === 0 ? 'primary' : 'weak');
  return names;
}

const DOCUMENT_PROPERTIES: readonly (readonly [name: string, type: DraftDocument['type']])[] = [
  ['passportNumber', 'passport'],
  ['idNumber', 'identity-card'],
  ['socialSecurityNumber', 'other'],
  ['taxNumber', 'other'],
  ['registrationNumber', 'other'],
  ['innCode', 'other'],
  ['ogrnCode', 'other'],
  ['leiCode', 'other'],
  ['imoNumber', 'other'],
  ['mmsi', 'other'],
  ['serialNumber', 'other'],
];

function documentsOf(entity: FtmEntity, joined: readonly FtmEntity[]): DraftDocument[] {
  const documents: DraftDocument[] = [];
  for (const part of joined) {
    const passport = part.schema === 'Passport' || of(part, 'type').some((type) => /passport/i.test(type));
    const issuer =
      of(part, 'country')
        .map(toAlpha3)
        .find((code) => code !== null) ?? null;
    const words = [...of(part, 'type'), ...of(part, 'authority'), ...of(part, 'summary')].join('; ');
    for (const number of of(part, part.schema === 'Passport' ? 'passportNumber' : 'number', 'number')) {
      const known = documents.some((document) => document.number === number);
      if (!known)
        documents.push({
          type: passport ? 'passport' : 'identity-card',
          number,
          issuer,
          note: words || null,
        });
    }
  }
  for (const [name, type] of DOCUMENT_PROPERTIES) {
    for (const number of of(entity, name)) {
      if (documents.some((document) => document.number === number)) continue;
      documents.push({ type, number, issuer: null, note: type === 'other' ? name : null });
    }
  }
  return documents;
}

const GENDERS: Readonly<Record<string, 'M' | 'F' | 'X'>> = { male: 'M', female: 'F', other: 'X' };

// Religion, ethnicity and political opinion are left behind on purpose (GDPR Art. 9).
const WORD_PROPERTIES = ['title', 'position', 'topics', 'status', 'sector', 'summary', 'notes'];

interface Fields {
  readonly birthDates: string[];
  readonly nationalities: string[];
  readonly words: string[];
}

function fieldsOf(entity: FtmEntity, kind: DraftKind, reference: string, issues: ParseIssue[]): Fields {
  const fields: Fields = { birthDates: [], nationalities: [], words: [] };
  const refuse = (code: 'DATE_UNREADABLE' | 'COUNTRY_UNKNOWN', raw: string): void => {
    issues.push(parseIssue(code, { line: entity.line, reference, raw }));
    fields.words.push(raw);
  };
  for (const text of of(entity, 'birthDate')) {
    const date = parsePartialDate(text.slice(0, 10)) ?? parsePartialDate(text);
    if (date) fields.birthDates.push(date.value);
    else refuse('DATE_UNREADABLE', text);
  }
  // Where a person lives or works (country) isn't what they are a national of.
  const nations =
    kind === 'person' ? ['nationality', 'citizenship'] : ['jurisdiction', 'country', 'mainCountry', 'flag'];
  for (const text of of(entity, ...nations)) {
    const code = toAlpha3(text);
    if (code) fields.nationalities.push(code);
    else refuse('COUNTRY_UNKNOWN', text);
  }
  if (kind === 'person') for (const text of of(entity, 'country')) fields.words.push(`country: ${text}`);
  return fields;
}

/** One gender, or none where there are several or an unknown one; unknown words are kept. */
function genderOf(entity: FtmEntity, words: string[], issues: ParseIssue[]): 'M' | 'F' | 'X' | null {
  const said = of(entity, 'gender');
  const genders = unique(said.map((text) => GENDERS[text.toLowerCase()] ?? ''));
  if (genders.includes('')) {
    words.push(...said);
    issues.push(
      parseIssue('GENDER_UNKNOWN', {
        line: entity.line,
        reference: `FTM:${entity.id}`,
        raw: said.join('; '),
      }),
    );
  }
  const gender = genders.length === 1 ? genders[0] : '';
  return gender === 'M' || gender === 'F' || gender === 'X' ? gender : null;
}

/**
 * Drafts the listing of one entity together with those that say more about it.
 *
 * @returns null where the entity has no name
 * @example
 * draftEntity(entity, [passport, sanction], issues)?.reference; // 'FTM:NK-1'
 */
export function draftEntity(
  entity: FtmEntity,
  joined: readonly FtmEntity[],
  issues: ParseIssue[],
): ListingDraft | null {
  const reference = `FTM:${entity.id}`;
  const kind = LISTED_SCHEMATA[entity.schema] ?? 'other';
  const names = namesOf(entity);
  if (names.length === 0) return null;
  const { birthDates, nationalities, words } = fieldsOf(entity, kind, reference, issues);
  const sanctions = joined.filter((part) => part.schema === 'Sanction');
  const gender = genderOf(entity, words, issues);
  for (const name of WORD_PROPERTIES) for (const text of of(entity, name)) words.push(`${name}: ${text}`);
  for (const part of sanctions) words.push(...of(part, 'reason', 'provisions', 'summary'));
  const listed = sanctions
    .flatMap((part) => of(part, 'listingDate', 'startDate'))
    .map((date) => date.slice(0, 10));
  return {
    reference,
    kind,
    names,
    birthDates: unique(birthDates),
    birthPlaces: unique(of(entity, 'birthPlace')),
    nationalities: unique(nationalities),
    gender,
    documents: documentsOf(
      entity,
      joined.filter((part) => part.schema === 'Passport' || part.schema === 'Identification'),
    ),
    addresses: unique([
      ...of(entity, 'address'),
      ...joined.filter((part) => part.schema === 'Address').flatMap((part) => of(part, 'full')),
    ]),
    programmes: unique([
      ...of(entity, 'program', 'programId'),
      ...sanctions.flatMap((part) => of(part, 'program', 'programId')),
    ]),
    listedOn: listed.filter((date) => /^\d{4}-\d{2}-\d{2}$/.test(date)).sort()[0] ?? null,
    legalBasis: null,
    instruction: null,
    originator: unique(sanctions.flatMap((part) => of(part, 'authority')))[0] ?? null,
    handling: null,
    reviewOn: null,
    expiresOn: null,
    remarks: words.length === 0 ? null : unique(words).join('\n'),
  };
}
