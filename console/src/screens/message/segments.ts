/** Segments of a message: the one that the address names, and where in it an issue stands. Pure. */

/**
 * The segment that a fragment names, or null.
 *
 * @example
 * segmentOf('14') // 14
 */
export const segmentOf = (hash: string): number | null => (/^\d{1,7}$/.test(hash) ? Number(hash) : null);

/**
 * A segment's text before, at and after the part that an issue quotes; nothing is marked where it is not found.
 *
 * @example
 * cutAt("DTM+329:811304'", '811304') // ['DTM+329:', '811304', "'"]
 */
export function cutAt(raw: string, part: string | null): readonly [string, string, string] {
  const at = part === null || part === '' ? -1 : raw.indexOf(part);
  if (part === null || at < 0) return [raw, '', ''];
  return [raw.slice(0, at), part, raw.slice(at + part.length)];
}
