import { AIRPORT_ROWS } from './airports.data.ts';

/** An airport that scheduled international flights use. */
export interface Airport {
  readonly iata: string;
  readonly icao: string;
  /** ISO 3166-1 alpha-3. */
  readonly country: string;
  /** IANA time zone. */
  readonly zone: string;
  readonly city: { readonly en: string; readonly ar: string };
}

/** Every airport of the table. */
export const AIRPORTS: readonly Airport[] = Object.entries(AIRPORT_ROWS).flatMap(([place, rows]) => {
  const [country = '', zone = ''] = place.split(' ');
  return rows.split('|').map((row) => {
    const [iata = '', icao = '', en = '', ar = ''] = row.trim().split(',');
    return { iata, icao, country, zone, city: { en, ar } };
  });
});

const byCode = new Map(
  AIRPORTS.flatMap((entry) => [[entry.iata, entry] as const, [entry.icao, entry] as const]),
);

/**
 * The airport of an IATA or ICAO location code, in either case; null where the table doesn't hold it.
 *
 * @example
 * airport('BAH')?.zone; // 'Asia/Bahrain'
 */
export function airport(code: string): Airport | null {
  return byCode.get(code.trim().toUpperCase()) ?? null;
}

/**
 * The IANA time zone of an airport; null where the table doesn't hold it.
 *
 * @example
 * zoneOf('OBBI'); // 'Asia/Bahrain'
 */
export function zoneOf(code: string): string | null {
  return airport(code)?.zone ?? null;
}

const formats = new Map<string, Intl.DateTimeFormat | null>();
/** Zones come from messages too: the cache must not grow with what a sender invents. */
const FORMATS_MAX = 700;

function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  let format: Intl.DateTimeFormat | null = null;
  try {
    format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  if (formats.size < FORMATS_MAX) formats.set(zone, format);
  return format;
}

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, format: Intl.DateTimeFormat): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
}

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/;
const DAY = 86_400_000;

/**
 * The UTC instant of a local time. A time that occurs twice when clocks are set back is the earlier one; a time that is
 * skipped when they are set forward is counted on from the offset before (as in RFC 5545 §3.3.5).
 *
 * @param local `YYYY-MM-DDTHH:MM`
 * @returns `YYYY-MM-DDTHH:MM:00.000Z`, or null for a time or a zone that doesn't exist
 * @example
 * toUtc('2026-07-01T12:00', 'Asia/Bahrain'); // '2026-07-01T09:00:00.000Z'
 */
export function toUtc(local: string, zone: string): string | null {
  const parts = LOCAL.exec(local)?.slice(1).map(Number);
  const format = parts === undefined ? null : formatOf(zone);
  if (parts === undefined || format === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts;
  const wall = Date.UTC(year, month - 1, day, hour, minute);
  if (year < 1900 || new Date(wall).toISOString().slice(0, 16) !== local) return null;
  // The offsets of a day before and after are all that can hold around one change of clocks.
  const [before, after] = [offsetAt(wall - DAY, format), offsetAt(wall + DAY, format)];
  const found = [wall - before, wall - after]
    .sort((a, b) => a - b)
    .find((instant) => instant + offsetAt(instant, format) === wall);
  return new Date(found ?? wall - before).toISOString();
}
