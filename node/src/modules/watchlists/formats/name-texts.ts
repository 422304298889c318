const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  // Letters that Persian, Urdu or Pashto write and Arabic doesn't: the language stays open.
  [
    /[\u067E\u0686\u0698\u06AF\u06A9\u06CC\u0679\u0688\u0691\u06BA\u06D0\u06CD\u0693\u0681\u0685\u0696\u069A\u06BC]/u,
    'und-Arab',
  ],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Han}/u, 'und-Hani'],
  [/\p{Script=Cyrillic}/u, 'und-Cyrl'],
  [/\p{Script=Hebrew}/u, 'und-Hebr'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Armenian}/u, 'hy'],
  [/\p{Script=Georgian}/u, 'ka'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Devanagari}/u, 'und-Deva'],
  [/\p{Script=Bengali}/u, 'und-Beng'],
  [/\p{Script=Tamil}/u, 'ta'],
  [/\p{Script=Myanmar}/u, 'und-Mymr'],
  [/\p{Script=Khmer}/u, 'km'],
  [/\p{Script=Ethiopic}/u, 'und-Ethi'],
];

/**
 * The language or script of a name that isn't in Latin letters, as a BCP 47 tag; null for Latin.
 *
 * @example
 * scriptTag('حسن غول'); // 'ar'
 */
export function scriptTag(text: string): string | null {
  return SCRIPTS.find(([letters]) => letters.test(text))?.[1] ?? null;
}

/**
 * A name without doubled blanks, edge punctuation or enclosing double quotes.
 *
 * @example
 * tidyName(' "HASSAN,  Sheikh" '); // 'HASSAN, Sheikh'
 */
export function tidyName(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  const bare = flat.startsWith('"') && flat.endsWith('"') ? flat.slice(1, -1) : flat;
  let end = bare.length;
  while (end > 0 && (bare[end - 1] === ',' || bare[end - 1] === ';' || bare[end - 1] === ' ')) end -= 1;
  return bare.slice(0, end).trim();
}

const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?(?: \(third\))?$/i;

/**
 * A person's name in natural order: `SURNAME, Given` becomes `Given SURNAME`; `SURNAME, Given, Jr.` keeps its suffix
 * last. A name without a comma stays as it is.
 *
 * @example
 * naturalOrder('ZAYDAN, Muhammad'); // 'Muhammad ZAYDAN'
 */
export function naturalOrder(name: string): string {
  const [surname, given, ...rest] = name.split(',').map((part) => part.trim());
  if (!surname || !given) return tidyName(name);
  if (SUFFIX.test(given) || /\d/.test(given)) return tidyName(name);
  return [given, surname, ...rest].filter((part) => part !== '').join(' ');
}

/** What a packed alias field holds: its names, and whether some of its words are not part of any name. */
export interface UnpackedNames {
  readonly names: readonly string[];
  readonly leftOver: boolean;
}

const ACRONYM = /^(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Za-z&/-]{1,11}$/;
const REMARK = /\b(?:name|listed as|born|identity|passport|original script)\b|\d{4}/i;
const BORN = /,? born (?:in |on )?.*$/i;

interface Cut {
  readonly whole: string;
  readonly outside: string;
  readonly inside: string | null;
}

/** Cuts `text` at semicolons outside brackets, and takes the last outermost bracket of each part off it. */
function cut(text: string): Cut[] {
  const parts: Cut[] = [];
  let depth = 0;
  let start = 0;
  let open = -1;
  let close = -1;
  const push = (end: number): void => {
    const bracketed = open >= 0 && close > open;
    const outside = bracketed ? text.slice(start, open) + text.slice(close + 1, end) : text.slice(start, end);
    parts.push({
      whole: text.slice(start, end),
      outside,
      inside: bracketed ? text.slice(open + 1, close) : null,
    });
    start = end + 1;
    open = close = -1;
    depth = 0;
  };
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(' && depth++ === 0) open = at;
    else if (text[at] === ')' && depth > 0 && --depth === 0) close = at;
    else if (text[at] === ';' && depth === 0) push(at);
  }
  push(text.length);
  return parts;
}

/** What is bracketed after a name: other names, or words about it that are left out, or a part of the name itself. */
function bracket(outside: string, inside: string): 'names' | 'remark' | 'part' {
  if (REMARK.test(inside) && !inside.includes(';')) return 'remark';
  if ((scriptTag(outside) === null) !== (scriptTag(inside) === null)) return 'names';
  if (inside.includes(';') || ACRONYM.test(inside.trim())) return 'names';
  return 'part';
}

const ORIGINAL_SCRIPT = /^\s*original script:\s*(.+)$/i;

/**
 * Takes apart an alias field that packs several names (names.md §2): `A; B`, `A b) B`, a name with its form in the
 * original script in brackets or the other way round, a name with its initials. Words that are no name are left out
 * and reported by `leftOver`.
 *
 * @example
 * unpackNames('حسن غول (Hassan Ghul; Hassan Gul)').names; // ['حسن غول', 'Hassan Ghul', 'Hassan Gul']
 */
export function unpackNames(text: string, depth = 0): UnpackedNames {
  const names = new Set<string>();
  let leftOver = false;
  const add = (name: string): void => {
    const bare = name.replace(BORN, '');
    if (bare !== name) leftOver = true;
    const tidy = tidyName(bare);
    if (tidy !== '') names.add(tidy);
  };
  for (const { whole, outside, inside } of cut(text.replace(/ [a-h]\) /g, '; '))) {
    if (inside === null) {
      add(outside);
      continue;
    }
    const original = ORIGINAL_SCRIPT.exec(inside)?.[1];
    const meaning = original === undefined ? bracket(outside, inside) : 'names';
    if (meaning === 'part') add(whole);
    else add(outside);
    if (meaning === 'remark') leftOver = true;
    if (meaning === 'names' && depth < 3) {
      const inner = unpackNames(original ?? inside, depth + 1);
      for (const name of inner.names) add(name);
      leftOver ||= inner.leftOver;
    }
  }
  return { names: [...names], leftOver };
}
