import { firstOpaque, isArabicSymbol, symbolCode, symbolCount } from './symbols.ts';

/**
 * The consonant skeleton: a coarse key under which the spellings of a name meet, in both scripts. It proposes;
 * the spelling distance decides.
 */
const classes: readonly string[] = [
  '',
  'b p ب پ',
  'f v ف ڤ',
  't d th dh ت ط ث د ذ ض ظ',
  's z sh zh ch س ص ز ش ژ چ',
  'k q g gh kh j c ق ك غ خ ج گ',
  'l ل',
  'm م',
  'n ن',
  'r ر',
];
// Letters that another romanisation habit writes with a letter of another class (names.md §3).
const alternates: readonly (readonly [string, number])[] = [
  ['z ز', 3],
  ['th dh d ث ذ ض ظ', 4],
  ['c j ج', 4],
  ['ch چ', 5],
  ['zh ژ', 5],
  ['v', 0],
  ['w و', 2],
];

const classOf = new Uint8Array(symbolCount);
const alternateOf = new Int8Array(symbolCount).fill(-1);
classes.forEach((names, index) => {
  for (const name of names.split(' ')) if (name !== '') classOf[symbolCode(name)] = index;
});
for (const [names, index] of alternates)
  for (const name of names.split(' ')) alternateOf[symbolCode(name)] = index;
for (let code = firstOpaque; code < symbolCount; code++) classOf[code] = 10 + (code % 6);

const longest = 7;
const scratch = new Uint8Array(64);

const packKey = (count: number, skip: number, swapAt: number, swapTo: number): number => {
  let key = 0;
  let taken = 0;
  for (let i = 0; i < count && taken < longest; i++) {
    if (i === skip) continue;
    const value = i === swapAt ? swapTo : scratch[i]!;
    if (value === 0) continue;
    key = key * 16 + value;
    taken += 1;
  }
  return key;
};

const places = new Uint8Array(64);

const readClasses = (codes: Uint8Array, from: number, to: number, keepWeak: boolean): number => {
  let count = 0;
  for (let i = from; i < to && count < 60; i++) {
    const value = classOf[codes[i]!]!;
    if (value === 0 && !(keepWeak && alternateOf[codes[i]!]! > 0)) continue;
    scratch[count] = value;
    places[count] = i;
    count += 1;
  }
  return count;
};

const put = (out: Uint32Array, size: number, key: number): number => {
  for (let i = 0; i < size; i++) if (out[i] === key) return size;
  out[size] = key;
  return size + 1;
};

/** The place of the consonant that was left out goes into the key's top bits: slips keep their place. */
const placed = (key: number, place: number): number => (key | ((place + 1) << 28)) >>> 0;

/** The keys under which a listed part is filed: its skeleton, and, from two consonants, each with one left out. */
export const fileKeys = (codes: Uint8Array, from: number, to: number, out: Uint32Array): number => {
  const count = readClasses(codes, from, to, false);
  let size = put(out, 0, packKey(count, -1, -1, 0));
  if (count < 2) return size;
  for (let i = 0; i < count && i < longest; i++) size = put(out, size, placed(packKey(count, i, -1, 0), i));
  return size;
};

/** The keys of the same consonants, and of those that romanisation habits exchange. */
export const nearKeys = (codes: Uint8Array, from: number, to: number, out: Uint32Array): number => {
  let size = put(out, 0, packKey(readClasses(codes, from, to, false), -1, -1, 0));
  const count = readClasses(codes, from, to, true);
  for (let i = 0; i < count && i <= longest; i++) {
    const alternate = alternateOf[codes[places[i]!]!]!;
    if (alternate >= 0) size = put(out, size, packKey(count, -1, i, alternate));
  }
  return size;
};

/** The keys of one slip: a consonant more, one less, another one, two exchanged. */
export const slipKeys = (codes: Uint8Array, from: number, to: number, out: Uint32Array): number => {
  const count = readClasses(codes, from, to, false);
  const whole = packKey(count, -1, -1, 0);
  let size = 0;
  for (let i = 0; i <= count && i < longest; i++) size = put(out, size, placed(whole, i));
  if (count < 2) return size;
  for (let i = 0; i < count && i < longest; i++) {
    const shorter = packKey(count, i, -1, 0);
    size = put(out, put(out, size, shorter), placed(shorter, i));
  }
  for (let i = 0; i + 1 < count && i < longest; i++) {
    [scratch[i], scratch[i + 1]] = [scratch[i + 1]!, scratch[i]!];
    size = put(out, size, packKey(count, -1, -1, 0));
    [scratch[i], scratch[i + 1]] = [scratch[i + 1]!, scratch[i]!];
  }
  return size;
};

/** Enough room for the keys of any part. */
export const keyRoom = 64;

// Sounds told apart by the mask: finer than the classes, the same for both scripts.
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
  'h ح ه',
  'w و',
  'y ي',
];
const soundOf = new Uint8Array(symbolCount);
sounds.forEach((names, index) => {
  for (const name of names.split(' ')) soundOf[symbolCode(name)] = index + 1;
});

/** The mask's flag of a part in Arabic script. */
export const arabicMask = 2 ** 31;

/**
 * Which consonant sounds a part has, one bit each (bits 1 to 15), its length (bits 16 to 21), its
 * Latin vowels (bits 22 to 26) and its script: parts
 * that differ in many sounds or much in length are not compared further.
 */
export const soundMask = (codes: Uint8Array, from: number, to: number): number => {
  let mask = isArabicSymbol(codes[from] ?? 0) ? arabicMask : 0;
  for (let i = from; i < to; i++) {
    const sound = soundOf[codes[i]!]!;
    // The Latin vowels a e i o u are symbols 1 to 5.
    if (codes[i]! >= 1 && codes[i]! <= 5 && (mask & (1 << (21 + codes[i]!))) === 0)
      mask += 1 << (21 + codes[i]!);
    if (sound > 0 && sound <= 15) mask += (mask & (1 << sound)) === 0 ? 1 << sound : 0;
  }
  return (mask + (Math.min(63, to - from) << 16)) >>> 0;
};

export const soundBits = 0xfffe;
export const vowelBits = 0x7c00000;
// Bits 27 to 30 of the mask of a part that is filed: how many first symbols it has in common with the part before it.
const sharedAt = 27;
const mostShared = 15;
export const withShared = (mask: number, shared: number): number =>
  (mask | (Math.min(mostShared, shared) << sharedAt)) >>> 0;
export const sharedOfMask = (mask: number): number => (mask >>> sharedAt) & mostShared;
export const lengthOfMask = (mask: number): number => (mask >>> 16) & 63;

/** How many bits are set. */
export const countBits = (value: number): number => {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
};

/** The first place of keys in order whose key is not below this one. */
export const lowerBound = (keys: Uint32Array, key: number): number => {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
};
