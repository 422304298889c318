import {
  type EdifactMessage,
  type Interchange,
  type Issue,
  isCalendarDay,
  type Refusal,
  readInterchanges,
} from '@jisr/edifact';
import { raiseTravelIssue } from './issue-texts.ts';
import { type PaxlstContext, readPaxlst } from './paxlst.ts';
import type { ReadResult, TravelMessage } from './types.ts';

/** Options of {@link readMessages}. */
export interface ReadOptions {
  /** ISO instant of receipt: decides centuries where the message itself has no date. */
  readonly receivedAt?: string;
}

// Types of other traveller and cargo messages, which have their own readers.
const otherTypes = new Set([
  'PNRGOV',
  'CUSRES',
  'ACKRES',
  'GOVREQ',
  'CUSCAR',
  'CUSREP',
  'CUSDEC',
  'CONTRL',
  'APERAK',
]);

function refuseType(message: EdifactMessage): Refusal {
  const type = message.type.slice(0, 12) || '–';
  return {
    code: 'MESSAGE_TYPE_UNSUPPORTED',
    offset: message.segments[0]?.offset ?? message.body.start,
    message: {
      en: `Messages of type ${type} are not read here.`,
      ar: `الرسائل من النوع ${type} لا تُقرأ هنا.`,
    },
  };
}

/** PAXLIST, PAXL5T or no type at all may be PAXLST; INVOIC is not. */
function isDamagedType(type: string): boolean {
  if (type === '' || type.startsWith('PAX')) return true;
  return [...'PAXLST'].filter((letter, i) => type[i] === letter).length >= 3;
}

/** A damaged type over the segments of a traveller list is still a traveller list, and so is any type over persons. */
function looksLikePaxlst({ type, segments }: EdifactMessage): boolean {
  if (otherTypes.has(type)) return false;
  const hasPersons = segments.some((s) => s.tag === 'NAD' && /^NAD\W(?:FL|FM|DDU|DDT)(?:\W|$)/i.test(s.raw));
  if (hasPersons || !isDamagedType(type)) return hasPersons;
  return segments.some((s) => s.tag === 'NAD' || s.tag === 'TDT');
}

function readOne(message: EdifactMessage, interchange: Interchange, context: PaxlstContext): TravelMessage {
  if (message.type === 'PAXLST') return readPaxlst(message, interchange, context);
  const head = message.segments[0];
  const place = { segment: 0, tag: head?.tag ?? null, offset: head?.offset ?? null, raw: head?.raw ?? null };
  const damaged = raiseTravelIssue('MESSAGE_DAMAGED', place, { value: message.type.slice(0, 12) || '–' });
  return readPaxlst({ ...message, issues: [...message.issues, damaged] }, interchange, context);
}

function dayOf(receivedAt: string | undefined): string | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(receivedAt ?? '');
  return found !== null && isCalendarDay(Number(found[1]), Number(found[2]), Number(found[3]))
    ? found[0]
    : null;
}

/**
 * Reads every traveller message of an input, whatever a transport did to it. Never throws on content: what was
 * repaired or doubted is an issue, what could not be read is a refusal with its place.
 * @param bytes the input as it was received
 * @example readMessages(new TextEncoder().encode(text)).messages[0]?.travellers.length
 */
export function readMessages(bytes: Uint8Array, options: ReadOptions = {}): ReadResult {
  const { interchanges, issues, refusals } = readInterchanges(bytes);
  const receivedAt = dayOf(options.receivedAt);
  const messages: TravelMessage[] = [];
  const refused: Refusal[] = [...refusals];
  const ofFile: Issue[] = [...issues];
  for (const interchange of interchanges) {
    ofFile.push(...interchange.issues);
    const context = { receivedAt, envelopeIssues: [...issues, ...interchange.issues] };
    for (const message of interchange.messages) {
      if (message.type === 'PAXLST' || looksLikePaxlst(message))
        messages.push(readOne(message, interchange, context));
      else refused.push(refuseType(message));
    }
  }
  return { messages, refusals: refused, issues: ofFile };
}
