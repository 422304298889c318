/** Reads PostgreSQL's text form of one value. */
export type ValueParser = (text: string) => unknown;

const ZONED = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/;

/**
 * `2026-03-01 08:15:00.5+00` as `2026-03-01T08:15:00.500Z`: at least milliseconds, so that what `Clock.nowIso` wrote is
 * read back letter for letter; microseconds when they are stored, so that no two instants become one. Infinity and
 * years before Christ stay as PostgreSQL writes them.
 */
function instant(text: string): string {
  const parts = ZONED.exec(text);
  if (parts === null) return text;
  return `${parts[1]}T${parts[2]}.${(parts[3] ?? '').padEnd(3, '0')}Z`;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 value beyond 2^53: ${text}`);
  return value;
}

function asWritten(text: string): string {
  return text;
}

/** One-dimensional lists of values that never hold a comma, quote or brace: numbers, dates and times. */
function listOf(element: ValueParser): ValueParser {
  return (text) => {
    if (text === '{}') return [];
    if (text.startsWith('{{') || text.startsWith('[')) throw new RangeError('lists of lists are not read');
    const parts = text.slice(1, -1).split(',');
    return parts.map((part) => (part === 'NULL' ? null : element(part.replaceAll('"', ''))));
  };
}

/**
 * The parsers in which the two engines' own defaults differ, by type number (pg_type.oid). Both engines are given these;
 * for all other types their defaults agree.
 *
 * @example
 * valueParsers[1082]?.('2026-03-01'); // '2026-03-01', not a Date at somebody's local midnight
 */
export const valueParsers: Readonly<Record<number, ValueParser>> = {
  20: wholeNumber,
  1016: listOf(wholeNumber),
  1082: asWritten,
  1182: listOf(asWritten),
  1083: asWritten,
  1114: asWritten,
  1115: listOf(asWritten),
  1184: instant,
  1185: listOf(instant),
  1186: asWritten,
  1700: asWritten,
  1231: listOf(asWritten),
  17: bytes,
};

function bytes(text: string): Uint8Array {
  if (!text.startsWith('\\x')) throw new RangeError('bytea_output must be hex');
  return new Uint8Array(Buffer.from(text.slice(2), 'hex'));
}

/**
 * Makes a parameter mean the same on both engines: times as ISO text, big integers as text, byte arrays and lists as
 * they are.
 *
 * @throws TypeError for a plain object: JSON must be given as text, because the engines disagree on lists
 * @example
 * encodeParameter(new Date(0)); // '1970-01-01T00:00:00.000Z'
 */
export function encodeParameter(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value instanceof Uint8Array) return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(encodeParameter);
  throw new TypeError('a parameter is an object: give JSON as JSON.stringify(value)');
}
