import { createHash } from 'node:crypto';

/** U+0000 and lone surrogates: carriers' garbage that PostgreSQL cannot hold in text or jsonb. */
const UNSTORABLE = /\0|\p{Cs}/gu;
const ESCAPED = /\\u(?:0000|d[89a-f])/;

/**
 * The text with U+FFFD in the place of each character that PostgreSQL cannot store; everything else is kept as it is,
 * markup and direction marks included: they are data.
 *
 * @example
 * storable('A\u0000B') // 'A\ufffdB'
 */
export const storable = (text: string): string => text.replace(UNSTORABLE, '\ufffd');

/**
 * JSON for a `jsonb` parameter, every string made {@link storable}.
 *
 * @example
 * storableJson({ name: 'A\u0000' }) // '{"name":"A\ufffd"}'
 */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  // Both are written as escapes (ECMA-262 §25.5.2.3): without one there is nothing to replace, which is the rule.
  if (!ESCAPED.test(json)) return json;
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'string' ? storable(member) : member,
  );
}

/** A key of an index row holds 2,704 bytes at most, and the longest letters take four. */
const LONGEST_KEY = 400;

/**
 * A key that any index can hold: what is longer than every real name or number is known by its beginning and its digest,
 * so that nobody's garbage keeps a traveller out.
 *
 * @example
 * indexable('K7QW2M') // 'K7QW2M'
 */
export const indexable = <T extends string | null>(key: T): T | string =>
  key === null || key.length <= LONGEST_KEY
    ? key
    : `${storable(key.slice(0, LONGEST_KEY / 2))} ${createHash('sha256').update(key).digest('hex')}`;
