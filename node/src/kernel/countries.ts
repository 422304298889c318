import { COUNTRY_CODES, LIST_NAMES, TRAVEL_CODES } from './countries.data.ts';

/** One country or, in a travel document, one issuer or status that is no country. */
export interface Country {
  /** ISO 3166-1 alpha-3, or the code that ICAO Doc 9303 part 3 §5 adds to it. */
  readonly alpha3: string;
  readonly alpha2: string | null;
  readonly numeric: string | null;
  readonly en: string;
  readonly ar: string;
}

const english = new Intl.DisplayNames('en', { type: 'region' });
const arabic = new Intl.DisplayNames('ar', { type: 'region' });

/** Every country of ISO 3166-1, Kosovo, and the codes of travel documents. */
export const COUNTRIES: readonly Country[] = [
  ...COUNTRY_CODES.split(/\s+/).map((row) => {
    const [alpha2 = '', alpha3 = '', numeric = ''] = row.split('.');
    const en = english.of(alpha2) ?? alpha3;
    return { alpha3, alpha2, numeric: numeric === '' ? null : numeric, en, ar: arabic.of(alpha2) ?? en };
  }),
  ...TRAVEL_CODES.map(([alpha3, en, ar]) => ({ alpha3, alpha2: null, numeric: null, en, ar })),
];

const byAlpha3 = new Map(COUNTRIES.map((country) => [country.alpha3, country]));

/** Letters and digits only, without marks, case, articles and the forms of alef, so that spellings of one name meet. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ı/g, 'i')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/&/g, ' and ')
    .replace(/\bst\b\.?(?= )/g, 'saint')
    .replace(/['’‘`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\bthe\b/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const byText = new Map<string, string>();
for (const country of COUNTRIES) {
  for (const text of [country.en, country.ar, country.alpha3, country.alpha2, country.numeric]) {
    if (text !== null) byText.set(fold(text), country.alpha3);
  }
}
for (const [alpha3, names] of Object.entries(LIST_NAMES)) {
  for (const name of names.split('|')) byText.set(fold(name), alpha3);
}

/**
 * The alpha-3 code of a country given as alpha-2, alpha-3 or numeric code, as a code of ICAO Doc 9303 (`D`, `GBD`,
 * `RKS`, `XXA`), or by its name in English or Arabic as lists and messages write it. Null where it is none of them
 * (`0`, `ZZZ` and blank among others): a country is never guessed.
 *
 * @example
 * toAlpha3('Korea, North'); // 'PRK'
 */
export function toAlpha3(text: string): string | null {
  if (text.length > 100) return null;
  const folded = fold(text.replaceAll('<', ' '));
  return folded === '' ? null : (byText.get(folded) ?? null);
}

/**
 * A country's name for people to read; null for a code that isn't known.
 *
 * @example
 * countryName('BHR', 'ar'); // 'البحرين'
 */
export function countryName(alpha3: string, language: 'en' | 'ar'): string | null {
  return byAlpha3.get(alpha3)?.[language] ?? null;
}
