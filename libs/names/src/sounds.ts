import { isArabicSymbol, symbolCode, symbolCount } from './symbols.ts';

/** Which sounds a part has, in one number: parts that differ in too many are passed over without their distance. */

// Sounds told apart by the mask: finer than the skeleton's classes, the same for both scripts; then the Latin vowels.
const sounds: readonly string[] = [
  'b p ب پ',
  'f ف v ڤ',
  't th ت ط ث',
  'd dh د ض ذ',
  's س ص',
  'z ز ظ',
  'sh ش ch چ',
  'zh ژ j ج',
  'k q ق ك c',
  'g gh غ گ',
  'kh خ',
  'l ل',
  'm م',
  'n ن',
  'r ر',
  ...'aeiou',
];
/** No sound of the mask: the weak letters. */
const untold = sounds.length;
const soundOf = new Uint8Array(symbolCount).fill(untold);
sounds.forEach((names, sound) => {
  for (const name of names.split(' ')) soundOf[symbolCode(name)] = sound;
});

// Bits 0 to 19: the sounds; 20 to 25: the length; 26 to 30: see withShared; 31: Arabic script.
const soundBits = 0xfffff;
const consonantBits = 0x7fff;
const lengthAt = 20;
const mostLength = 63;
const sharedAt = 26;
const mostShared = 31;
const arabicMask = 2 ** 31;

export const soundMask = (codes: Uint8Array, from: number, to: number): number => {
  let mask = 0;
  for (let i = from; i < to; i++) {
    const sound = soundOf[codes[i]!]!;
    if (sound < untold) mask |= 1 << sound;
  }
  mask |= Math.min(mostLength, to - from) << lengthAt;
  return mask + (isArabicSymbol(codes[from] ?? 0) ? arabicMask : 0);
};

/** The mask of a part that is filed says how many first symbols it has in common with the part before it. */
export const withShared = (mask: number, shared: number): number =>
  (mask | (Math.min(mostShared, shared) << sharedAt)) >>> 0;
export const sharedOfMask = (mask: number): number => (mask >>> sharedAt) & mostShared;
/** True where more than n bits are set; n is small. */
const hasMore = (bits: number, n: number): boolean => {
  let rest = bits;
  for (let i = 0; i < n; i++) rest &= rest - 1;
  return rest !== 0;
};

/**
 * How far masks may be apart: in all sounds and in consonants within a script, in consonants across scripts, and in
 * length, which is all that a sift reads.
 */
export interface Sift {
  readonly within: number;
  readonly consonants: number;
  readonly across: number;
  readonly length: number;
  /** … where a consonant stands for another, so that two are apart. */
  readonly exchangedLength: number;
}

/** Spellings of the same consonants, whose classes are wide. Each letter more costs five bits or so; an article is two. */
export const nearSift: Sift = { within: 6, consonants: 4, across: 4, length: 2, exchangedLength: 2 };
/** One slip: a consonant more or less, or one for another, and hardly a vowel beside. */
export const slipSift: Sift = { within: 3, consonants: 2, across: 1, length: 2, exchangedLength: 0 };

export const passes = (a: number, b: number, sift: Sift): boolean => {
  const apart = a ^ b;
  const consonants = apart & consonantBits;
  if (apart < 0) return !hasMore(consonants, sift.across);
  if (hasMore(apart & soundBits, sift.within) || hasMore(consonants, sift.consonants)) return false;
  const length = Math.abs(((a >>> lengthAt) & mostLength) - ((b >>> lengthAt) & mostLength));
  return length <= (hasMore(consonants, 1) ? sift.exchangedLength : sift.length);
};
