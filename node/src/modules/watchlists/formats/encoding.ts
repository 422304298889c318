import { type IssueCode, parseIssue } from './issues.ts';
import type { ParseIssue } from './listing-draft.ts';

/** From this share of damaged letters on a text is in another encoding; below it single letters were damaged on the way. */
const FOREIGN_SHARE = 0.05;
const DAMAGED = '\uFFFD';

/**
 * The text of a file: UTF-8, or what its byte order mark or its XML declaration says. Nothing else is guessed; bytes that
 * are no letters become U+FFFD.
 *
 * @example
 * decodeText(new Uint8Array([0xff, 0xfe, 0x41, 0x00])); // 'A'
 */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
  return declared !== undefined && isKnown(declared) ? declared : 'utf-8';
}

function isKnown(label: string): boolean {
  try {
    return new TextDecoder(label) instanceof TextDecoder;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * What is wrong with the letters of a text: all of it where it was decoded by the wrong encoding, or single lines.
 *
 * @example
 * lettersOf('a \uFFFD b').map((issue) => issue.code); // ['LIST_ENCODING_UNKNOWN']
 */
export function lettersOf(text: string): ParseIssue[] {
  if (!text.includes(DAMAGED)) return [];
  const tell = (code: IssueCode, line: number | null) => parseIssue(code, { line });
  const damaged = text.split(DAMAGED).length - 1;
  const sound = text.match(/[^\0-\u007F\uFFFD]/g)?.length ?? 0;
  if (damaged > sound && damaged > text.length * FOREIGN_SHARE) return [tell('LIST_ENCODING_UNKNOWN', null)];
  return text
    .split('\n')
    .flatMap((line, at) => (line.includes(DAMAGED) ? [tell('TEXT_DAMAGED', at + 1)] : []));
}
