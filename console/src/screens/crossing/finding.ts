/** Whether a person of a crossing answers to what was typed. */
import type { TravellerRow } from '@jisr/contract';
import { latinDigits } from '../../digits.ts';

/** A word without what two hands write differently: digits, marks, case, the seats of alef, its end forms. */
const plain = (text: string): string =>
  latinDigits(text)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .toLocaleUpperCase();

/** Everything of a row that a person may type to find it, in both scripts. */
const wordsOf = (row: TravellerRow): string =>
  plain(
    [row.name.text, row.name.other?.text, row.document?.number, row.seat, row.locator, row.nationality]
      .filter(Boolean)
      .join(' '),
  );

/** Every typed word must be somewhere in the row. */
export const fits = (row: TravellerRow, typed: string): boolean => {
  const words = wordsOf(row);
  return plain(typed)
    .split(/\s+/)
    .every((word) => words.includes(word));
};
