import { cutParts, foldPart } from './folding.ts';
import {
  articles,
  divineGlued,
  divineWord,
  faithArabic,
  faithGlued,
  faithWord,
  gluedTitle,
  kunyas,
  type PartRole,
  particles,
  servantArabic,
  servantGlued,
  servantWord,
  sunArticles,
  titles,
} from './particles.ts';
import { cutHanName } from './romanising.ts';
import { readSymbols } from './symbols.ts';

/** One unit of a name: a given name, a family name, a fused `Abd al-Rahman`, a particle, a title … */
export interface NamePart {
  /** The part as it is shown: the words that it was made of. */
  readonly text: string;
  /** Folded letters from which the symbols were read. */
  readonly letters: string;
  readonly symbols: Uint8Array;
  readonly role: PartRole;
  /** The article stood before it (or was glued to it, in Arabic script). */
  readonly article: boolean;
}

/** A word of a name, with all that can be said of it by itself. */
export interface Word {
  readonly text: string;
  readonly letters: string;
  readonly isArticle: boolean;
  /** The sun letter to which its article is assimilated (`ash` before Sharif). */
  readonly sun: string | null;
  readonly isServant: boolean;
  readonly isFaith: boolean;
  /** The part that it is where nothing is fused with it. */
  readonly part: NamePart;
}

export const maximumParts = 24;
const maximumLetters = 60;

const isArabicWord = (letters: string): boolean =>
  letters.charCodeAt(0) >= 0x621 && letters.charCodeAt(0) <= 0x6d5;

const roleOf = (letters: string): PartRole => {
  if (kunyas.has(letters)) return 'kunya';
  if (titles.has(letters)) return 'title';
  if (letters.length === 1 && !(letters >= '0' && letters <= '9')) return 'initial';
  if (particles.has(letters) || articles.has(letters)) return 'particle';
  return 'name';
};

const canonicalLetters = (letters: string): string => {
  const servant = letters.replace(servantGlued, 'abd').replace(servantArabic, 'عبد');
  const faith = faithGlued.exec(servant) ?? faithArabic.exec(servant);
  if (faith !== null) return `${faith[1]}${isArabicWord(servant) ? 'دين' : 'din'}`;
  const divine = divineGlued.exec(servant);
  if (divine !== null) return `${divine[1]}${isArabicWord(servant) ? 'الله' : 'ala'}`;
  return servant;
};

export const makePart = (text: string, letters: string, article: boolean, role?: PartRole): NamePart => {
  const cut = letters.slice(0, maximumLetters);
  return { text, letters: cut, symbols: readSymbols(cut).codes, role: role ?? roleOf(letters), article };
};

const isArticle = (word: Word, next: Word | undefined): boolean => {
  if (next === undefined) return false;
  return (
    word.isArticle || (word.sun !== null && next.letters.startsWith(word.sun) && next.letters.length > 2)
  );
};

const stripArabicArticle = (letters: string): string =>
  letters.startsWith('ال') && letters.length >= 5 && letters !== 'الله' ? letters.slice(2) : letters;

const lengthen = (part: NamePart, text: string, ending: string): NamePart =>
  makePart(`${part.text} ${text}`, part.letters + ending, part.article, 'name');

/** Reads words left to right, fusing abd + X, X + allah and X + al-din into one part each. */
export const fuse = (words: readonly Word[]): NamePart[] => {
  const parts: NamePart[] = [];
  let at = 0;
  let article: Word | null = null;
  while (at < words.length && parts.length < maximumParts) {
    const word = words[at]!;
    const previous = parts[parts.length - 1];
    const shown = article === null ? word.text : `${article.text} ${word.text}`;
    if (previous?.role === 'name' && word.isFaith && (article !== null || word.letters.length > 4)) {
      parts[parts.length - 1] = lengthen(previous, shown, isArabicWord(word.letters) ? 'دين' : 'din');
    } else if (previous?.role === 'name' && divineWord.has(word.letters) && article === null) {
      parts[parts.length - 1] = lengthen(previous, shown, isArabicWord(word.letters) ? 'الله' : 'ala');
    } else if (isArticle(word, words[at + 1])) {
      article = word;
      at += 1;
      continue;
    } else if (word.isServant && at + 1 < words.length) {
      at = fuseServant(words, at, parts);
      article = null;
      continue;
    } else parts.push(article === null ? word.part : { ...word.part, text: shown, article: true });
    article = null;
    at += 1;
  }
  return parts;
};

/** A part read from letters that stood by themselves or inside a longer run (see splitting.ts). */
export const partOfLetters = (text: string, letters: string): NamePart => {
  const role = roleOf(letters);
  const stem = role === 'name' ? stripArabicArticle(letters) : letters;
  return makePart(text, canonicalLetters(stem), stem !== letters, role);
};

const fuseServant = (words: readonly Word[], at: number, parts: NamePart[]): number => {
  let next = at + 1;
  while (next + 1 < words.length && isArticle(words[next]!, words[next + 1])) next += 1;
  const follower = words[next]!;
  const arabic = isArabicWord(follower.letters);
  const text = words
    .slice(at, next + 1)
    .map((word) => word.text)
    .join(' ');
  const divine = divineWord.has(follower.letters) || follower.letters === 'lah';
  const stem = divine ? (arabic ? 'الله' : 'ala') : stripArabicArticle(follower.letters);
  const faith = canonicalLetters(stem);
  parts.push(makePart(text, (arabic ? 'عبد' : 'abd') + faith, false, 'name'));
  return next + 1;
};

export const makeWord = (text: string, letters: string): Word => ({
  text,
  letters,
  isArticle: articles.has(letters),
  sun: sunArticles.exec(letters)?.[1] ?? null,
  isServant: servantWord.test(letters),
  isFaith: faithWord.test(letters) || letters === 'الدين',
  part: partOfLetters(text, letters),
});

// The words of names repeat, in a list as in the queries: what was read of the latest ones is remembered.
const wordRoom = 32_768;
const wordsRead = new Map<string, Word>();
const readWord = (text: string): Word => {
  const known = wordsRead.get(text);
  if (known !== undefined) return known;
  const word = makeWord(text, foldPart(text));
  if (wordsRead.size >= wordRoom) wordsRead.clear();
  wordsRead.set(text, word);
  return word;
};

const splitTitle = (word: Word): Word[] => {
  const found = gluedTitle.exec(word.letters);
  if (found === null) return [word];
  const length = word.text.length - found[2]!.length;
  return [makeWord(word.text.slice(0, length), found[1]!), makeWord(word.text.slice(length), found[2]!)];
};

const readWords = (text: string): Word[] =>
  cutParts(text)
    .slice(0, maximumParts * 2)
    .flatMap(cutHanName)
    .map(readWord)
    .filter((word) => word.letters !== '');

/**
 * Reads a name as its parts. Particles and titles stay as parts with their role; the article becomes a flag of
 * the part that it belongs to; compounds are one part (names.md §3 and §8.5).
 */
export const readParts = (name: string): NamePart[] => fuse(readWords(name));

/**
 * Reads the given-name field of a carrier, where names and title may be one run of letters
 * (`SADDAMHUSSEINMR`): a glued title is split off.
 */
export const readGivenParts = (field: string): NamePart[] => fuse(readWords(field).flatMap(splitTitle));
