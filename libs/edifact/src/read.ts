import { decodeText } from './charset.ts';
import { stripHtml } from './html.ts';
import { raiseEdifactIssue as raise, refuse } from './issue-texts.ts';
import { locateInterchanges } from './locate.ts';
import { unwrapMail } from './mail.ts';
import { type LocatedText, readInterchange } from './read-interchange.ts';
import type { EdifactResult, Interchange, Issue, Refusal } from './types.ts';
import { unfold } from './unfold.ts';

/** Where the lines of an interchange have no terminator, the line end is the terminator and must stay. */
function terminateLines(text: string): string {
  const unb = text.indexOf('UNB');
  if (unb < 0) return text;
  const feed = text.slice(unb, unb + 2000).search(/[A-Za-z0-9]\r?\n(?:UNG|UNH)\W/);
  const head = text.slice(unb, unb + 2000);
  if (feed < 0 || /['"~$#*]/.test(head.slice(0, feed))) return text;
  // One character for one, so that positions stay true; a carriage return before it is unfolded away.
  return text.replaceAll('\n', "'");
}

interface Prepared {
  readonly located: LocatedText;
  readonly issues: readonly Issue[];
}

function startsWithEnvelope(bytes: Uint8Array): boolean {
  const head = String.fromCharCode(...bytes.subarray(0, 64)).trimStart();
  return /^(?:\u00ef\u00bb\u00bf)?\s*UN[ABGH]/.test(head);
}

function prepare(bytes: Uint8Array): Prepared {
  // A file that begins with its envelope has no wrapper to undo, and most do.
  const bare = startsWithEnvelope(bytes);
  const mail = bare ? { bytes, origin: null, decoded: false } : unwrapMail(bytes);
  const decoded = decodeText(mail.bytes);
  const page = bare ? null : stripHtml(decoded.text);
  const unfolded = unfold(terminateLines(page?.text ?? decoded.text));
  const issues: Issue[] = [];
  if (decoded.repaired) issues.push(raise('CHARSET_REPAIRED', { offset: 0 }, { charset: decoded.charset }));
  if (mail.decoded || page !== null) issues.push(raise('MAIL_DECODED', { offset: 0 }));
  const offsetAt = (index: number) => {
    const unfoldedIndex = unfolded.indexAt(index);
    const offset = decoded.offsetAt(page === null ? unfoldedIndex : page.indexAt(unfoldedIndex));
    if (mail.origin === null) return Math.min(offset, bytes.length);
    return offset < mail.origin.length ? mail.origin[offset]! : bytes.length;
  };
  return { located: { text: unfolded.text, cuts: unfolded.cuts, offsetAt }, issues };
}

function isBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 65_536);
  let odd = 0;
  for (const byte of sample)
    if (byte === 0 || (byte < 9 && byte > 3) || (byte > 13 && byte < 32 && byte !== 27)) odd++;
  return odd * 50 > sample.length;
}

function refuseInput(bytes: Uint8Array, located: LocatedText): Refusal {
  if (located.text.trim() === '') return refuse(isBinary(bytes) ? 'FILE_BINARY' : 'FILE_EMPTY', 0);
  return refuse(isBinary(bytes) ? 'FILE_BINARY' : 'ENVELOPE_MISSING', 0);
}

/**
 * Reads every interchange of an input: decodes it, removes what transports put around it, infers what UNA left
 * out, and splits it into messages and segments with their byte offsets (ISO 9735; travellers.md §1).
 * Never throws on content: what could be repaired is an issue, what could not be read is a refusal.
 * @example
 * const { interchanges } = readInterchanges(new TextEncoder().encode("UNB+UNOA:4+A+B+260301:1140+1'UNZ+0+1'"));
 * interchanges[0]?.sender?.id // 'A'
 */
export function readInterchanges(bytes: Uint8Array): EdifactResult {
  const { located, issues } = prepare(bytes);
  const spans = locateInterchanges(located.text);
  if (spans.length === 0) return { interchanges: [], issues, refusals: [refuseInput(bytes, located)] };
  const wrapped = located.text.slice(0, spans[0]!.start).trim() !== '';
  const all = wrapped ? [...issues, raise('WRAPPER_STRIPPED', { offset: 0 })] : issues;
  const interchanges: Interchange[] = [];
  const refusals: Refusal[] = [];
  for (const span of spans) {
    const interchange = readInterchange(located, span);
    interchanges.push(interchange);
    if (interchange.messages.length === 0) refusals.push(refuse('MESSAGE_MISSING', interchange.range.start));
  }
  return { interchanges, issues: all, refusals };
}
