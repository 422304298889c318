/** A date as far as it is known; `exact` is false where words such as “circa” were left out of the value. */
export interface PartialDate {
  readonly value: string;
  readonly exact: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const CIRCA = /^(?:circa|approximately|approx\.?|about|c\.)\s*/i;
const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const WORDED = /^(?:(\d{1,2})\s+)?([a-z]{3,9})\.?,?\s*(\d{4})$/i;

/**
 * Arabic-Indic and Eastern Arabic-Indic digits as ASCII digits.
 *
 * @example
 * asciiDigits('١٩٧٣'); // '1973'
 */
export function asciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

function assemble(year: string, month: number | null, day: number | null): string | null {
  if (Number(year) < 1800 || Number(year) > 2200) return null;
  if (month === null) return year;
  if (month < 1 || month > 12) return null;
  const head = `${year}-${String(month).padStart(2, '0')}`;
  if (day === null) return head;
  const last = new Date(Date.UTC(Number(year), month, 0)).getUTCDate();
  return day >= 1 && day <= last ? `${head}-${String(day).padStart(2, '0')}` : null;
}

function single(text: string): string | null {
  const iso = ISO.exec(text);
  if (iso) return assemble(iso[1]!, iso[2] ? Number(iso[2]) : null, iso[3] ? Number(iso[3]) : null);
  const worded = WORDED.exec(text);
  if (!worded) return null;
  const month = MONTHS.findIndex((name) => worded[2]!.toLowerCase().startsWith(name));
  return month < 0 ? null : assemble(worded[3]!, month + 1, worded[1] ? Number(worded[1]) : null);
}

/** The narrowest value that covers both ends: a day, a month, a year or a range of years. */
function span(from: string, to: string): string | null {
  if (from > to && from.slice(0, 4) > to.slice(0, 4)) return null;
  for (const length of [10, 7, 4]) {
    if (from.length >= length && to.length >= length && from.slice(0, length) === to.slice(0, length)) {
      return from.slice(0, length);
    }
  }
  return `${from.slice(0, 4)}/${to.slice(0, 4)}`;
}

/**
 * Reads a Gregorian date as watchlists write it: a day, a month or a year in ISO form or in English words, “circa”,
 * and ranges with “to”, “between … and”, a dash or a slash. Anything else, Hijri dates among it, is null: a date is never guessed.
 *
 * @example
 * parsePartialDate('circa Mar 1961'); // { value: '1961-03', exact: false }
 * parsePartialDate('01 Jan 1953 to 31 Dec 1954'); // { value: '1953/1954', exact: false }
 */
export function parsePartialDate(raw: string): PartialDate | null {
  const text = asciiDigits(raw).trim().replace(/\s+/g, ' ').replace(/[.,]$/, '');
  if (text.length > 60) return null;
  const bare = text.replace(CIRCA, '');
  const exact = bare === text;
  const alone = single(bare);
  if (alone !== null) return { value: alone, exact };
  const range =
    /^between (.+?) and (.+)$/i.exec(bare) ??
    /^(.+?)(?: to | - |\/)(.+)$/i.exec(bare) ??
    /^(\d{4})[-–](\d{4})$/.exec(bare);
  if (!range) return null;
  const to = single(range[2]!.trim());
  // “Between Aug. and Sep. 1977”: the year is said once, for both ends.
  const from = single(range[1]!.trim()) ?? single(`${range[1]!.trim()} ${to?.slice(0, 4)}`);
  const value = from === null || to === null ? null : span(from, to);
  if (value === null) return null;
  return { value, exact: exact && /^\d{4}\D+\d{4}$/.test(bare) };
}
