/** U+0000 and lone surrogates: carriers' garbage that PostgreSQL cannot hold in text or jsonb. */
const UNSTORABLE = /\0|\p{Cs}/gu;

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
export const storableJson = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) => (typeof member === 'string' ? storable(member) : member));
