import { isForeign, romaniseLetter, romaniseWord } from './romanising.ts';

// Arabic-script letters that are confused in typing or differ by keyboard only (names.md §3: hamza seats,
// ya forms, ta marbuta, Persian, Pashto and Urdu letters). Values are symbols of symbols.ts.
const arabicFolds: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ٲ: 'ا',
  ٳ: 'ا',
  ؤ: 'و',
  ئ: 'ي',
  ی: 'ي',
  ې: 'ي',
  ے: 'ي',
  ۍ: 'ي',
  ێ: 'ي',
  ۓ: 'ي',
  ک: 'ك',
  ڪ: 'ك',
  ګ: 'گ',
  ڭ: 'گ',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  ۂ: 'ه',
  ۀ: 'ه',
  ۃ: 'ة',
  ں: 'ن',
  ڼ: 'ن',
  ټ: 'ت',
  ٹ: 'ت',
  ډ: 'د',
  ڈ: 'د',
  ړ: 'ر',
  ڑ: 'ر',
  ڕ: 'ر',
  ږ: 'ژ',
  ښ: 'ش',
  ځ: 'ز',
  څ: 'س',
  ڵ: 'ل',
  ۋ: 'و',
  ۇ: 'و',
  ۆ: 'و',
  ڨ: 'ق',
  ڥ: 'ڤ',
};

// Latin letters that a decomposition (NFKD) leaves whole.
const latinFolds: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'dh',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ŋ: 'ng',
  ĸ: 'k',
  ə: 'a',
  ŧ: 't',
  ƴ: 'y',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
};
// Turkish and Azeri s-cedilla and c-cedilla are sounds of their own; bare s and c would lose them.
const composedFolds: Readonly<Record<string, string>> = {
  ş: 'sh',
  ș: 'sh',
  š: 'sh',
  ç: 'ch',
  č: 'ch',
  ž: 'zh',
  ġ: 'gh',
  ḥ: 'h',
  ḫ: 'kh',
  ẖ: 'kh',
  ṯ: 'th',
  ḏ: 'dh',
};

const separators = /[\s<,;/\\|()[\]{}"“”«»_+*=:!?&.•·،؛۔‐-―−-]+/u;
// Apostrophes stand for ayn and hamza: they join, they don't separate (ICAO Doc 9303-3 §4.6: dropped).
const joiners = /['’‘`´ʼʻʾʿˈʹʺ′＇]/gu;
const invisible = /[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]|[\ufe00-\ufe0f]/gu;
const marks = /\p{M}+/gu;

const anyDigit = /^\p{Nd}$/u;

/** The value of a decimal digit of any script: the ten of a script stand together, from zero. */
const digitValue = (letter: string): number => {
  const code = letter.codePointAt(0)!;
  let value = 0;
  while (value < 9 && anyDigit.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
};

const foldLetter = (letter: string, digits: boolean): string => {
  if (letter >= 'a' && letter <= 'z') return letter;
  if (anyDigit.test(letter)) return digits ? String(digitValue(letter)) : '';
  const direct = arabicFolds[letter] ?? latinFolds[letter];
  if (direct !== undefined) return direct;
  const code = letter.codePointAt(0)!;
  if (code >= 0x621 && code <= 0x6d5) return letter;
  if (code < 0x80) return '';
  return romaniseLetter(letter) ?? (/[\p{L}\p{N}]/u.test(letter) ? letter : '');
};

/**
 * Folds one part: compatibility forms, case, diacritics, tatweel and direction marks are removed, look-alike
 * letters united, other alphabets romanised. The result is a-z, Arabic letters of symbols.ts, or, for a script
 * with no rule here, the letter itself. Digits are left out, unless they are asked for: in the names of people they
 * are noise, in those of organisations they decide.
 */
export const foldPart = (text: string, digits = false): string => {
  const plain = text.replace(invisible, '').replace(joiners, '');
  if (/^[a-z]+$/.test(plain)) return plain;
  const read = isForeign(plain) ? romaniseWord(plain) : plain;
  const composed = read.normalize('NFKC').toLowerCase();
  let out = '';
  for (const letter of composed.normalize('NFC')) {
    const whole = composedFolds[letter];
    if (whole !== undefined) {
      out += whole;
      continue;
    }
    const roman = letter > '\u036f' ? romaniseLetter(letter) : null;
    if (roman !== null) {
      out += roman;
      continue;
    }
    for (const piece of letter.normalize('NFKD').replace(marks, '')) out += foldLetter(piece, digits);
  }
  return out;
};

// `MohammadKazem`: two names written together, seen by their capitals. `McDonald` and `AlTikriti` are not.
const capitals = /(\p{Ll}{3,})(\p{Lu}\p{Ll}{2,})/gu;

// Words of plain letters, separated by blanks alone, none with a capital inside: as most names of a list are written.
const plainWords = /^[A-Za-z](?:[a-z]+|[A-Z]+)?(?: [A-Za-z](?:[a-z]+|[A-Z]+)?)*$/;

/** Cuts a name into raw parts, in order, at spaces, fillers, hyphens and inner capitals. */
export const cutParts = (text: string): string[] => {
  if (plainWords.test(text)) return text.split(' ');
  return text
    .replace(invisible, '')
    .normalize('NFKC')
    .replace(capitals, '$1 $2')
    .split(separators)
    .filter((part) => part !== '');
};

export const hasArabic = (text: string): boolean => /[\u0621-\u06d5\ufb50-\ufdff\ufe70-\ufefc]/u.test(text);
