import { toAlpha3 } from '../../../kernel/countries.ts';

/** What begins the words about a document, after its number. */
const ABOUT = /(?:;|, | - | and |\b(?:issued|expire[sd]?|expiring|from|exp|valid|under name)\b).*$/is;
/** What lists write before a number and is no part of it. */
const LABEL =
  /^(?:(?:no|nr|num|number|booklet|ssn|c?nic|rne|jmb|passport|card|id|reg)\b[.:]*|n[°º][.:]?|#)\s*/i;
/** Words in brackets; a lone letter or digit in brackets is a check character and stays. */
const BRACKETED = /\(([^()]{2,})\)/g;
/** The letters of a series stand before or after the digits: “SE 012820”, “TR-P 614166”, “670850 Y”. */
const SERIES = /^[A-Z]{1,4}(?:-[A-Z]{0,2})?$/;

/**
 * The number in what a list writes of a document, without the words around it: a number that keeps “Booklet” or
 * “Libya” before it is never equal to the one that a carrier sends.
 *
 * @returns null where there is no number; `country` where the words around it are the name of one
 * @example
 * numberIn('Libya B/002210'); // { number: 'B/002210', country: 'LBY' }
 * numberIn('8208 No. 555627 (expired)'); // { number: '8208 555627', country: null }
 */
export function numberIn(written: string): { number: string; country: string | null } | null {
  const brackets = [...written.matchAll(BRACKETED)].map((match) => match[1]!.trim());
  const text = written.replace(BRACKETED, ' ');
  const about = ABOUT.exec(text)?.[0] ?? '';
  const tokens = text
    .slice(0, text.length - about.length)
    .trim()
    .split(/\s+/)
    .map((token) => token.replace(LABEL, ''));
  const isDigits = (token: string): boolean => /\d/.test(token);
  const first = tokens.findIndex(isDigits);
  const last = tokens.findLastIndex(isDigits);
  if (first < 0) return null;
  const belongs = (token: string, at: number): boolean => {
    if (isDigits(token)) return true;
    return (at === first - 1 || at === last + 1) && SERIES.test(token);
  };
  const number = tokens
    .filter(belongs)
    .join(' ')
    .replace(/[.,;:]+$/, '');
  // “0310857, Eritrea, issued …”: only right behind the number, for a place of issue is no issuer.
  const behind = /^, ([^,;]+)/.exec(about)?.[1] ?? '';
  const around = [...brackets, tokens.slice(0, first).join(' '), tokens.slice(last + 1).join(' '), behind];
  return { number, country: around.map(countryOf).find((code) => code !== null) ?? null };
}

/** By name, and “US”; but “na” is no Namibian, and “PS 472330208” no Palestinian: those are the letters of a series. */
const countryOf = (words: string): string | null =>
  words.trim().length > 3 || /^US$/.test(words) ? toAlpha3(words) : null;
