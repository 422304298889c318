/** Days and times as people read them: both calendars, the airport's own clock, never shifted by a zone. */
import type { Language } from '@jisr/contract';
import { type DigitStyle, localeOf } from './text.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The parts of an ISO day or local time, or null when the text is none. */
function dayParts(iso: string): readonly [number, number, number] | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  return found === null ? null : [Number(found[1]), Number(found[2]), Number(found[3])];
}

/**
 * The Hijri day (Umm al-Qura) of a Gregorian ISO day. Null for partial dates and other texts.
 *
 * @example
 * hijriDay('2026-11-23', 'ar', 'latin') // '13 جمادى الآخرة 1448'
 */
export function hijriDay(iso: string, language: Language, digits: DigitStyle): string | null {
  const parts = dayParts(iso);
  if (parts === null) return null;
  const [year, month, day] = parts;
  const format = new Intl.DateTimeFormat(`${localeOf(language, digits)}-ca-islamic-umalqura`, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const found = format.formatToParts(new Date(Date.UTC(year, month - 1, day)));
  const take = (type: string) => found.find((part) => part.type === type)?.value ?? '';
  // CLDR writes the ayn as U+02BB, which the console's typeface lacks; the apostrophe is the usual spelling.
  return `${take('day')} ${take('month').replaceAll('\u02bb', '\u2019')} ${take('year')}`;
}

/** The hour and minute of a carrier's local time, as printed; empty when the text has none. */
export const localClock = (local: string): string => /T(\d{2}:\d{2})/.exec(local)?.[1] ?? '';

/** The ISO day of a local time or day. */
export const localDay = (local: string): string => local.slice(0, 10);

const pad = (value: number) => String(value).padStart(2, '0');

/** `HH:mm` of an instant in this computer's zone or in UTC. */
export function clockOf(instant: Date, zone: 'local' | 'utc'): string {
  return zone === 'utc'
    ? `${pad(instant.getUTCHours())}:${pad(instant.getUTCMinutes())}`
    : `${pad(instant.getHours())}:${pad(instant.getMinutes())}`;
}

/** `YYYY-MM-DD` of an instant in this computer's zone or in UTC. */
export function dayOf(instant: Date, zone: 'local' | 'utc'): string {
  return zone === 'utc'
    ? instant.toISOString().slice(0, 10)
    : `${instant.getFullYear()}-${pad(instant.getMonth() + 1)}-${pad(instant.getDate())}`;
}

/** Time left (or gone) split for a countdown; `past` when the moment is behind us. */
export interface Span {
  readonly past: boolean;
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
}

/**
 * The span from now to a moment, whole minutes, rounded towards now.
 *
 * @example
 * spanTo(Date.parse('2026-11-23T02:05:00Z'), Date.parse('2026-11-23T00:00:00Z')) // 2 h 5 min ahead
 */
export function spanTo(moment: number, now: number): Span {
  const left = Math.abs(moment - now);
  return {
    past: moment < now,
    days: Math.floor(left / DAY),
    hours: Math.floor((left % DAY) / HOUR),
    minutes: Math.floor((left % HOUR) / MINUTE),
  };
}
