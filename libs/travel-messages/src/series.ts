import type { TravelMessage } from './types.ts';

/** What is known of a series from the parts that have come. */
export interface SeriesState {
  readonly complete: boolean;
  /** Number of parts, known once the final one is here. */
  readonly total: number | null;
  /** Parts that must exist and have not come, ascending. */
  readonly missing: readonly number[];
  /** Parts that came more than once, ascending. */
  readonly duplicates: readonly number[];
}

/**
 * Is a series complete? Parts 1 to n are all here and part n is marked final (travellers.md §1.3). Order of arrival
 * does not matter.
 * @example assembleSeries([{ part: 2, last: true }, { part: 1, last: false }]).complete // true
 */
export function assembleSeries(
  parts: readonly { readonly part: number; readonly last: boolean }[],
): SeriesState {
  const seen = new Set<number>();
  const twice = new Set<number>();
  let total: number | null = null;
  let highest = 0;
  for (const { part, last } of parts) {
    if (seen.has(part)) twice.add(part);
    seen.add(part);
    highest = Math.max(highest, part);
    if (last) total = Math.max(total ?? 0, part);
  }
  // A part beyond the final one means that the mark was wrong: the series is at least that long.
  const length = Math.max(total ?? 0, highest);
  const missing: number[] = [];
  for (let part = 1; part <= length; part++) if (!seen.has(part)) missing.push(part);
  const known = total !== null && total === length;
  return {
    complete: known && missing.length === 0,
    total: known ? total : null,
    missing,
    duplicates: [...twice].sort((a, b) => a - b),
  };
}

/**
 * What the parts of one series have in common: sender, type, common access reference and BGM code; without such a
 * reference sender, flight, departure date and BGM code (the caller then compares `sentAt` within ten minutes).
 * `null` where the message is not part of a series.
 * @example seriesKey(message) // 'QJAIRLINE|PAXLST|745|QJ412/260301/1310'
 */
export function seriesKey(message: TravelMessage): string | null {
  if (message.series === null) return null;
  const bgm = message.bgm.code ?? '';
  const head = [message.sender ?? '', message.format, bgm];
  if (message.commonAccessReference !== null) return [...head, message.commonAccessReference].join('|');
  const crossing = message.crossings[0];
  const flight = `${crossing?.carrier ?? ''}${crossing?.number ?? ''}${crossing?.suffix ?? ''}`;
  const day = crossing?.legs[0]?.departure?.slice(0, 10) ?? '';
  return flight === '' && day === '' ? null : [...head, flight, day].join('|');
}
