import { toAlpha3 } from '../../../kernel/countries.ts';
import { type CsvRecord, readCsv } from './csv.ts';
import { type IssueCode, parseIssue } from './issues.ts';
import {
  COLUMNS,
  type Column,
  columnOf,
  documentTypeOf,
  genderOf,
  instructionOf,
  kindOf,
} from './jisr-columns.ts';
import type { DraftDocument, DraftName, ListingDraft, ParseIssue, ParseOutcome } from './listing-draft.ts';
import { scriptTag, tidyName } from './name-texts.ts';
import { asciiDigits, parsePartialDate } from './partial-dates.ts';

type Cell = (column: Column) => string;

interface Row {
  readonly cell: Cell;
  readonly notes: string[];
  readonly tell: (code: IssueCode, raw: string) => void;
}

const several = (text: string): string[] =>
  text
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function namesOf({ cell }: Row): DraftName[] {
  const names: DraftName[] = [];
  const add = (text: string, quality: DraftName['quality']): void => {
    const tidy = tidyName(text);
    if (tidy !== '') names.push({ text: tidy, quality, lang: scriptTag(tidy) });
  };
  add(cell('name'), 'primary');
  add(cell('original_name'), names.length === 0 ? 'primary' : 'original');
  for (const text of several(cell('aliases'))) add(text, 'strong');
  for (const text of several(cell('weak_aliases'))) add(text, 'weak');
  return names;
}

function birthDatesOf(row: Row): string[] {
  return several(row.cell('birth_dates')).flatMap((text) => {
    const date = parsePartialDate(text);
    if (date?.exact !== true) row.notes.push(`birth_dates: ${text}`);
    if (date === null) row.tell('DATE_UNREADABLE', text);
    return date === null ? [] : [date.value];
  });
}

function nationalitiesOf(row: Row): string[] {
  return several(row.cell('nationalities')).flatMap((text) => {
    const code = toAlpha3(text);
    if (code !== null) return [code];
    row.tell('COUNTRY_UNKNOWN', text);
    row.notes.push(`nationalities: ${text}`);
    return [];
  });
}

function documentsOf(row: Row): DraftDocument[] {
  return several(row.cell('documents')).flatMap((text) => {
    const [typeText = '', number = '', issuerText = ''] = text.split(':').map((part) => part.trim());
    const type = documentTypeOf(typeText);
    const issuer = issuerText === '' ? null : toAlpha3(issuerText);
    if (number === '') {
      row.tell('DOCUMENT_UNREADABLE', text);
      row.notes.push(`documents: ${text}`);
      return [];
    }
    if (issuerText !== '' && issuer === null) row.tell('COUNTRY_UNKNOWN', text);
    const plain = type !== null && (issuerText === '' || issuer !== null);
    return [{ type: type ?? 'other', number: asciiDigits(number), issuer, note: plain ? null : text }];
  });
}

function dayOf(row: Row, column: 'review_on' | 'expires_on'): string | null {
  const text = row.cell(column);
  const date = text === '' ? null : parsePartialDate(text);
  if (date !== null && /^\d{4}-\d{2}-\d{2}$/.test(date.value)) return date.value;
  if (text !== '') {
    row.tell('DATE_UNREADABLE', text);
    row.notes.push(`${column}: ${text}`);
  }
  return null;
}

/** A cell of fixed words: their meaning, or null with an issue and the words kept. */
function wordOf<T>(row: Row, column: Column, read: (text: string) => T | null, code: IssueCode): T | null {
  const text = row.cell(column);
  const value = text === '' ? null : read(text);
  if (text !== '' && value === null) {
    row.tell(code, text);
    row.notes.push(`${column}: ${text}`);
  }
  return value;
}

function draft(row: Row, reference: string, names: readonly DraftName[]): ListingDraft {
  const { cell, notes } = row;
  const kind = cell('kind') === '' ? 'person' : (wordOf(row, 'kind', kindOf, 'KIND_UNKNOWN') ?? 'other');
  const fields = {
    birthDates: birthDatesOf(row),
    nationalities: nationalitiesOf(row),
    gender: wordOf(row, 'gender', genderOf, 'GENDER_UNKNOWN'),
    documents: documentsOf(row),
    instruction: wordOf(row, 'instruction', instructionOf, 'INSTRUCTION_UNKNOWN'),
    reviewOn: dayOf(row, 'review_on'),
    expiresOn: dayOf(row, 'expires_on'),
  };
  const words = [cell('remarks'), ...notes].filter((part) => part !== '');
  return {
    reference,
    kind,
    names,
    ...fields,
    birthPlaces: [],
    addresses: [],
    programmes: [],
    listedOn: null,
    legalBasis: cell('legal_basis') || null,
    originator: cell('originator') || null,
    handling: cell('handling') || null,
    remarks: words.length === 0 ? null : words.join('\n'),
  };
}

function headerOf(record: CsvRecord | undefined, issues: ParseIssue[]): Map<Column, number> | null {
  const columns = new Map<Column, number>();
  const unknown: string[] = [];
  for (const [at, heading] of (record?.fields ?? []).entries()) {
    const column = columnOf(heading);
    if (column !== null && !columns.has(column)) columns.set(column, at);
    else if (heading.trim() !== '') unknown.push(heading);
  }
  if (!columns.has('reference') || !columns.has('name')) {
    issues.push(
      parseIssue('HEADER_MISSING', { line: record?.line ?? 1, raw: record?.fields.join(',') ?? null }),
    );
    return null;
  }
  for (const raw of unknown) issues.push(parseIssue('COLUMN_UNKNOWN', { line: record?.line ?? 1, raw }));
  return columns;
}

/**
 * Reads the project's own list: CSV with a header row in English or Arabic, several values in a cell parted by `|`,
 * documents as `type:number:issuer`. A wrong value is told with its line and kept in the remarks; a row without
 * reference or name is told and left out; the other rows are read.
 *
 * @returns listings under the references as written; count `rows`
 * @example
 * parseJisrCsv('reference,name\nBH-1,Jane Doe\n').listings[0]?.names[0]?.text; // 'Jane Doe'
 */
export function parseJisrCsv(text: string): ParseOutcome {
  const issues: ParseIssue[] = [];
  const [head, ...records] = readCsv(text);
  const columns = headerOf(head, issues);
  if (columns === null) return { listings: [], issues, counts: { rows: records.length } };
  const listings: ListingDraft[] = [];
  const seen = new Set<string>();
  for (const record of records) {
    const { line, fields } = record;
    const cell: Cell = (column) => (fields[columns.get(column) ?? -1] ?? '').trim();
    const reference = cell('reference');
    const at = { line, reference: reference || null, raw: fields.join(',') };
    if (reference === '') issues.push(parseIssue('REFERENCE_MISSING', at));
    else if (seen.has(reference)) issues.push(parseIssue('REFERENCE_DUPLICATE', at));
    else {
      if (record.damaged || fields.length !== head?.fields.length) issues.push(parseIssue('ROW_DAMAGED', at));
      const tell = (code: IssueCode, raw: string) => issues.push(parseIssue(code, { line, reference, raw }));
      const row: Row = { cell, notes: [], tell };
      const names = namesOf(row);
      if (names.length === 0) tell('NAME_MISSING', at.raw);
      else listings.push(draft(row, reference, names));
      seen.add(reference);
    }
  }
  if (listings.length === 0) issues.push(parseIssue('LIST_EMPTY'));
  return { listings, issues, counts: { rows: records.length } };
}

const quote = (text: string): string =>
  /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

function cellsOf(listing: ListingDraft): Record<Column, string> {
  const named = (quality: DraftName['quality']) =>
    listing.names.filter((name) => name.quality === quality).map((name) => name.text);
  const documents = listing.documents.map(({ type, number, issuer }) =>
    [type, number, ...(issuer ? [issuer] : [])].join(':'),
  );
  return {
    reference: listing.reference,
    kind: listing.kind,
    name: named('primary')[0] ?? '',
    original_name: named('original')[0] ?? '',
    aliases: [...named('primary').slice(1), ...named('original').slice(1), ...named('strong')].join('|'),
    weak_aliases: named('weak').join('|'),
    birth_dates: listing.birthDates.join('|'),
    nationalities: listing.nationalities.join('|'),
    gender: listing.gender ?? '',
    documents: documents.join('|'),
    legal_basis: listing.legalBasis ?? '',
    instruction: listing.instruction ?? '',
    originator: listing.originator ?? '',
    handling: listing.handling ?? '',
    review_on: listing.reviewOn ?? '',
    expires_on: listing.expiresOn ?? '',
    remarks: listing.remarks ?? '',
  };
}

/**
 * Writes listings as the project's own list, under English or Arabic headings; what has no column there (places,
 * addresses, programmes, notes of documents) is left out.
 *
 * @example
 * parseJisrCsv(writeJisrCsv(listings, 'ar')).listings.length === listings.length; // true
 */
export function writeJisrCsv(listings: readonly ListingDraft[], headings: 'en' | 'ar' = 'en'): string {
  const columns = Object.keys(COLUMNS) as Column[];
  const head = columns.map((column) => (headings === 'ar' ? COLUMNS[column] : column)).join(',');
  const rows = listings.map((listing) => {
    const cells = cellsOf(listing);
    return columns.map((column) => quote(cells[column])).join(',');
  });
  return [head, ...rows, ''].join('\r\n');
}
