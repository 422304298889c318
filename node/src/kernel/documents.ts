/** A document as a message or a list states it. */
interface Stated {
  readonly number: string;
  readonly issuer: string | null;
}

/** Shorter numbers are shared by too many for a check digit to be told from a last digit. */
const WITH_CHECK_DIGIT = 7;

/**
 * A document number as it is compared: upper case, letters and digits only (travellers.md §7), because carriers print
 * blanks, hyphens and fillers as they like; digits of the Arabic scripts as 0–9.
 *
 * @example
 * documentNumber('a 123-456<') // 'A123456'
 */
export const documentNumber = (printed: string): string =>
  printed
    .normalize('NFKC')
    .replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * The forms under which one number is looked up (travellers.md §7): without the leading zeros that tables swallow, and
 * without the check digit that stands behind it in the machine-readable zone.
 *
 * @example
 * documentForms('0L898902C3') // ['L898902C3', 'L898902C'] where 3 is the check digit of what stands before it
 */
export function documentForms(printed: string): string[] {
  const number = documentNumber(printed);
  const bare = number.length > WITH_CHECK_DIGIT && endsInCheckDigit(number) ? [number.slice(0, -1)] : [];
  return [...new Set([number, ...bare].map((form) => form.replace(/^0+(?=.)/, '')))].filter(Boolean);
}

/** ICAO Doc 9303 part 3 §4.9: weights 7, 3, 1 over digits and letters (A = 10), modulo 10. */
function endsInCheckDigit(number: string): boolean {
  if (!/^[0-9A-Z]+[0-9]$/.test(number)) return false;
  const sum = [...number.slice(0, -1)].reduce(
    (total, character, at) => total + Number.parseInt(character, 36) * [7, 3, 1][at % 3]!,
    0,
  );
  return sum % 10 === Number(number.at(-1));
}

/** Whether two documents are the same one: a form of the number in common, and no issuer that speaks against it. */
export function sameDocument(one: Stated, other: Stated): boolean {
  const forms = documentForms(other.number);
  if (!documentForms(one.number).some((form) => forms.includes(form))) return false;
  return one.issuer === null || other.issuer === null || one.issuer === other.issuer;
}
