/**
 * A document number as it is compared: upper case, letters and digits only (travellers.md §7), because carriers print
 * blanks, hyphens and fillers as they like.
 *
 * @example
 * documentNumber('a 123-456<') // 'A123456'
 */
export const documentNumber = (printed: string): string =>
  printed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Whether two documents are the same one: equal numbers, and no issuer that speaks against it. */
export function sameDocument(
  one: { readonly number: string; readonly issuer: string | null },
  other: { readonly number: string; readonly issuer: string | null },
): boolean {
  if (documentNumber(one.number) !== documentNumber(other.number)) return false;
  return one.issuer === null || other.issuer === null || one.issuer === other.issuer;
}
