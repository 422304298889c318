/** Texts: ICU messages in two languages, one catalogue beside each screen, merged under its folder's name. */
import type { Digits, Language } from '@jisr/contract';
import { IntlMessageFormat } from 'intl-messageformat';
import type { z } from 'zod';

export type Catalogue = Readonly<Record<string, string>>;
export type TextParams = Readonly<Record<string, string | number | Date>>;
export type Translate = (key: string, params?: TextParams) => string;
export type DigitStyle = z.infer<typeof Digits>;

/** `ar` alone gives Latin digits and `ar-SA` Arabic-Indic ones: the numbering system is always said. */
export const localeOf = (language: Language, digits: DigitStyle): string =>
  `${language === 'ar' ? 'ar' : 'en-GB'}-u-nu-${digits === 'arabic-indic' ? 'arab' : 'latn'}`;

export const directionOf = (language: Language): 'rtl' | 'ltr' => (language === 'ar' ? 'rtl' : 'ltr');

/** A value set into a sentence keeps its own direction (UAX #9: FSI … PDI). */
export const isolate = (value: string): string => `\u2068${value}\u2069`;

/**
 * Merges `…/<folder>/messages/<language>.json` files: the key `title` of the folder `board` becomes `board.title`.
 *
 * @example
 * mergeCatalogues({ './screens/board/messages/en.json': { title: 'Crossings' } }, 'en') // { 'board.title': 'Crossings' }
 */
export function mergeCatalogues(files: Readonly<Record<string, Catalogue>>, language: Language): Catalogue {
  const merged: Record<string, string> = {};
  for (const [path, entries] of Object.entries(files)) {
    const found = /([^/]+)\/messages\/(ar|en)\.json$/.exec(path);
    if (found?.[2] !== language) continue;
    for (const [key, text] of Object.entries(entries)) merged[`${found[1]}.${key}`] = text;
  }
  return merged;
}

type Element = ReturnType<IntlMessageFormat['getAst']>[number];
/** A parameter that stands in the sentence itself, apart from the same one choosing a plural or a select. */
const shown = (name: string): string => `${name} shown`;

/** The message with its plain arguments under names of their own: what is shown and what chooses differ. */
const apart = (elements: readonly Element[]): Element[] =>
  elements.map((element) => {
    if (element.type === 1) return { ...element, value: shown(element.value) };
    if (!('options' in element)) return element;
    const options = Object.entries(element.options).map(
      ([name, option]) => [name, { ...option, value: apart(option.value) }] as const,
    );
    return { ...element, options: Object.fromEntries(options) } as Element;
  });

/**
 * Makes the translating function of a language. Text parameters are isolated; numbers take the chosen digits.
 *
 * @example
 * createTranslate({ 'a.n': '{n, plural, one {# hit} other {# hits}}' }, 'en', 'latin')('a.n', { n: 2 }) // '2 hits'
 */
export function createTranslate(catalogue: Catalogue, language: Language, digits: DigitStyle): Translate {
  const formats = new Map<string, IntlMessageFormat>();
  const locale = localeOf(language, digits);
  const numbers = new Intl.NumberFormat(locale);
  const formatOf = (key: string): IntlMessageFormat | null => {
    const known = formats.get(key);
    if (known !== undefined) return known;
    const source = catalogue[key];
    if (source === undefined) return null;
    const parsed = new IntlMessageFormat(source, locale, undefined, { ignoreTag: true });
    const made = new IntlMessageFormat(apart(parsed.getAst()), locale);
    formats.set(key, made);
    return made;
  };
  return (key, params = {}) => {
    const values = Object.fromEntries(
      Object.entries(params).flatMap(([name, value]) => {
        const text = typeof value === 'number' ? numbers.format(value) : value;
        return [
          [name, value],
          [shown(name), typeof value === 'string' ? isolate(value) : text],
        ];
      }),
    );
    // A key without a text (a newer node's word) stays legible in place of taking the screen down.
    return String(formatOf(key)?.format(values) ?? key);
  };
}
