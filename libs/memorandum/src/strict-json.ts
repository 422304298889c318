import type { Bilingual } from './vocabulary.ts';

/** Limits of a document before anything of it is read: bytes, nesting, members. */
export const LIMITS = { bytes: 524_288, depth: 16, members: 60_000 } as const;

/** One thing that is wrong with a document: a stable code, where, and what in both languages. */
export interface DocumentFault {
  readonly code: string;
  /** As `articles[3].clauses[0].purposes[1]`; empty: the whole. */
  readonly place: string;
  readonly text: Bilingual;
}

export const fault = (code: string, place: string, en: string, ar: string): DocumentFault => ({
  code,
  place,
  text: { en, ar },
});

/** Names that would reach into the language instead of the document. */
const REACHING = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Reads JSON that says one thing only: no member twice, no name that reaches into the language, no deep nesting. The walk
 * is one pass without recursion and stops at the first fault, so that hostile text costs no more than its length.
 *
 * @example
 * strictJson('{"a":1,"a":2}') // { fault: { code: 'DOCUMENT_MEMBER_TWICE', … } }
 */
export function strictJson(text: string): { readonly value: unknown } | { readonly fault: DocumentFault } {
  const found = walk(text);
  if (found) return { fault: found };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const said = error instanceof Error ? error.message.slice(0, 120) : '';
    return {
      fault: fault('DOCUMENT_NOT_JSON', '', `The text is not JSON: ${said}`, 'النص ليس بصيغة JSON صحيحة.'),
    };
  }
}

function walk(text: string): DocumentFault | null {
  /** One set of names for each open object, null for each open list. */
  const open: (Set<string> | null)[] = [];
  let members = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '{' || character === '[') {
      open.push(character === '{' ? new Set() : null);
      if (open.length > LIMITS.depth)
        return fault(
          'DOCUMENT_TOO_DEEP',
          '',
          `It nests deeper than ${LIMITS.depth}.`,
          `التداخل أعمق من ${LIMITS.depth}.`,
        );
    } else if (character === '}' || character === ']') open.pop();
    else if (character === '"') {
      const end = endOfString(text, at);
      const names = open.at(-1);
      const wrong = names && followedByColon(text, end) ? memberFault(names, text.slice(at, end)) : null;
      if (wrong) return wrong;
      members += 1;
      if (members > LIMITS.members)
        return fault('DOCUMENT_TOO_LARGE', '', 'It holds too many members.', 'عدد عناصره أكبر من المسموح.');
      at = end - 1;
    }
  }
  return null;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
}

function followedByColon(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && ' \t\n\r'.includes(text[at] as string)) at += 1;
  return text[at] === ':';
}

function memberFault(names: Set<string>, token: string): DocumentFault | null {
  const name = nameOf(token);
  if (REACHING.has(name))
    return fault(
      'DOCUMENT_MEMBER_REFUSED',
      name,
      `No member may be called ${name}.`,
      `لا يجوز تسمية عنصر ${name}.`,
    );
  if (names.has(name))
    return fault(
      'DOCUMENT_MEMBER_TWICE',
      name.slice(0, 60),
      `${name.slice(0, 60)} stands twice.`,
      `${name.slice(0, 60)} مذكور مرتين.`,
    );
  names.add(name);
  return null;
}

/** A name with escapes is the name that it stands for; a broken one is left to the parser to refuse. */
function nameOf(token: string): string {
  if (!token.includes('\\')) return token.slice(1, -1);
  try {
    return String(JSON.parse(token));
  } catch {
    return token;
  }
}
