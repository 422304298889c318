import { isCalendarDay } from '@jisr/edifact';

/** A date as read: ISO (`YYYY-MM-DD`, `YYYY-MM`, `YYYY`) or `null`, and what is to be said about it. */
export interface DateReading {
  readonly value: string | null;
  readonly problem: 'invalid' | 'partial' | 'implausible' | null;
}

const invalid: DateReading = { value: null, problem: 'invalid' };
const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

interface DateDigits {
  /** Two or four digits. */
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

/** CCYYMMDDHHMM or YYMMDDHHMMSS: both have 12 digits, the format code or the century tells (DTM 2379). */
function isShortYear(digits: string, format: string): boolean {
  if (digits.length === 6 || digits.length === 10) return true;
  return digits.length === 12 && (format === '202' || !/^(?:19|20)/.test(digits));
}

/** Length decides where the format code contradicts it (travellers.md §2.6: 8 digits are CCYYMMDD). */
function digitsOf(raw: string, format: string): DateDigits | null {
  const text = raw.trim().toUpperCase();
  if (format !== '602' && format !== '610' && /^\d+$/.test(text)) return numericDigits(text, format);
  const named = /^(\d{2})[- ]?([A-Z]{3})[- ]?(\d{4}|\d{2})$/.exec(text);
  if (named !== null) {
    const month = months.indexOf(named[2]!) + 1;
    return month === 0 ? null : { year: named[3]!, month: String(month).padStart(2, '0'), day: named[1]! };
  }
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso !== null) return { year: iso[1]!, month: iso[2]!, day: iso[3]! };
  // 2379: a year (602), a year and month (610).
  if (format === '602' && /^\d{4}$/.test(text)) return { year: text, month: '00', day: '00' };
  if (format === '610' && /^\d{6}$/.test(text))
    return { year: text.slice(0, 4), month: text.slice(4), day: '00' };
  return numericDigits(text, format);
}

function numericDigits(written: string, format: string): DateDigits | null {
  // The MRZ has fillers where day or month are not known; hosts write X for them.
  const text = /\d$/.test(written)
    ? written
    : written.replace(/(?<=^\d{2,6})(?:<|X)+$/, (unknown) => '0'.repeat(unknown.length));
  if (!/^(?:\d{6}|\d{8}|\d{10}|\d{12}|\d{14})$/.test(text)) return null;
  const width = isShortYear(text, format) ? 2 : 4;
  return {
    year: text.slice(0, width),
    month: text.slice(width, width + 2),
    day: text.slice(width + 2, width + 4),
  };
}

function isAfter(date: string, limit: string): boolean {
  return date.slice(0, limit.length) > limit.slice(0, date.length);
}

/** Composes an ISO date; month 00 and day 00 are parts that are not known (ICAO 9303 birth dates), never rollover. */
function compose(year: string, { month, day }: DateDigits): DateReading {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (m > 12 || d > 31) return invalid;
  if (m === 0) return { value: year, problem: 'partial' };
  if (d === 0) return { value: `${year}-${month}`, problem: 'partial' };
  return isCalendarDay(y, m, d) ? { value: `${year}-${month}-${day}`, problem: null } : invalid;
}

function isBlank(digits: DateDigits): boolean {
  return Number(digits.year) === 0 && Number(digits.month) === 0 && Number(digits.day) === 0;
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** The latest century in which the date is not after `limit`; without a limit the century can't be known. */
function readPast(raw: string, format: string, limit: string | null): DateReading {
  const digits = digitsOf(raw, format);
  if (digits === null || isBlank(digits)) return invalid;
  if (digits.year.length === 4) {
    const full = compose(digits.year, digits);
    if (full.value === null || limit === null) return full;
    // One day of grace: the sender's calendar may be ahead of ours.
    return isAfter(full.value, limit.slice(0, 10)) && isAfter(full.value, dayAfter(limit)) ? invalid : full;
  }
  if (limit === null) return invalid;
  const century = Number(limit.slice(0, 2));
  for (const candidate of [century, century - 1]) {
    const reading = compose(`${candidate}${digits.year}`, digits);
    // 29 February may exist in the older century only; a day that does not exist is tried there too.
    if (reading.value !== null && !isAfter(reading.value, limit.slice(0, 10))) return reading;
  }
  return invalid;
}

/**
 * A date of birth. Six digits: the latest century not after the date of the message; nobody is older than 115.
 * @param limit date of the message, ISO, or `null` where it is not known
 * @example readBirthDate('910412', '101', '2026-03-01') // { value: '1991-04-12', problem: null }
 */
export function readBirthDate(raw: string, format: string, limit: string | null): DateReading {
  const reading = readPast(raw, format, limit);
  if (reading.value === null || limit === null) return reading;
  return Number(limit.slice(0, 4)) - Number(reading.value.slice(0, 4)) > 115 ? invalid : reading;
}

/**
 * A date of issue: never after the message.
 * @example readIssueDate('181102', '', '2026-03-01').value // '2018-11-02'
 */
export function readIssueDate(raw: string, format: string, limit: string | null): DateReading {
  return readPast(raw, format, limit);
}

/** A document valid for longer than this from the message on is not believed, though it is kept. */
const longestValidity = 20;

/**
 * A date of expiry: six digits are always 20yy, so 61 is 2061 and implausible, never 1961 (travellers.md §2.6).
 * @example readExpiry('610101', '', '2026-03-01') // { value: '2061-01-01', problem: 'implausible' }
 */
export function readExpiry(raw: string, format: string, limit: string | null): DateReading {
  const digits = digitsOf(raw, format);
  if (digits === null || isBlank(digits)) return invalid;
  const reading = compose(digits.year.length === 2 ? `20${digits.year}` : digits.year, digits);
  if (reading.value === null) return reading;
  const from = limit === null ? 2026 : Number(limit.slice(0, 4));
  const years = Number(reading.value.slice(0, 4)) - from;
  return years > longestValidity ? { value: reading.value, problem: 'implausible' } : reading;
}

/**
 * A local date and time of a flight: `YYYY-MM-DDTHH:MM`, or `YYYY-MM-DD` where no time was sent.
 * @example readFlightTime('2603011310', '201').value // '2026-03-01T13:10'
 */
export function readFlightTime(raw: string, format: string): DateReading {
  // Formats 205 and 303 add the zone of the station; the time before it is local.
  const text = raw.trim().replace(/^(\d{10,12})(?:[+-]\d{2}(?:\d{2})?)$/, '$1');
  const digits = digitsOf(text, format);
  if (digits === null) return invalid;
  const day = compose(digits.year.length === 2 ? `20${digits.year}` : digits.year, digits);
  if (day.value === null || day.problem === 'partial') return invalid;
  if (text.length <= 8 || !/^\d+$/.test(text)) return { value: day.value, problem: 'partial' };
  const at = digits.year.length + 4;
  const [hours, minutes] = [text.slice(at, at + 2), text.slice(at + 2, at + 4)];
  if (Number(hours) > 23 || Number(minutes) > 59) return invalid;
  return { value: `${day.value}T${hours}:${minutes}`, problem: null };
}
