import { cutParts, foldPart } from './folding.ts';
import { type KnownWord, knownWord, longestPhrase, setApart, wordKey } from './organisation-words.ts';
import { fuse, makePart, makeWord, maximumParts, type NamePart, readParts, type Word } from './parts.ts';
import { firstOpaque, symbolCount } from './symbols.ts';
import type { NameKind } from './types.ts';

/** An organisation's name, read. */
export interface Organisation {
  readonly parts: readonly NamePart[];
  /** Acronyms in brackets: names of their own. */
  readonly acronyms: readonly string[];
  /** The initials of its words, with and without the small ones, where they are three or more. */
  readonly initials: readonly string[];
  /** How surely the words themselves say that this is an organisation. */
  readonly certainty: 'sure' | 'perhaps' | 'no';
  /** Its last word says that it is one, or may be. */
  readonly endsAsForm: boolean;
}

interface Token {
  readonly text: string;
  readonly letters: string;
  readonly key: string;
}

const fewestInitials = 3;
const mostInitials = 7;

// `S.A.L`, `ذ.م.م`, `I A C`: letters that stand apart are one word.
const dotted = /(?<![\p{L}\p{M}\p{N}])(?:\p{L}\.\s?){1,8}(?:\p{L}(?![\p{L}\p{M}\p{N}]))?/gu;
const spaced = /(?<![\p{L}\p{M}\p{N}'’])\p{L}(?: \p{L}){1,7}(?![\p{L}\p{M}\p{N}'’])/gu;
const closeUp = (letters: string): string => `${letters.replace(/[.\s]/g, '')} `;
const joinInitials = (text: string): string => text.replace(dotted, closeUp).replace(spaced, closeUp);

const bracketed = /[([]\s*([\p{Lu}\p{N}][\p{Lu}\p{N}.-]{2,9})\s*[)\]]/gu;

/** The text without the acronyms in its brackets, and they. */
const takeAcronyms = (text: string): { readonly rest: string; readonly acronyms: readonly string[] } => {
  const acronyms: string[] = [];
  const rest = text.replace(bracketed, (whole, inner: string) => {
    const letters = foldPart(inner.replace(/[.-]/g, ''), true);
    if (!/^[a-z0-9]{3,8}$/.test(letters) || knownWord(letters) !== undefined) return whole;
    acronyms.push(letters);
    return ' ';
  });
  return acronyms.length === 0 || !/[\p{L}\p{N}]/u.test(rest)
    ? { rest: text, acronyms: [] }
    : { rest, acronyms };
};

// و is `and`, ل is `for`; written with the word that follows, most often before its article.
const arabicPrefix = /^(?:وال|لل|ولل|بال|ال|و(?=.{4}))/;

// What was read of the latest words is remembered, as in parts.ts.
const wordRoom = 32_768;
const tokensRead = new Map<string, Token>();
const readToken = (text: string): Token => {
  const before = tokensRead.get(text);
  if (before !== undefined) return before;
  const letters = foldPart(text, true);
  const token = { text, letters, key: wordKey(letters) };
  if (tokensRead.size >= wordRoom) tokensRead.clear();
  tokensRead.set(text, token);
  return token;
};

interface Found {
  readonly word: KnownWord;
  readonly count: number;
}

const findOne = (key: string): KnownWord | undefined => {
  const found = knownWord(key);
  if (found !== undefined) return found;
  const prefix = arabicPrefix.exec(key);
  return prefix === null ? undefined : knownWord(key.slice(prefix[0].length));
};

/** The longest phrase that begins here. */
const findPhrase = (tokens: readonly Token[], at: number): Found | null => {
  for (let count = Math.min(longestPhrase, tokens.length - at); count > 1; count--) {
    const word = knownWord(
      tokens
        .slice(at, at + count)
        .map((token) => token.key)
        .join(' '),
    );
    if (word !== undefined) return { word, count };
  }
  const word = findOne(tokens[at]!.key);
  return word === undefined ? null : { word, count: 1 };
};

const readUnknown = ({ text, letters }: Token): Word =>
  makeWord(text, letters.replace(/^(?:و|ب|ك)(?=ال...)/, '').replace(/^لل(?=...)/, 'ال'));

/** Small words that belong to what follows in the names of people too stay with it: `Abd al-Rahman`. */
const isArticleOf = (token: Token, next: Token | undefined): boolean =>
  next !== undefined && knownWord(next.key) === undefined && /^(?:al|el|ul|ال)$/.test(token.letters);

/** One word that the tables don't have, or a phrase that they have. */
interface Piece {
  readonly tokens: readonly Token[];
  readonly word: KnownWord | null;
  readonly small: boolean;
}

const initialsOf = (pieces: readonly Piece[]): string[] => {
  const letters = (small: boolean): string =>
    pieces
      .filter((piece) => small || !piece.small)
      .flatMap(({ tokens }) => tokens.map((token) => token.letters[0]!))
      .join('');
  return [...new Set([letters(false), letters(true)])].filter(
    (text) => text.length >= fewestInitials && text.length <= mostInitials && /^[a-z]+$/.test(text),
  );
};

const acronymPart = (text: string, letters: string): NamePart => makePart(text, letters, false, 'acronym');

const cutPieces = (tokens: readonly Token[]): Piece[] => {
  const pieces: Piece[] = [];
  for (let at = 0; at < tokens.length; at += pieces.at(-1)!.tokens.length) {
    const article = isArticleOf(tokens[at]!, tokens[at + 1]);
    const found = article ? null : findPhrase(tokens, at);
    const word = found?.word ?? null;
    pieces.push({
      tokens: tokens.slice(at, at + (found?.count ?? 1)),
      word,
      small: article || word?.role === 'particle',
    });
  }
  return pieces;
};

const partsOf = (pieces: readonly Piece[]): NamePart[] => {
  const parts: NamePart[] = [];
  let pending: Word[] = [];
  for (const { tokens, word } of pieces) {
    if (word === null) {
      pending.push(...tokens.map(readUnknown));
      continue;
    }
    parts.push(...fuse(pending));
    pending = [];
    const text = tokens.map((token) => token.text).join(' ');
    const letters = tokens.map((token) => token.letters).join('');
    parts.push({ ...makePart(text, letters, false, word.role), symbols: word.symbols });
  }
  return [...parts, ...fuse(pending)];
};

const saysOf = ({ tokens, word }: Piece): KnownWord['says'] =>
  word !== null ? word.says : /[0-9]/.test(tokens[0]!.letters) ? 'sure' : 'nothing';

/**
 * Reads a name as an organisation's: legal forms and ordinary words are known by what they mean, in any language of
 * the tables; what else there is, is read as the names of people are. Nothing is left out.
 */
export const readOrganisation = (name: string): Organisation => {
  const { rest, acronyms } = takeAcronyms(name);
  const tokens = cutParts(joinInitials(setApart(rest.replaceAll('&', ' and '))))
    .slice(0, maximumParts * 2)
    .map(readToken)
    .filter((token) => token.letters !== '');
  const pieces = cutPieces(tokens);
  const said = pieces.map(saysOf);
  const written = acronyms.map((letters) => acronymPart(letters.toUpperCase(), letters));
  return {
    parts: [...partsOf(pieces), ...written].slice(0, maximumParts),
    acronyms,
    initials: initialsOf(pieces.filter(({ word }) => word?.role !== 'form')),
    certainty: said.includes('sure') ? 'sure' : said.includes('perhaps') ? 'perhaps' : 'no',
    endsAsForm: said.length > 0 && said.at(-1) !== 'nothing',
  };
};

const mark = symbolCount - 1;

/**
 * Initials that nobody wrote: made from the words of a name. A symbol before them keeps them apart from written
 * acronyms, so that two names do not meet by the initials of both.
 */
export const unwrittenAcronym = (text: string, letters: string): NamePart => {
  const part = acronymPart(text, letters);
  return { ...part, symbols: Uint8Array.of(mark, ...part.symbols) };
};
export const writtenAcronym = acronymPart;
export const isUnwritten = (part: NamePart): boolean => part.symbols[0] === mark && mark >= firstOpaque;

const readsAsPerson: ReadonlySet<NameKind> = new Set(['person', 'vessel', 'aircraft']);

/** The organisation that a listed name is, or null where it is read as the name of a person (or a vessel). */
const listedOrganisation = (text: string, kind: NameKind): Organisation | null => {
  if (readsAsPerson.has(kind)) return null;
  const read = readOrganisation(text);
  const is =
    kind === 'organisation' || read.certainty === 'sure' || (read.certainty === 'perhaps' && read.endsAsForm);
  return is ? read : null;
};

/**
 * All that a listed name is known by: its parts first; for an organisation also the acronym in its brackets and the
 * initials of its words, each by itself.
 */
export const readListed = (text: string, kind: NameKind): readonly (readonly NamePart[])[] => {
  const organisation = listedOrganisation(text, kind);
  if (organisation === null) return [readParts(text)];
  const { parts, acronyms, initials } = organisation;
  return [
    parts,
    ...acronyms.map((letters) => [writtenAcronym(letters.toUpperCase(), letters)]),
    ...initials
      .filter((letters) => !acronyms.includes(letters))
      .map((letters) => [unwrittenAcronym(text, letters)]),
  ];
};
