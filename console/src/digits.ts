/** Inputs accept every digit a keyboard gives; identifiers are always Latin. */

/**
 * Arabic-Indic (٠-٩) and Persian (۰-۹) digits as Latin ones; all else unchanged.
 *
 * @example
 * latinDigits('A١٢٣') // 'A123'
 */
export const latinDigits = (text: string): string =>
  text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
