/** Days as a person types them, as the instants that bound them on this computer. Pure but for the zone. */

function dayOf(text: string): Date | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date : null;
}

/**
 * The first instant of a day, or undefined where the text is no day.
 *
 * @example
 * startOf('2026-02-30') // undefined
 */
export const startOf = (text: string): string | undefined => dayOf(text)?.toISOString();

/** The last millisecond of a day: a filter up to a day includes it. */
export function endOf(text: string): string | undefined {
  const day = dayOf(text);
  if (day === null) return undefined;
  day.setDate(day.getDate() + 1);
  return new Date(day.getTime() - 1).toISOString();
}
