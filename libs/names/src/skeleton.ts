import { startsWithArticle } from './spelling.ts';
import { firstOpaque, symbolCode, symbolCount } from './symbols.ts';

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
  ['kh خ', 4],
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

/** The key without an article that is written together with the part (ALTIKRITI): the article is no slip. */
const withoutArticle = (codes: Uint8Array, from: number, to: number): number =>
  startsWithArticle(codes, from, to) ? packKey(readClasses(codes, from + 2, to, false), -1, -1, 0) : -1;

/**
 * The keys under which a listed part is filed: its skeleton, also without an article, and, from two consonants, each
 * with one left out.
 */
export const fileKeys = (codes: Uint8Array, from: number, to: number, out: Uint32Array): number => {
  const bare = withoutArticle(codes, from, to);
  const count = readClasses(codes, from, to, false);
  let size = put(out, 0, packKey(count, -1, -1, 0));
  if (bare > 0) size = put(out, size, bare);
  if (count < 2) return size;
  for (let i = 0; i < count && i < longest; i++) size = put(out, size, placed(packKey(count, i, -1, 0), i));
  return size;
};

const putNear = (codes: Uint8Array, from: number, to: number, out: Uint32Array, before: number): number => {
  let size = put(out, before, packKey(readClasses(codes, from, to, false), -1, -1, 0));
  const count = readClasses(codes, from, to, true);
  for (let i = 0; i < count && i <= longest; i++) {
    const alternate = alternateOf[codes[places[i]!]!]!;
    if (alternate >= 0) size = put(out, size, packKey(count, -1, i, alternate));
  }
  return size;
};

/** The keys of the same consonants, and of those that romanisation habits exchange; also without an article. */
export const nearKeys = (codes: Uint8Array, from: number, to: number, out: Uint32Array): number => {
  const size = putNear(codes, from, to, out, 0);
  return startsWithArticle(codes, from, to) ? putNear(codes, from + 2, to, out, size) : size;
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

// ظ is z in one country and dh in the next, ذ also d, ث also s: dentals and hissing sounds are one letter of the key.
const classLetters = ' bfttklmnruvwxyz';

/**
 * The consonants of a part as letters, one for each class, the first seven: the token of a name that stands in no
 * family. A vowel alone is `a`.
 *
 * @example
 * consonants(readSymbols('zawahiri').codes); // 'tr'
 */
export const consonants = (codes: Uint8Array): string => {
  let text = '';
  for (let i = 0; i < codes.length && text.length < longest; i++) {
    const value = classOf[codes[i]!]!;
    if (value > 0) text += classLetters[value]!;
  }
  return text === '' && codes.length > 0 ? 'a' : text;
};

/** The letters of a part without an article that is written together with it, or null where there is none. */
export const withoutGluedArticle = (codes: Uint8Array): Uint8Array | null =>
  startsWithArticle(codes, 0, codes.length) ? codes.subarray(2) : null;

/** Enough room for the keys of any part. */
export const keyRoom = 64;

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
