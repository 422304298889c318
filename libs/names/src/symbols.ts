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

const readAt = (
  letters: string,
  at: number,
): { readonly codes: readonly number[]; readonly width: number } => {
  const first = letters[at]!;
  for (const [group, codes] of groupsByFirst.get(first) ?? []) {
    if (letters.startsWith(group, at)) return { codes, width: group.length };
  }
  const code = codeByName.get(first);
  if (code !== undefined) return { codes: [code], width: 1 };
  const letter = String.fromCodePoint(letters.codePointAt(at)!);
  return { codes: opaqueCodes(letter), width: letter.length };
};

/**
 * Reads folded letters (see folding.ts) as symbols. Doubled symbols are one (shadda is rarely typed), and a
 * silent h after the last vowel is dropped (Fatimah, Fatima).
 */
export const readSymbols = (letters: string): SymbolString => {
  const codes: number[] = [];
  const starts: number[] = [];
  let at = 0;
  while (at < letters.length) {
    const { codes: read, width } = readAt(letters, at);
    for (const code of read) {
      if (code === codes[codes.length - 1] && code < firstOpaque) continue;
      codes.push(code);
      starts.push(at);
    }
    at += width;
  }
  const h = symbolCode('h');
  if (codes.length > 2 && codes[codes.length - 1] === h && isLatinVowel(codes[codes.length - 2]!)) {
    codes.pop();
    starts.pop();
  }
  starts.push(letters.length);
  return { codes: Uint8Array.from(codes), starts: Uint16Array.from(starts) };
};
