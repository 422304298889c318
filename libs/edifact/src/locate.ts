/** Where one interchange lies in the unfolded text. */
export interface InterchangeSpan {
  /** Start of UNA, or of UNB where there is none, or of the first UNG/UNH of an interchange without UNB. */
  readonly start: number;
  /** Start of the first segment after UNA. */
  readonly head: number;
  readonly end: number;
  /** What stood between `UNA` and `UNB`, or `null`. */
  readonly una: string | null;
}

// UNB, a separator, four letters, a separator, a digit: never found in ordinary text.
const strictUnb = /UNB *[^A-Za-z0-9 ] *[A-Z]{4} *[^A-Za-z0-9 ] *[0-9]/iy;
const looseUnb = /UNB *[^A-Za-z0-9 ]/iy;
const looseUng = /UNG *[^A-Za-z0-9 ] *(?:PAXLST|CUSRES|PNRGOV|CUSCAR|ACKRES|GOVREQ)/iy;
const looseUnh = /UNH *[^A-Za-z0-9 ] *[A-Za-z0-9]/iy;
// Before another interchange stands prose as a rule, and it may speak of UNH: there its type is asked for.
const strictUnh =
  /(?:UNH|unh) *([^A-Za-z0-9 ])(?:(?!\1)[^']){1,70}\1 *(?:[A-Z0-9]{5,8}|[a-z0-9]{5,8}) *[^A-Za-z0-9 ]/y;

function findAll(text: string, tag: string, pattern: RegExp): number[] {
  const found: number[] = [];
  for (const form of [tag, tag.toLowerCase()]) {
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 3)) {
      pattern.lastIndex = at;
      if (pattern.test(text)) found.push(at);
    }
    if (found.length > 0) break;
  }
  return found;
}

/** UNA stands at most a few characters before UNB (six, rarely five or, with blanks, more). */
function findUna(text: string, unb: number, floor: number): { at: number; una: string } | null {
  const from = Math.max(floor, unb - 16);
  const before = text.slice(from, unb);
  const at = Math.max(before.lastIndexOf('UNA'), before.lastIndexOf('una'));
  if (at < 0) return null;
  const una = before.slice(at + 3);
  if (/[A-Za-z0-9]/.test(una)) return null;
  return { at: from + at, una: una.length > 6 && una.slice(6).trim() === '' ? una.slice(0, 6) : una };
}

function spanHeadless(text: string, from: number, end: number): InterchangeSpan | null {
  const prefix = from === 0 && end === text.length ? text : text.slice(from, end);
  const group = findAll(prefix, 'UNG', looseUng)[0];
  const message = findAll(prefix, 'UNH', end === text.length ? looseUnh : strictUnh)[0];
  const first = Math.min(group ?? prefix.length, message ?? prefix.length);
  if (first === prefix.length) return null;
  const una = findUna(prefix, first, 0);
  return { start: from + (una?.at ?? first), head: from + first, end, una: una?.una ?? null };
}

/**
 * Finds every interchange of an unfolded text, whatever stands before, between and after them: several in a file
 * is normal (travellers.md §1, step 2). An interchange that lost its UNB is found by its UNG or UNH.
 */
export function locateInterchanges(text: string): InterchangeSpan[] {
  let heads = findAll(text, 'UNB', strictUnb);
  if (heads.length === 0) heads = findAll(text, 'UNB', looseUnb).slice(0, 1);
  const starts = heads.map((head, i) => {
    const una = findUna(text, head, i === 0 ? 0 : heads[i - 1]! + 3);
    return { head, start: una?.at ?? head, una: una?.una ?? null };
  });
  const spans: InterchangeSpan[] = starts.map((s, i) => ({ ...s, end: starts[i + 1]?.start ?? text.length }));
  const lead = spanHeadless(text, 0, spans[0]?.start ?? text.length);
  return lead === null ? spans : [lead, ...spans];
}
