import { raiseEdifactIssue as raise } from './issue-texts.ts';
import { readEnvelopeTime } from './local-time.ts';
import { componentAt, elementsOf } from './split.ts';
import type { Group, Issue, Party, Separators, SeriesPart } from './types.ts';

/** The contents of UNB. */
export interface InterchangeHeader {
  readonly syntax: { readonly id: string; readonly version: string };
  readonly sender: Party | null;
  readonly recipient: Party | null;
  readonly preparedAt: string | null;
  readonly reference: string | null;
  readonly applicationReference: string | null;
  readonly test: boolean;
}

/** The contents of UNH. */
export interface MessageHeader {
  readonly type: string;
  readonly version: string;
  readonly release: string;
  readonly agency: string;
  readonly association: string;
  readonly reference: string;
  readonly commonAccessReference: string | null;
  readonly series: SeriesPart | null;
}

type Elements = readonly (readonly string[])[];

function partyAt(elements: Elements, index: number): Party | null {
  const id = componentAt(elements, index, 0);
  if (id === '') return null;
  return { id, qualifier: componentAt(elements, index, 1) || null };
}

/** UNB: S001, S002, S003, S004, 0020, S005, 0026, 0029, 0031, 0032, 0035 (travellers.md §1.2). */
export function readUnb(raw: string, separators: Separators): InterchangeHeader {
  const e = elementsOf(raw, separators);
  return {
    syntax: { id: componentAt(e, 1, 0).toUpperCase(), version: componentAt(e, 1, 1) },
    sender: partyAt(e, 2),
    recipient: partyAt(e, 3),
    preparedAt: readEnvelopeTime(componentAt(e, 4, 0), componentAt(e, 4, 1)),
    reference: componentAt(e, 5, 0) || null,
    applicationReference: componentAt(e, 7, 0) || null,
    test: componentAt(e, 11, 0) === '1',
  };
}

/** The header of an interchange that lost its UNB. */
export const absentHeader: InterchangeHeader = {
  syntax: { id: '', version: '' },
  sender: null,
  recipient: null,
  preparedAt: null,
  reference: null,
  applicationReference: null,
  test: false,
};

/** UNG: message type, sender, recipient, date and time, reference, agency, version. */
export function readUng(raw: string, separators: Separators): Group {
  const e = elementsOf(raw, separators);
  return {
    type: componentAt(e, 1, 0).toUpperCase(),
    sender: partyAt(e, 2),
    recipient: partyAt(e, 3),
    preparedAt: readEnvelopeTime(componentAt(e, 4, 0), componentAt(e, 4, 1)),
    reference: componentAt(e, 5, 0),
    agency: componentAt(e, 6, 0),
    version: (e[7] ?? []).map((c) => c.trim()).filter((c) => c !== ''),
  };
}

function readSeries(elements: Elements): SeriesPart | null {
  const number = componentAt(elements, 4, 0);
  if (!/^\d{1,4}$/.test(number)) return null;
  const flag = componentAt(elements, 4, 1).toUpperCase();
  return { part: Number(number), last: flag === 'F', flag };
}

/** UNH: 0062, S009, 0068, S010. */
export function readUnh(raw: string, separators: Separators, group: Group | null): MessageHeader {
  const e = elementsOf(raw, separators);
  const [version, release] = group?.version ?? [];
  return {
    reference: componentAt(e, 1, 0),
    type: (componentAt(e, 2, 0) || group?.type || '').toUpperCase(),
    version: componentAt(e, 2, 1) || version || '',
    release: componentAt(e, 2, 2) || release || '',
    agency: componentAt(e, 2, 3) || group?.agency || '',
    association: componentAt(e, 2, 4),
    commonAccessReference: componentAt(e, 3, 0) || null,
    series: readSeries(e),
  };
}

/** The two data of a trailer (UNT, UNE, UNZ): a count and a reference. */
export interface Trailer {
  readonly count: number | null;
  readonly reference: string;
}

/** Reads UNT, UNE or UNZ. */
export function readTrailer(raw: string, separators: Separators): Trailer {
  const e = elementsOf(raw, separators);
  const count = componentAt(e, 1, 0);
  return { count: /^\d{1,9}$/.test(count) ? Number(count) : null, reference: componentAt(e, 2, 0) };
}

type TrailerTag = 'UNT' | 'UNE' | 'UNZ';

/** Compares a trailer with what was read; both differences are warnings, never errors (travellers.md §1.2). */
export function checkTrailer(
  tag: TrailerTag,
  trailer: Trailer,
  counted: readonly number[],
  reference: string,
  place: { readonly segment: number | null; readonly offset: number; readonly raw: string },
): Issue[] {
  const issues: Issue[] = [];
  const at = { ...place, tag };
  if (!counted.includes(trailer.count ?? -1)) {
    issues.push(raise(`${tag}_COUNT`, at, { declared: trailer.count ?? '?', counted: counted[0] ?? 0 }));
  }
  if (trailer.reference !== reference) issues.push(raise(`${tag}_REF`, at));
  return issues;
}
