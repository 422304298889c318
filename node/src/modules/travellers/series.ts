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
  const numbers = new Set(parts.flatMap(({ part }) => (part === null || part > MOST_PARTS ? [] : [part])));
  if (numbers.size === 0) return [];
  const last = Math.max(
    0,
    ...parts.flatMap(({ part, lastPart }) => (lastPart && part !== null ? [part] : [])),
  );
  const greatest = Math.max(...numbers);
  const end = last >= greatest ? last : greatest + 1;
  const missing: number[] = [];
  for (let part = 1; part <= Math.min(end, MOST_PARTS); part += 1) if (!numbers.has(part)) missing.push(part);
  return missing;
}

/** The series of a crossing of which parts are missing. */
export function incompleteSeries(parts: readonly ReceivedPart[]): { series: string; parts: number[] }[] {
  return [...groupBy(parts, ({ seriesKey }) => seriesKey)].flatMap(([series, received]) => {
    const missing = series === null ? [] : missingParts(received);
    return series !== null && missing.length > 0 ? [{ series, parts: missing }] : [];
  });
}
