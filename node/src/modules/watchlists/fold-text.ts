const ARABIC_LETTERS: Readonly<Record<string, string>> = {
  // Letters that writers exchange freely; hamza on its carrier is a mark after decomposition and falls with the marks.
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ة: 'ه',
  ک: 'ك',
  ء: '',
  ـ: '',
};

/**
 * Folds a text so that a simple search finds it however it is written: lower case, no marks, one form of each Arabic
 * letter, anything that is neither letter nor digit a space, digits as 0–9.
 *
 * @example
 * foldText('Ḥusayn AL-Dīn'); // 'husayn al din'
 * foldText('أحمدُ الفاطمة'); // 'احمد الفاطمه'
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ٱىیةکءـ]/g, (letter) => ARABIC_LETTERS[letter] ?? letter)
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * What is stored for the search of one listing: each name and reference folded, document numbers without separators.
 *
 * @example
 * searchTextOf('NAT:7', ['Amal Nasser'], ['A-12 34']); // 'nat 7|amal nasser|a1234'
 */
export function searchTextOf(
  reference: string,
  names: readonly string[],
  documents: readonly string[],
): string {
  const parts = [foldText(reference), ...names.map(foldText), ...documents.map(squeeze)];
  return [...new Set(parts)].filter((part) => part !== '').join('|');
}

/**
 * The LIKE patterns of a query: each of its words must occur; or, written together, the whole of it (a document number
 * typed with spaces or dashes).
 *
 * @returns null when nothing is left to look for
 * @example
 * searchPatterns('al-din A'); // { words: ['%al%', '%din%', '%a%'], whole: '%aldina%' }
 */
export function searchPatterns(query: string): { words: string[]; whole: string } | null {
  const words = foldText(query).split(' ').filter(Boolean);
  // Folding leaves letters, digits and spaces: nothing that LIKE would take for a wildcard.
  if (words.length === 0) return null;
  return { words: words.map((word) => `%${word}%`), whole: `%${words.join('')}%` };
}

const squeeze = (text: string): string => foldText(text).replaceAll(' ', '');
