import { createHash } from 'node:crypto';
import type { ListIssue, ListingEntry } from '@jisr/contract';
import { otherScript } from '@jisr/names';
import type { z } from 'zod';
import { searchTextOf } from './fold-text.ts';
import type { ListingDraft } from './formats/listing-draft.ts';
import { isDay } from './model.ts';
import { displayName } from './present.ts';

type Issue = z.infer<typeof ListIssue>;

/** Longer references than any publisher's would not fit an index row. */
const REFERENCE_LENGTH = 200;

/** A listing as it is written to the database. */
export interface ListingRow {
  readonly reference: string;
  readonly kind: ListingDraft['kind'];
  readonly data: ListingDraft;
  readonly digest: string;
  readonly instruction: ListingDraft['instruction'];
  readonly legal_basis: string | null;
  readonly originator: string | null;
  readonly handling: string | null;
  readonly review_on: string | null;
  readonly expires_on: string | null;
  readonly search_text: string;
}

/**
 * Looks whether a draft can be taken in: a reference that serves as a key, days that exist.
 *
 * @returns the draft, without the days that do not exist; null where there is no usable reference
 * @example
 * const { draft, issues } = checkDraft(read);
 */
export function checkDraft(given: ListingDraft): { draft: ListingDraft | null; issues: Issue[] } {
  const reference = storable(given.reference);
  if (reference === '' || reference.length > REFERENCE_LENGTH)
    return { draft: null, issues: [referenceIssue(reference.slice(0, REFERENCE_LENGTH))] };
  const issues: Issue[] = [];
  const day = (value: string | null): string | null => {
    if (value === null || isDay(value)) return value;
    issues.push(dayIssue(reference, storable(value)));
    return null;
  };
  const draft = { ...given, reference, reviewOn: day(given.reviewOn), expiresOn: day(given.expiresOn) };
  return { draft, issues };
}

/**
 * Makes of a checked draft the row that the database takes: text that PostgreSQL can hold, the digest by which a change
 * is seen, and the text for the search.
 *
 * @example
 * rowOf(draft).digest; // 43 characters
 */
export function rowOf(checked: ListingDraft): ListingRow {
  const data = storable(checked);
  // The name as it is shown in the other script is found too: a list in Arabic alone by a reader of Latin letters.
  const shown = displayName(data.names, otherScript).other?.text;
  return {
    reference: data.reference,
    kind: data.kind,
    data,
    digest: digestOf(data),
    instruction: data.instruction,
    legal_basis: data.legalBasis,
    originator: data.originator,
    handling: data.handling,
    review_on: data.reviewOn,
    expires_on: data.expiresOn,
    search_text: searchTextOf(
      data.reference,
      [...data.names.map((name) => name.text), ...(shown === undefined ? [] : [shown])],
      data.documents.map((document) => document.number),
    ),
  };
}

/**
 * A hand-entered listing as a draft.
 *
 * @example
 * draftOfEntry(entry, 'NAT:7', '2026-03-01').reference; // 'NAT:7'
 */
export function draftOfEntry(entry: ListingEntry, reference: string, listedOn: string): ListingDraft {
  return { ...entry, reference, addresses: [], programmes: [], listedOn };
}

/**
 * SHA-256 of the canonical JSON (RFC 8785 §3.2.3: members in order of their names), base64url.
 *
 * @example
 * digestOf({ b: 1, a: 2 }) === digestOf({ a: 2, b: 1 }); // true
 */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('base64url');
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = value as Record<string, unknown>;
  const names = Object.keys(members).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalJson(members[name])}`).join(',')}}`;
}

/**
 * A copy without what PostgreSQL's jsonb cannot hold, U+0000 and halves of surrogate pairs: one such letter must not
 * refuse a whole list.
 *
 * @example
 * storable({ text: 'a\u0000b' }); // { text: 'ab' }
 */
export function storable<T>(value: T): T {
  return cleaned(value) as T;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\ufffd');
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [cleaned(name), cleaned(member)]));
}

const referenceIssue = (reference: string): Issue => ({
  code: 'REFERENCE_INVALID',
  severity: 'error',
  line: null,
  reference,
  message: {
    en: `The reference is empty or longer than ${REFERENCE_LENGTH} characters: this listing was not taken in.`,
    ar: `المرجع فارغ أو يزيد على ${REFERENCE_LENGTH} حرف، فلم يُدرج هذا القيد.`,
  },
});

const dayIssue = (reference: string, value: string): Issue => ({
  code: 'DATE_INVALID',
  severity: 'warn',
  line: null,
  reference,
  message: {
    en: `“${value}” is not a day of the calendar; the listing was taken in without it.`,
    ar: `القيمة «${value}» ليست تاريخًا صحيحًا، فأُدرج القيد من دونها.`,
  },
});

/**
 * The issue of a reference that the file holds twice.
 *
 * @example
 * duplicateIssue('NAT:7').code; // 'REFERENCE_REPEATED'
 */
export const duplicateIssue = (reference: string): Issue => ({
  code: 'REFERENCE_REPEATED',
  severity: 'error',
  line: null,
  reference,
  message: {
    en: 'The file holds this reference more than once: the first listing was taken in, this one was not.',
    ar: 'ورد هذا المرجع أكثر من مرة في الملف، فأُدرج القيد الأول دون هذا.',
  },
});
