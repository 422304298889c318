function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * Is it a day of the Gregorian calendar? No rollover: 30 February is not a date.
 * @example isCalendarDay(2026, 2, 30) // false
 */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function clock(value: string): string | null {
  if (!/^\d{4}(?:\d\d)?$/.test(value)) return null;
  const hours = value.slice(0, 2);
  const minutes = value.slice(2, 4);
  return Number(hours) < 24 && Number(minutes) < 60 ? `T${hours}:${minutes}` : null;
}

/**
 * Reads the date and time of an envelope (S004): 6 or 8 digits, then 4. Local to the sender, without a zone.
 * @returns `YYYY-MM-DDTHH:MM`, `YYYY-MM-DD` where the time is absent or impossible, `null` where the date is.
 * @example readEnvelopeTime('260301', '1140') // '2026-03-01T11:40'
 */
export function readEnvelopeTime(date: string, time: string): string | null {
  const full = date.length === 6 ? `20${date}` : date;
  if (!/^\d{8}$/.test(full)) return null;
  const [year, month, day] = [full.slice(0, 4), full.slice(4, 6), full.slice(6, 8)];
  if (!isCalendarDay(Number(year), Number(month), Number(day))) return null;
  return `${year}-${month}-${day}${clock(time) ?? ''}`;
}
