/**
 * The one phonemic space: every Latin letter group and every Arabic letter is a symbol, and the cost table
 * (spelling-costs.ts) says how readily one symbol stands for another, within and across the scripts.
 */

const latin = 'a e i o u y b c d f g h j k l m n p q r s t v w z sh ch kh gh th dh zh'.split(' ');
const arabic = [...'ابتثجحخدذرزسشصضطظعغفقكلمنهويةءپچژگڤى'];
const opaqueCount = 16;

/** Symbol 0 is the empty symbol of an alignment. */
export const symbolNames: readonly string[] = [
  '',
  ...latin,
  ...arabic,
  ...Array.from({ length: opaqueCount }, (_, i) => `#${i.toString(16)}`),
];
export const symbolCount = symbolNames.length;
export const firstArabic = 1 + latin.length;
export const firstOpaque = firstArabic + arabic.length;

const codeByName = new Map(symbolNames.map((name, code) => [name, code]));

/** The code of a symbol by its name; 0 where there is none. */
export const symbolCode = (name: string): number => codeByName.get(name) ?? 0;

export const isArabicSymbol = (code: number): boolean => code >= firstArabic && code < firstOpaque;
export const isLatinSymbol = (code: number): boolean => code > 0 && code < firstArabic;
/** a e i o u y: the first six Latin symbols. */
export const isLatinVowel = (code: number): boolean => code > 0 && code <= 6;

// Letter groups that are one sound in some romanisation habit, longest first (names.md §3).
const groups: readonly (readonly [string, readonly string[]])[] = [
  ['tsch', ['ch']],
  ['tch', ['ch']],
  ['sch', ['sh']],
  ['sh', ['sh']],
  ['ch', ['ch']],
  ['kh', ['kh']],
  ['gh', ['gh']],
  ['th', ['th']],
  ['dh', ['dh']],
  ['zh', ['zh']],
  ['ph', ['f']],
  ['dj', ['j']],
  ['ck', ['k']],
  ['ou', ['u']],
  ['oo', ['u']],
  ['ee', ['i']],
  ['x', ['k', 's']],
].map(([letters, names]) => [letters as string, names as string[]] as const);
const groupsByFirst = new Map<string, (readonly [string, readonly number[]])[]>();
for (const [letters, names] of groups) {
  const list = groupsByFirst.get(letters[0]!) ?? [];
  list.push([letters, names.map(symbolCode)]);
  groupsByFirst.set(letters[0]!, list);
}

/** A part's symbols, with the place of each in the letters (for the explanation's colouring). */
export interface SymbolString {
  readonly codes: Uint8Array;
  /** codes[i] covers letters.slice(starts[i], starts[i + 1]). */
  readonly starts: Uint16Array;
}

const opaqueCodes = (letter: string): number[] => {
  const point = letter.codePointAt(0)!;
  return [(point >> 12) & 15, (point >> 8) & 15, (point >> 4) & 15, point & 15].map((n) => firstOpaque + n);
};

// A digit's symbol depends on its place, so that no digit is cheaply exchanged with its neighbour: 39 is not 93.
const digitCode = (digit: number, at: number): number => firstOpaque + ((digit + 5 * at) % opaqueCount);

// Letters are looked up by their code unit: the tables cover the Latin and Arabic blocks.
const tableEnd = 0x700;
const codeOf = new Uint8Array(tableEnd);
for (const [name, code] of codeByName) if (name.length === 1) codeOf[name.charCodeAt(0)] = code;
const groupsOf: (readonly (readonly [string, readonly number[]])[] | undefined)[] = Array.from(
  { length: tableEnd },
  (_, unit) => groupsByFirst.get(String.fromCharCode(unit)),
);
const h = symbolCode('h');

let codes = new Uint8Array(256);
let starts = new Uint16Array(256);
let count = 0;

const push = (code: number, at: number): void => {
  if (count > 0 && code === codes[count - 1] && code < firstOpaque) return;
  if (count + 1 >= codes.length) {
    const [oldCodes, oldStarts] = [codes, starts];
    codes = new Uint8Array(codes.length * 2);
    starts = new Uint16Array(codes.length);
    codes.set(oldCodes);
    starts.set(oldStarts);
  }
  codes[count] = code;
  starts[count++] = at;
};

/** Reads one letter, or a group that is one sound; returns how many code units it took. */
const pushAt = (letters: string, at: number): number => {
  const unit = letters.charCodeAt(at);
  if (unit < tableEnd) {
    const group = groupsOf[unit]?.find(([spelling]) => letters.startsWith(spelling, at));
    if (group !== undefined) {
      for (const code of group[1]) push(code, at);
      return group[0].length;
    }
    const code = codeOf[unit]!;
    if (code !== 0) {
      push(code, at);
      return 1;
    }
  }
  if (unit >= 0x30 && unit <= 0x39) {
    push(digitCode(unit - 0x30, at), at);
    return 1;
  }
  const letter = String.fromCodePoint(letters.codePointAt(at)!);
  for (const code of opaqueCodes(letter)) push(code, at);
  return letter.length;
};

/**
 * Reads folded letters (see folding.ts) as symbols. Doubled symbols are one (shadda is rarely typed), and a
 * silent h after the last vowel is dropped (Fatimah, Fatima).
 */
export const readSymbols = (letters: string): SymbolString => {
  count = 0;
  for (let at = 0; at < letters.length; ) at += pushAt(letters, at);
  if (count > 2 && codes[count - 1] === h && isLatinVowel(codes[count - 2]!)) count -= 1;
  starts[count] = letters.length;
  return { codes: codes.slice(0, count), starts: starts.slice(0, count + 1) };
};
