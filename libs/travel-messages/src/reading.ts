import { componentAt, type Issue, type Segment } from '@jisr/edifact';
import type { DateReading } from './dates.ts';
import { raiseTravelIssue, type TravelIssueCode } from './issue-texts.ts';

/** One segment while it is read: its elements, where it stands and the issues of its message. */
export interface Reading {
  readonly segment: Segment;
  readonly index: number;
  readonly elements: readonly (readonly string[])[];
  /** Date of the message (or of the flight, where the message has none): the limit of past dates. */
  readonly limit: string | null;
  readonly issues: Issue[];
}

/** Component of the segment, trimmed, empty where absent. */
export function at(reading: Reading, element: number, component: number): string {
  return componentAt(reading.elements, element, component);
}

/** Records an issue at this segment. */
export function note(
  reading: Reading,
  code: TravelIssueCode,
  path: string | null = null,
  params: Readonly<Record<string, string | number>> = {},
): void {
  const { segment, index } = reading;
  const place = { segment: index, tag: segment.tag, offset: segment.offset, path, raw: segment.raw };
  reading.issues.push(raiseTravelIssue(code, place, params));
}

/** Records what is to be said about a date and gives its value. */
export function noteDate(reading: Reading, date: DateReading, value: string, path: string): string | null {
  if (date.problem === 'invalid') note(reading, 'DATE_INVALID', path, { value });
  else if (date.problem === 'partial') note(reading, 'DATE_PARTIAL', path, { value });
  else if (date.problem === 'implausible') note(reading, 'EXPIRY_IMPLAUSIBLE', path, { value });
  return date.value;
}

/** Records a code that no table knows; the code itself is kept. */
export function noteCode(reading: Reading, value: string, field: string, path: string | null = null): void {
  note(reading, 'CODE_UNKNOWN', path, { value, field });
}
