import type { EdifactIssueCode } from './issue-texts.ts';
import type { InterchangeSpan } from './locate.ts';
import { defaultSeparators } from './split.ts';
import type { Separators } from './types.ts';

/** The separators of an interchange and, where they had to be inferred, why. */
export interface ResolvedSeparators {
  readonly separators: Separators;
  readonly issue: EdifactIssueCode | null;
}

function isPunctuation(char: string | undefined): char is string {
  return char !== undefined && !/[\sA-Za-z0-9]/.test(char);
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at++;
  return at;
}

interface Observed {
  readonly element: string;
  readonly component: string | null;
  readonly terminator: string | null;
  readonly wellFormed: boolean;
}

/** The last character, blanks aside, before the first UNG or UNH that follows the head segment. */
function observeTerminator(text: string, span: InterchangeSpan, element: string): string | null {
  for (
    let at = text.indexOf('UN', span.head + 3);
    at >= 0 && at < span.end;
    at = text.indexOf('UN', at + 2)
  ) {
    const tag = text[at + 2];
    if (tag !== 'G' && tag !== 'H') continue;
    if (text[skipBlanks(text, at + 3)] !== element) continue;
    let before = at - 1;
    while (text[before] === ' ') before--;
    return isPunctuation(text[before]) ? text[before]! : null;
  }
  return null;
}

function endsWellFormed(
  text: string,
  span: InterchangeSpan,
  element: string,
  terminator: string | null,
): boolean {
  if (terminator === null) return false;
  const body = text.slice(span.head, span.end);
  for (const tag of ['UNZ', 'UNT']) {
    const at = span.head + body.lastIndexOf(tag);
    if (at <= span.head || text[skipBlanks(text, at + 3)] !== element) continue;
    let before = at - 1;
    while (text[before] === ' ') before--;
    if (text[before] === terminator) return true;
  }
  return false;
}

/** What the interchange itself shows: travellers.md §1.1, inference. */
function observe(text: string, span: InterchangeSpan): Observed | null {
  const at = skipBlanks(text, span.head + 3);
  const element = text[at];
  if (!isPunctuation(element)) return null;
  let end = skipBlanks(text, at + 1);
  while (/[A-Za-z]/.test(text[end] ?? '')) end++;
  end = skipBlanks(text, end);
  const unb = text.slice(span.head, span.head + 3).toUpperCase() === 'UNB';
  const component = unb && isPunctuation(text[end]) && text[end] !== element ? text[end]! : null;
  const upper = text.slice(span.head, span.head + 3) === 'UNB' || !unb;
  const terminator = upper ? observeTerminator(text, span, element) : null;
  return { element, component, terminator, wellFormed: endsWellFormed(text, span, element, terminator) };
}

function fromUna(una: string): Separators | null {
  if (una.length !== 6) return null;
  const release = una[3]!;
  return {
    component: una[0]!,
    element: una[1]!,
    decimal: una[2]!,
    release: release === ' ' ? '' : release,
    terminator: una[5]!,
  };
}

function isDistinct(s: Separators): boolean {
  const chars = [s.component, s.element, s.terminator, s.release].filter((c) => c !== '');
  return new Set(chars).size === chars.length && chars.every(isPunctuation);
}

function agrees(separators: Separators, seen: Observed, head: string): boolean {
  if (seen.element !== separators.element) return false;
  if (seen.component !== null && seen.component !== separators.component) return false;
  if (seen.terminator === null || seen.terminator === separators.terminator) return true;
  // A cut text can't end well; then the declared terminator must at least occur.
  return !seen.wellFormed && head.includes(separators.terminator);
}

function infer(base: Separators, seen: Observed, una: string | null): Separators {
  const release =
    una === null ? base.release : una.includes('\\') ? '\\' : una.includes('?') ? '?' : base.release;
  const terminator = seen.terminator ?? (una?.trim().at(-1) || base.terminator);
  const component = seen.component ?? base.component;
  const taken = [seen.element, component, terminator];
  return {
    component,
    element: seen.element,
    decimal: base.decimal,
    release: taken.includes(release) ? '' : release,
    terminator,
  };
}

/**
 * Decides the service characters: UNA where it fits the body, else what the body shows. Without UNA an inferred
 * set counts only where the interchange then ends in a well-formed UNT or UNZ, or the defaults can't be right.
 */
export function resolveSeparators(text: string, span: InterchangeSpan): ResolvedSeparators {
  const seen = observe(text, span);
  const head = text.slice(span.head, span.end);
  const declared = span.una === null ? null : fromUna(span.una);
  if (declared !== null && isDistinct(declared) && (seen === null || agrees(declared, seen, head))) {
    return { separators: declared, issue: null };
  }
  const issue = span.una === null ? 'UNA_MISSING_NONDEFAULT' : 'UNA_MALFORMED';
  if (seen === null) return { separators: defaultSeparators, issue: span.una === null ? null : issue };
  if (span.una === null && agrees(defaultSeparators, seen, head))
    return { separators: defaultSeparators, issue: null };
  const base = declared !== null && isDistinct(declared) ? declared : defaultSeparators;
  return { separators: infer(base, seen, span.una), issue };
}
