import { assembleSeries } from '@jisr/travel-messages';
import { groupBy } from './grouping.ts';

/** One part of a series as it came (S010): parts are counted from 1; only the last one says that it is the last. */
export interface ReceivedPart {
  readonly seriesKey: string | null;
  readonly part: number | null;
  readonly lastPart: boolean | null;
}

/** A sender's garbage must not make a list of a million missing parts. */
const MOST_PARTS = 9_999;

/**
 * The numbers of the parts of one series that have not come (travellers.md §1.3); where the last part has not come, the
 * number after the greatest stands for it and all that may follow. A message without part number is whole.
 *
 * @example
 * missingParts([{ part: 1, lastPart: false, seriesKey }, { part: 3, lastPart: true, seriesKey }]) // [2]
 */
export function missingParts(parts: readonly ReceivedPart[]): number[] {
  const counted = parts.flatMap(({ part, lastPart }) =>
    part === null || part > MOST_PARTS ? [] : [{ part, last: lastPart === true }],
  );
  const { complete, missing } = assembleSeries(counted);
  if (counted.length === 0 || complete) return [];
  const greatest = Math.max(...counted.map(({ part }) => part));
  const ended = counted.some(({ part, last }) => last && part === greatest);
  return ended ? [...missing] : [...missing, greatest + 1];
}

/**
 * A series as its carrier names it. The key also holds sender, format and document code, which tell series apart and
 * say nothing to a person.
 * @example seriesName('QJAIRLINE|PAXLST|745|QJ700/261125/1550'); // 'QJ700/261125/1550'
 */
export const seriesName = (key: string): string => key.split('|').slice(3).join(' ').trim() || key;

/** The series of a crossing of which parts are missing. */
export function incompleteSeries(parts: readonly ReceivedPart[]): { series: string; parts: number[] }[] {
  return [...groupBy(parts, ({ seriesKey }) => seriesKey)].flatMap(([series, received]) => {
    const missing = series === null ? [] : missingParts(received);
    return series !== null && missing.length > 0 ? [{ series: seriesName(series), parts: missing }] : [];
  });
}
