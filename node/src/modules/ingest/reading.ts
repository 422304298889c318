import { createHash } from 'node:crypto';
import type { Issue } from '@jisr/contract';
import { readMessages, type TravelMessage } from '@jisr/travel-messages';
import type { KeptSegment } from './store.ts';

/** One message, ready to be stored: the reader has taken out what must not be kept (data-protection R1). */
export interface ReadMessage {
  readonly message: TravelMessage;
  /** Of the body, hex. */
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  readonly segments: readonly KeptSegment[];
  readonly issues: readonly Issue[];
}

/** What was found in the bytes. */
export interface ReadFile {
  readonly messages: readonly ReadMessage[];
  readonly refusals: readonly Issue[];
  /** The bytes without the messages that could be read: what goes to quarantine. */
  readonly rest: Uint8Array;
}

/** Not part of the body (travellers.md §1.4). */
const ENVELOPE: ReadonlySet<string> = new Set(['UNH', 'UNT']);

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/**
 * Reads what was sent. What must not be kept is gone before anything is stored or logged (data-protection R1).
 *
 * @example
 * readPost(bytes, '2026-03-01T11:41:00.000Z').messages.length // 1
 */
export function readPost(bytes: Uint8Array, receivedAt: string): ReadFile {
  const { messages, refusals, issues } = readMessages(bytes, { receivedAt });
  // What stands around the messages is mail, not data: its words are not kept.
  const ofFile = issues.map((issue) => ({ ...asIssue(issue), raw: null }));
  return {
    messages: messages.map((message, index) => readMessage(message, index === 0 ? ofFile : [])),
    refusals: refusals.map(({ code, offset, message }) => ({
      code,
      severity: 'error' as const,
      segment: null,
      offset,
      raw: null,
      message,
    })),
    rest: without(
      bytes,
      messages.map(({ range }) => range),
    ),
  };
}

function readMessage(message: TravelMessage, ofFile: readonly Issue[]): ReadMessage {
  const segments = message.segments.map(({ raw }, index) => ({ index, raw }));
  return {
    message,
    digest: sha256(message.segments.flatMap(({ tag, raw }) => (ENVELOPE.has(tag) ? [] : raw)).join('\n')),
    size: message.range.end - message.range.start,
    segments,
    issues: [...ofFile, ...message.issues.map(asIssue)],
  };
}

const asIssue = ({ code, severity, segment, offset, raw, message }: Issue): Issue => ({
  code,
  severity,
  segment,
  offset,
  raw,
  message,
});

/** The bytes outside the ranges, in order. */
function without(bytes: Uint8Array, ranges: readonly { start: number; end: number }[]): Uint8Array {
  const rest: Uint8Array[] = [];
  let at = 0;
  for (const { start, end } of ranges.toSorted((one, other) => one.start - other.start)) {
    if (start > at) rest.push(bytes.subarray(at, start));
    at = Math.max(at, end);
  }
  rest.push(bytes.subarray(at));
  return Buffer.concat(rest);
}
