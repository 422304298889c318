import { type CsvRecord, readCsv } from './csv.ts';
import { parseIssue } from './issues.ts';
import type { DraftKind, DraftName, ListingDraft, ParseIssue, ParseOutcome } from './listing-draft.ts';
import { naturalOrder, scriptTag, tidyName } from './name-texts.ts';
import { parseRemarks, type Remarks } from './ofac-remarks.ts';

/** The texts of the four files of the legacy SDN format; only the first is needed. */
export interface OfacFiles {
  readonly sdn: string;
  readonly alt?: string;
  readonly add?: string;
  readonly comments?: string;
}

/** “-0-” stands for an empty field in every file of the format. */
const field = (record: CsvRecord, at: number): string => {
  const text = (record.fields[at] ?? '').trim();
  return text === '-0-' ? '' : text;
};

interface Reading {
  readonly issues: ParseIssue[];
  readonly counts: Record<string, number>;
  readonly alt: Map<string, CsvRecord[]>;
  readonly add: Map<string, CsvRecord[]>;
  readonly comments: Map<string, CsvRecord[]>;
}

function count(counts: Record<string, number>, kind: string, by = 1): void {
  counts[kind] = (counts[kind] ?? 0) + by;
}

/** Records of a side file by the number of their entity. */
function group(
  text: string | undefined,
  kind: string,
  columns: number,
  into: Omit<Reading, 'alt' | 'add' | 'comments'>,
) {
  const groups = new Map<string, CsvRecord[]>();
  for (const record of readCsv(text ?? '')) {
    count(into.counts, kind);
    const id = field(record, 0);
    if (record.damaged || record.fields.length < columns || !/^\d+$/.test(id)) {
      const code = /^\d+$/.test(id) ? 'ROW_DAMAGED' : 'ROW_UNREADABLE';
      into.issues.push(parseIssue(code, { line: record.line, raw: record.fields.join(',') }));
    }
    const known = groups.get(id);
    if (known) known.push(record);
    else groups.set(id, [record]);
  }
  return groups;
}

const KINDS: Readonly<Record<string, DraftKind>> = {
  '': 'organisation',
  entity: 'organisation',
  individual: 'person',
  vessel: 'vessel',
  aircraft: 'aircraft',
};

function namesOf(
  primary: string,
  kind: DraftKind,
  aliases: readonly CsvRecord[],
  weak: readonly DraftName[],
): DraftName[] {
  const order = (name: string): string => (kind === 'person' ? naturalOrder(tidyName(name)) : tidyName(name));
  const names: DraftName[] = [];
  const add = (text: string, quality: DraftName['quality']): void => {
    if (text !== '') names.push({ text, quality, lang: scriptTag(text) });
  };
  add(order(primary), 'primary');
  for (const alias of aliases)
    add(order(field(alias, 3)), /\bweak\b/i.test(field(alias, 4)) ? 'weak' : 'strong');
  return [...names, ...weak];
}

function addressOf(record: CsvRecord): string {
  const parts = [2, 3, 4]
    .map((at) => field(record, at))
    .filter((part) => part !== '' && part !== 'undetermined');
  const note = field(record, 5);
  return note === '' ? parts.join(', ') : `${parts.join(', ')} (${note})`.trim();
}

/** Title and, for vessels, the columns that only they use, as words before the remarks. */
function wordsOf(record: CsvRecord, remarks: string, notes: readonly string[]): string | null {
  const labels = [
    'Title',
    'Call sign',
    'Vessel type',
    'Tonnage',
    'Gross registered tonnage',
    'Vessel flag',
    'Vessel owner',
  ];
  const columns = labels.flatMap((label, at) => {
    const text = field(record, at + 4);
    return text === '' ? [] : [`${label}: ${text}`];
  });
  const words = [...columns, ...notes, remarks].filter((part) => part !== '');
  return words.length === 0 ? null : words.join('\n');
}

function draft(record: CsvRecord, id: string, primary: string, from: Reading): ListingDraft {
  const reference = `OFAC:${id}`;
  const type = field(record, 2).toLowerCase();
  const kind = KINDS[type] ?? 'other';
  const aliases = from.alt.get(id) ?? [];
  // The field holds 1,000 characters; what exceeds them goes on in the comments file, mid-word.
  const text = field(record, 11) + (from.comments.get(id) ?? []).map((row) => field(row, 1)).join('');
  const remarks = parseRemarks(text, kind === 'person');
  const tell = (code: Parameters<typeof parseIssue>[0], raw: string): void => {
    from.issues.push(parseIssue(code, { line: record.line, reference, raw }));
  };
  if (!(type in KINDS)) tell('KIND_UNKNOWN', type);
  for (const { code, raw } of remarks.problems) tell(code, raw);
  const aliasNotes = aliases.flatMap((alias) =>
    field(alias, 4) === '' ? [] : [`${field(alias, 2)} ${field(alias, 3)}: ${field(alias, 4)}`],
  );
  tally(remarks, from.counts);
  return {
    reference,
    kind,
    names: namesOf(primary, kind, aliases, remarks.names),
    birthDates: remarks.birthDates,
    birthPlaces: remarks.birthPlaces,
    nationalities: remarks.nationalities,
    gender: new Set(remarks.genders).size === 1 ? (remarks.genders[0] ?? null) : null,
    documents: remarks.documents,
    addresses: (from.add.get(id) ?? []).map(addressOf).filter((address) => address !== ''),
    programmes: field(record, 3)
      .split(/\] ?\[|; /)
      .map((part) => part.replace(/[[\]]/g, '').trim())
      .filter((part) => part !== ''),
    listedOn: null,
    legalBasis: null,
    instruction: null,
    originator: null,
    handling: null,
    reviewOn: null,
    expiresOn: null,
    remarks: wordsOf(record, text, aliasNotes),
  };
}

function tally(remarks: Remarks, counts: Record<string, number>): void {
  count(counts, 'remarks.understood', remarks.counts.understood);
  count(counts, 'remarks.words', remarks.counts.words);
  count(counts, 'remarks.unread', remarks.counts.unread);
}

/** Side records whose entity the list does not hold: counted, and told once a file. */
function tellOrphans(
  kind: string,
  groups: ReadonlyMap<string, CsvRecord[]>,
  seen: ReadonlySet<string>,
  into: Reading,
): void {
  const orphans = [...groups].filter(([id]) => !seen.has(id));
  if (orphans.length === 0) return;
  const rows = orphans.reduce((sum, [, records]) => sum + records.length, 0);
  count(into.counts, `${kind}.withoutListing`, rows);
  const raw = `${kind}: ${rows} (${orphans
    .slice(0, 20)
    .map(([id]) => id)
    .join(', ')})`;
  into.issues.push(parseIssue('ROWS_WITHOUT_LISTING', { line: orphans[0]?.[1][0]?.line ?? null, raw }));
}

/**
 * Reads the Specially Designated Nationals list of the US Treasury in its legacy CSV form: quoted CSV without a header,
 * `-0-` for empty, a Ctrl-Z at the end of some issues. Persons' names are put into natural order. The remarks are read
 * into fields and kept whole in `remarks`.
 *
 * @returns listings `OFAC:<entity number>`; counts `sdn`, `alt`, `add`, `comments`, the parts of remarks
 *   (`remarks.understood`, `remarks.words`, `remarks.unread`) and side rows without their listing
 * @example
 * parseOfacSdn({ sdn: '36,"AEROCARIBBEAN",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n' }).listings.length; // 1
 */
export function parseOfacSdn(files: OfacFiles): ParseOutcome {
  const issues: ParseIssue[] = [];
  const counts: Record<string, number> = { sdn: 0 };
  const start = { issues, counts };
  const from: Reading = {
    ...start,
    alt: group(files.alt, 'alt', 5, start),
    add: group(files.add, 'add', 6, start),
    comments: group(files.comments, 'comments', 2, start),
  };
  const listings: ListingDraft[] = [];
  const seen = new Set<string>();
  for (const record of readCsv(files.sdn)) {
    count(counts, 'sdn');
    const id = field(record, 0);
    const primary = tidyName(field(record, 1));
    const at = {
      line: record.line,
      reference: /^\d+$/.test(id) ? `OFAC:${id}` : null,
      raw: record.fields.join(','),
    };
    if (at.reference === null) issues.push(parseIssue('ROW_UNREADABLE', at));
    else if (seen.has(id)) issues.push(parseIssue('REFERENCE_DUPLICATE', at));
    else if (primary === '') issues.push(parseIssue('NAME_MISSING', at));
    else {
      if (record.damaged || record.fields.length !== 12) issues.push(parseIssue('ROW_DAMAGED', at));
      seen.add(id);
      listings.push(draft(record, id, primary, from));
    }
  }
  if (listings.length === 0) issues.push(parseIssue('LIST_EMPTY'));
  if (files.alt === undefined) issues.push(parseIssue('LIST_FILES_MISSING', { raw: 'alt.csv' }));
  for (const kind of ['alt', 'add', 'comments'] as const) tellOrphans(kind, from[kind], seen, from);
  return { listings, issues, counts };
}
