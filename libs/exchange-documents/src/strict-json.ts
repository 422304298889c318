import { textOf } from './bytes.ts';
import { bad, type Checked, good } from './fault.ts';

const DEPTH = 32;
/** Members and elements of one text. What a node sends has some thousands. */
const VALUES = 50_000;

/**
 * Reads JSON as two implementations must agree on it: UTF-8 only, no member twice (RFC 8259 §4 leaves open which one
 * holds), nothing that a database cannot keep, no deep nesting, no more values than a node sends. A pass over the text before `JSON.parse` and one after, linear.
 *
 * @param maxBytes longer input is refused unread
 * @returns the value, or `JSON_…`
 * @example
 * readStrictJson(utf8('{"a":1,"a":2}'), 100) // { ok: false, fault: { code: 'JSON_DUPLICATE_MEMBER', at: 'a' } }
 */
export function readStrictJson(bytes: Uint8Array, maxBytes: number): Checked<unknown> {
  if (bytes.length > maxBytes) return bad('JSON_TOO_LARGE', '', String(maxBytes));
  const text = textOf(bytes);
  if (text === null) return bad('JSON_NOT_UTF8');
  let value: unknown;
  try {
    // The scan below only has to find members: what is no JSON at all is found here.
    const shape = shapeFault(text);
    if (shape) return shape;
    value = JSON.parse(text);
  } catch {
    return bad('JSON_INVALID');
  }
  const fault = scanMembers(text);
  return fault ?? good(value);
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;

/** The place behind a string that begins at `start`, which is a quotation mark. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at + 1;
}

/** Depth first, for the parser recurses; and values, each of which costs it more than its bytes. */
function shapeFault(text: string): ReturnType<typeof bad> | null {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) at = endOfString(text, at) - 1;
    else if (char === 0x7b || char === 0x5b) {
      depth += 1;
      values += 1;
      if (depth > DEPTH) return bad('JSON_TOO_DEEP', '', String(DEPTH));
    } else if (char === 0x7d || char === 0x5d) depth -= 1;
    else if (char === COMMA) values += 1;
    if (values > VALUES) return bad('JSON_TOO_LARGE', '', String(VALUES));
  }
  return null;
}

/** Valid JSON only: a string is a member's name when a colon follows it. */
function scanMembers(text: string): ReturnType<typeof bad> | null {
  const open: (Set<string> | null)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === 0x7b) open.push(new Set());
    else if (char === 0x5b) open.push(null);
    else if (char === 0x7d || char === 0x5d) open.pop();
    else if (char === QUOTE) {
      const end = endOfString(text, at);
      const said = stringOf(text.slice(at, end));
      if (said.includes('\u0000') || /\p{Surrogate}/u.test(said)) return bad('JSON_FORBIDDEN_TEXT');
      const next = afterSpace(text, end);
      if (text.charCodeAt(next) === 0x3a) {
        if (said === '__proto__') return bad('JSON_FORBIDDEN_TEXT', '__proto__');
        const members = open.at(-1);
        if (members?.has(said)) return bad('JSON_DUPLICATE_MEMBER', said.slice(0, 64));
        members?.add(said);
      }
      at = next - 1;
    }
  }
  return null;
}

function stringOf(quoted: string): string {
  return quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
}

function afterSpace(text: string, start: number): number {
  let at = start;
  while (at < text.length && ' \t\n\r'.includes(text[at]!)) at += 1;
  return at;
}
