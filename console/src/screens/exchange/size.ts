/** The size of a document as people read it. */
import type { Translate } from '../../text.ts';

const UNITS = ['bytes', 'kilobytes', 'megabytes'] as const;

/**
 * In bytes, kilobytes or megabytes, with one place where it says something.
 *
 * @param bytes not negative
 * @example
 * sizeText(1536, t) // '1.5 kB' by the catalogue
 */
export function sizeText(bytes: number, t: Translate): string {
  const unit = bytes < 1024 ? 0 : bytes < 1_048_576 ? 1 : 2;
  const value = bytes / 1024 ** unit;
  return t(`exchange.size.${UNITS[unit]}`, {
    size: value < 10 ? Math.round(value * 10) / 10 : Math.round(value),
  });
}
