/** Letters that are confused in typing or differ by keyboard only, in Arabic script (names.md §3). */
const ARABIC: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ؤ: 'و',
  ئ: 'ي',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ة: 'ه',
  ک: 'ك',
  گ: 'ك',
  ہ: 'ه',
  ھ: 'ه',
  ء: '',
  ـ: '',
};
/** Latin letters that a decomposition leaves whole. */
const LATIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ə: 'a',
};
/** The consonant behind a letter or a pair of letters, the same for both scripts; vowels and half-vowels are left out. */
const CONSONANTS: Readonly<Record<string, string>> = {
  sh: 'ش',
  kh: 'خ',
  gh: 'غ',
  th: 'س',
  dh: 'ز',
  ch: 'ش',
  ph: 'ف',
  b: 'ب',
  p: 'ب',
  t: 'ت',
  j: 'ج',
  g: 'ج',
  h: 'ه',
  d: 'د',
  r: 'ر',
  z: 'ز',
  s: 'س',
  f: 'ف',
  v: 'ف',
  q: 'ك',
  k: 'ك',
  c: 'ك',
  x: 'كس',
  l: 'ل',
  m: 'م',
  n: 'ن',
  ب: 'ب',
  پ: 'ب',
  ت: 'ت',
  ط: 'ت',
  ث: 'س',
  ج: 'ج',
  چ: 'ش',
  ح: 'ه',
  خ: 'خ',
  د: 'د',
  ض: 'د',
  ذ: 'ز',
  ظ: 'ز',
  ز: 'ز',
  ژ: 'ز',
  ر: 'ر',
  س: 'س',
  ص: 'س',
  ش: 'ش',
  غ: 'غ',
  ف: 'ف',
  ڤ: 'ف',
  ق: 'ك',
  ك: 'ك',
  ل: 'ل',
  م: 'م',
  ن: 'ن',
  ه: 'ه',
};
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const MARKS = /\p{M}+/gu;
const APOSTROPHES = /['’‘`´ʼʻʾʿ]/g;
const PLAIN = /^[A-Za-z ]*$/;
const LETTERS = /[\p{L}\p{N}]+/gu;
/** More would be a text and not a name. */
const MOST_PARTS = 24;
const LONGEST_PART = 100;
const cut = (parts: readonly string[]): string[] =>
  parts.slice(0, MOST_PARTS).map((part) => part.slice(0, LONGEST_PART));

/**
 * The parts of a name, folded: lower case, no diacritics, look-alike letters united, apostrophes and direction marks
 * dropped, cut at everything that is not a letter or a digit.
 *
 * @example
 * foldName("D'Arcy-LÉON") // ['darcy', 'leon']
 * foldName('فاطمة أحمد') // ['فاطمه', 'احمد']
 */
export function foldName(text: string): string[] {
  // What carriers send is A–Z and blanks, nearly always.
  if (PLAIN.test(text)) return cut(text.toLowerCase().split(' ').filter(Boolean));
  const plain = text
    .replace(INVISIBLE, '')
    .replace(APOSTROPHES, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/./gu, (letter) => ARABIC[letter] ?? LATIN[letter] ?? letter)
    .normalize('NFKD')
    .replace(MARKS, '');
  return cut(plain.match(LETTERS) ?? []);
}

/** `alshemali` → `shemali`, `الشمالي` → `شمالي`; null where there is no article to drop. */
export function withoutArticle(part: string): string | null {
  const rest = /^(?:al|el|ال)(.{3,})$/u.exec(part)?.[1];
  return rest ?? null;
}

/**
 * The consonants of a folded part in one alphabet for both scripts: what spelling and vowels change is gone, so that
 * `mohammed`, `muhamad` and `محمد` meet. Null where fewer than two remain.
 *
 * @example
 * consonantFrame('mohammed') === consonantFrame('محمد') // true
 */
export function consonantFrame(part: string): string | null {
  const stem = (withoutArticle(part) ?? part).replace(/h$|ه$/u, '');
  let frame = '';
  for (let at = 0; at < stem.length; at += 1) {
    const pair = CONSONANTS[stem.slice(at, at + 2)];
    const sound = pair && stem[at + 1] === 'h' ? pair : CONSONANTS[stem[at]!];
    if (pair && stem[at + 1] === 'h') at += 1;
    if (sound && !frame.endsWith(sound)) frame += sound;
  }
  return frame.length >= 2 ? `~${frame}` : null;
}

/**
 * Every form under which a name may be looked for: its folded parts, without their article, and their consonants.
 *
 * @example
 * searchParts(['NOORA ALSHEMALI', 'نورة الشمالي'])
 */
export function searchParts(texts: readonly string[]): string[] {
  const parts = new Set<string>();
  for (const part of texts.flatMap(foldName))
    for (const form of [part, withoutArticle(part), consonantFrame(part)]) if (form) parts.add(form);
  return [...parts];
}

/**
 * The key under which the same name is found whatever the order of its parts; null without a name.
 *
 * @example
 * nameKey('ALSHEMALI', 'NOORA YUSUF') // 'alshemali noora yusuf'
 */
export function nameKey(surname: string | null, givenNames: string | null): string | null {
  const parts = foldName(`${givenNames ?? ''} ${surname ?? ''}`);
  return parts.length > 0 ? parts.toSorted().join(' ') : null;
}

const quoted = (part: string): string => `'${part.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** The text form of a `tsvector` with these parts. */
export const searchVector = (parts: readonly string[]): string => parts.map(quoted).join(' ');

/**
 * The text form of a `tsquery`: every part of the query must be there, whole or as a beginning, by its letters or by its
 * consonants. Null where the query holds no letter.
 *
 * @example
 * searchQuery('noora alshem') // "('noora':* | '~نر') & ('alshem':* | …)"
 */
export function searchQuery(text: string): string | null {
  const parts = foldName(text);
  if (parts.length === 0) return null;
  // A lone article says nothing: carriers join it to the name as often as not.
  const telling = parts.filter((part) => !['al', 'el', 'ال'].includes(part));
  const groups = (telling.length > 0 ? telling : parts).map((part) => {
    const forms = [part, withoutArticle(part)].flatMap((form) => (form ? [`${quoted(form)}:*`] : []));
    const frame = consonantFrame(part);
    return `(${[...forms, ...(frame ? [quoted(frame)] : [])].join(' | ')})`;
  });
  return groups.join(' & ');
}
