import { companyWords } from './company-word-table.ts';
import { foldPart } from './folding.ts';
import { genericWords, linkWords, placeWords } from './generic-words.ts';
import { bodyWords, legalForms } from './legal-form-words.ts';
import type { PartRole } from './particles.ts';
import { readSymbols, symbolCount } from './symbols.ts';

/** What a word or phrase of an organisation's name means, as the symbols by which it is compared. */
export interface KnownWord {
  readonly symbols: Uint8Array;
  readonly role: PartRole;
  /** How surely a name with it is an organisation's: people are called some of these words too. */
  readonly says: 'sure' | 'perhaps' | 'nothing';
}

/** A word of organisations with its share of their names. */
export interface OrdinaryWord {
  readonly symbols: Uint8Array;
  readonly share: number;
}

/** Stands before the symbols of a meaning. */
const meaningMark = symbolCount - 2;

const known = new Map<string, KnownWord>();
const shares: OrdinaryWord[] = [];
let longest = 1;

// A symbol before the meaning keeps it apart from the names of people that are spelled like it.
const symbolsOfMeaning = (meaning: string): Uint8Array =>
  Uint8Array.of(meaningMark, ...readSymbols(meaning).codes);

// Chinese and Japanese write no blanks between words: these are the known ones, the longest first.
const unspaced: string[] = [];
const unspacedLetter = /^[\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}]{2,}$/u;
const anyUnspaced = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** The key of a word as it was folded: ة and ه are one at the end of a word. */
export const wordKey = (folded: string): string => folded.replaceAll('ة', 'ه');

/** Folds a phrase of a table in the way in which names are folded. */
const keyOf = (phrase: string): string =>
  phrase
    .split('_')
    .map((word) => wordKey(foldPart(word)))
    .join(' ');

const learn = (phrase: string, word: KnownWord): void => {
  const key = keyOf(phrase);
  if (known.has(key)) return;
  known.set(key, word);
  longest = Math.max(longest, key.split(' ').length);
};

const readTable = (table: string, role: PartRole, says: KnownWord['says'] = 'sure'): void => {
  for (const line of table.split('\n')) {
    const found = /^(\S+) (\d+): (.+)$/.exec(line);
    if (found === null) continue;
    const symbols = symbolsOfMeaning(found[1]!);
    shares.push({ symbols, share: Number(found[2]) / 1000 });
    for (const form of found[3]!.split(' ')) {
      const sign = form.at(-1)!;
      const doubt = sign === '?' ? 'perhaps' : sign === '~' ? 'nothing' : null;
      if (unspacedLetter.test(form)) unspaced.push(form);
      learn(doubt === null ? form : form.slice(0, -1), { symbols, role, says: doubt ?? says });
    }
  }
};
readTable(legalForms, 'form');
readTable(bodyWords, 'form');
readTable(genericWords, 'generic');
readTable(placeWords, 'generic', 'nothing');
// One link stands for every other, and says almost nothing.
const link = symbolsOfMeaning('and');
for (const word of linkWords.trim().split(/\s+/))
  learn(word, { symbols: link, role: 'particle', says: 'nothing' });
shares.push({ symbols: link, share: 0.9 });

const unspacedWords = new RegExp(unspaced.sort((a, b) => b.length - a.length).join('|'), 'gu');

/** Puts blanks around the known words of scripts that are written without: `华为技术有限公司`. */
export const setApart = (text: string): string =>
  anyUnspaced.test(text) ? text.replace(unspacedWords, ' $& ') : text;

/** The word or phrase of this key, if it is one of those that many organisations have. */
export const knownWord = (key: string): KnownWord | undefined => known.get(key);
/** So many words has the longest phrase. */
export const longestPhrase = longest;

// The first of these words is in about one name of a hundred and fifty, and each hundredth place halves that.
const mostShare = 0.007;
const halfPlace = 100;

/** How many of all organisations' names have a word. */
export const ordinaryWords = (): readonly OrdinaryWord[] => [
  ...shares,
  ...companyWords
    .trim()
    .split(/\s+/)
    .map((word, place) => ({
      symbols: readSymbols(foldPart(word)).codes,
      share: mostShare * 2 ** (-place / halfPlace),
    })),
];
