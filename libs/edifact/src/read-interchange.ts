import {
  absentHeader,
  checkTrailer,
  type InterchangeHeader,
  type MessageHeader,
  readTrailer,
  readUnb,
  readUng,
  readUnh,
} from './envelope.ts';
import { type EdifactIssueCode, raiseEdifactIssue as raise } from './issue-texts.ts';
import type { InterchangeSpan } from './locate.ts';
import { countLines, findLostTerminators, isSegmentPerLine } from './lost-terminators.ts';
import { resolveSeparators } from './service-characters.ts';
import { countNeedlessReleases, splitSegments } from './split.ts';
import type { EdifactMessage, Group, Interchange, Issue, Segment, Separators } from './types.ts';

/** An unfolded text with the way back to the bytes. */
export interface LocatedText {
  readonly text: string;
  readonly cuts: ArrayLike<number>;
  readonly offsetAt: (index: number) => number;
}

interface OpenMessage {
  readonly header: MessageHeader;
  readonly group: Group | null;
  readonly segments: Segment[];
  readonly issues: Issue[];
}

/** What is being built while the segments of one interchange go by. */
interface Progress {
  readonly separators: Separators;
  header: InterchangeHeader;
  group: Group | null;
  groupCount: number;
  inGroup: number;
  open: OpenMessage | null;
  /** The message that was closed last, as long as persons may still belong to it. */
  last: OpenMessage | null;
  closed: boolean;
  lowercase: number;
  /** Terminators that were lost at the end of a line. */
  lost: number;
  readonly messages: EdifactMessage[];
  readonly issues: Issue[];
}

// One string a tag instead of one a segment: there may be a million of them.
const tags = new Map(
  'UNA UNB UNG UNH BGM RFF DTM GEI NAD CTA COM TDT LOC ATT MEA FTX EMP NAT DOC CPI QTY CNT AUT UNT UNE UNZ'
    .split(' ')
    .map((tag) => [tag, tag]),
);

function tagOf(raw: string, separators: Separators): string {
  let end = raw.indexOf(separators.element);
  if (end < 0) end = raw.length;
  let tag = raw.slice(0, end);
  if (tag.length !== 3) tag = (tag.split(separators.component, 1)[0] ?? '').trim();
  return tags.get(tag) ?? tag;
}

function closeMessage(progress: Progress, end: number, truncated: boolean): void {
  const open = progress.open;
  if (open === null) return;
  const first = open.segments[0]?.tag === 'UNH' ? open.segments[1] : open.segments[0];
  const last = open.segments.at(-1);
  const stop = last?.tag === 'UNT' ? last.offset : end;
  const message = {
    group: open.group,
    segments: open.segments,
    body: { start: first?.offset ?? stop, end: stop },
    truncated,
    issues: open.issues,
  };
  progress.messages.push(Object.assign(message, open.header));
  progress.inGroup++;
  progress.last = open;
  progress.open = null;
}

function openMessage(progress: Progress, segment: Segment): void {
  const implicit = segment.tag !== 'UNH';
  const header = readUnh(implicit ? 'UNH' : segment.raw, progress.separators, progress.group);
  const issues = implicit
    ? [raise('UNH_MISSING', { segment: 0, tag: segment.tag, offset: segment.offset })]
    : [];
  progress.open = { header, group: progress.group, segments: [segment], issues };
}

/** A header or trailer of a higher level ends a message that has no UNT. */
function endUnclosed(progress: Progress, segment: Segment): void {
  if (progress.open === null) return;
  progress.open.issues.push(raise('UNT_MISSING', { tag: segment.tag, offset: segment.offset }));
  closeMessage(progress, segment.offset, false);
}

function closeWithUnt(progress: Progress, segment: Segment): void {
  const open = progress.open;
  if (open === null) return;
  open.segments.push(segment);
  const trailer = readTrailer(segment.raw, progress.separators);
  const place = { segment: open.segments.length - 1, offset: segment.offset, raw: segment.raw };
  open.issues.push(...checkTrailer('UNT', trailer, [open.segments.length], open.header.reference, place));
  closeMessage(progress, segment.offset, false);
}

/** What is to be said of a group stands at its last message; one without messages has nothing to lose. */
function leaveGroup(progress: Progress, issues: readonly Issue[]): void {
  if (progress.inGroup > 0) progress.last?.issues.push(...issues);
  progress.group = null;
}

function endUnclosedGroup(progress: Progress, tag: string | null, offset: number): void {
  if (progress.group !== null) leaveGroup(progress, [raise('UNE_MISSING', { tag, offset })]);
}

function closeGroup(progress: Progress, segment: Segment): void {
  if (progress.group === null) return;
  const trailer = readTrailer(segment.raw, progress.separators);
  const place = { segment: null, offset: segment.offset, raw: segment.raw };
  leaveGroup(progress, checkTrailer('UNE', trailer, [progress.inGroup], progress.group.reference, place));
}

function closeInterchange(progress: Progress, segment: Segment): void {
  if (progress.closed) return;
  const trailer = readTrailer(segment.raw, progress.separators);
  const place = { segment: null, offset: segment.offset, raw: segment.raw };
  // UNZ counts groups where UNG is used, but many senders count messages (travellers.md §1.2).
  const counted =
    progress.groupCount > 0 ? [progress.groupCount, progress.messages.length] : [progress.messages.length];
  progress.issues.push(...checkTrailer('UNZ', trailer, counted, progress.header.reference ?? '', place));
  progress.closed = true;
}

const service: Readonly<Record<string, (progress: Progress, segment: Segment) => void>> = {
  UNB: (progress, segment) => {
    if (progress.header !== absentHeader) return;
    progress.header = readUnb(segment.raw, progress.separators);
    const place = { tag: 'UNB', offset: segment.offset, raw: segment.raw };
    if (progress.header.preparedAt === null) progress.issues.push(raise('UNB_DATE', place));
    if (progress.header.test) progress.issues.push(raise('TEST_INTERCHANGE', place));
  },
  UNG: (progress, segment) => {
    endUnclosed(progress, segment);
    endUnclosedGroup(progress, segment.tag, segment.offset);
    progress.group = readUng(segment.raw, progress.separators);
    progress.groupCount++;
    progress.inGroup = 0;
    progress.last = null;
  },
  UNH: (progress, segment) => {
    endUnclosed(progress, segment);
    openMessage(progress, segment);
  },
  UNT: closeWithUnt,
  UNE: (progress, segment) => {
    endUnclosed(progress, segment);
    closeGroup(progress, segment);
  },
  UNZ: (progress, segment) => {
    endUnclosed(progress, segment);
    endUnclosedGroup(progress, segment.tag, segment.offset);
    closeInterchange(progress, segment);
  },
};

// NAD of a traveller or crew member.
const person = /^NAD *[^A-Z0-9 ] *(?:FL|FM|DDU|DDT) *(?:[^A-Z0-9 ]|$)/i;

/** A trailer that stands among the persons of a message does not end it: they are not lost for its sake. */
function reopen(progress: Progress): void {
  progress.open = progress.last;
  progress.messages.pop();
  progress.inGroup--;
  progress.closed = false;
}

function takeSegment(progress: Progress, segment: Segment): void {
  const act = service[segment.tag];
  if (act === undefined && progress.open === null && progress.last !== null && person.test(segment.raw))
    reopen(progress);
  if (act !== undefined) act(progress, segment);
  else if (progress.open !== null) progress.open.segments.push(segment);
  // A message that lost its UNH still starts with one of these; anything else out here is not a message.
  else if (!progress.closed && /^(?:BGM|TDT|NAD|MSG|RFF|ERP)$/.test(segment.tag))
    openMessage(progress, segment);
}

interface Stop {
  /** Index just after the last segment that counts. */
  index: number;
  complete: boolean;
}

const none: readonly number[] = [];

function walk(located: LocatedText, span: InterchangeSpan, progress: Progress): Stop {
  const stop: Stop = { index: span.end, complete: true };
  const { text } = located;
  const { element, terminator } = progress.separators;
  const perLine = isSegmentPerLine(countLines(located, span.head, span.end, terminator));
  const take = (raw: string, start: number, end: number, complete: boolean) => {
    const written = tagOf(raw, progress.separators);
    const tag = written.toUpperCase();
    const known = service[tag] !== undefined || (tag === 'NAD' && person.test(raw));
    if (progress.closed && !known) return;
    if (tag !== written) progress.lowercase++;
    takeSegment(progress, { tag, raw, offset: located.offsetAt(start), complete });
    stop.index = Math.min(end + 1, span.end);
    stop.complete = complete;
  };
  splitSegments(text, span.head, span.end, progress.separators, (raw, start, end, complete) => {
    const lost = perLine ? findLostTerminators(located, start, end, element) : none;
    if (lost.length === 0) {
      take(raw, start, end, complete);
      return true;
    }
    let from = start;
    for (const at of lost) {
      take(text.slice(from, at).trimEnd(), from, at - 1, true);
      from = at;
    }
    progress.lost += lost.length;
    take(text.slice(from, end).trimEnd(), from, end, complete);
    return true;
  });
  return stop;
}

function finish(located: LocatedText, span: InterchangeSpan, progress: Progress, stop: Stop): void {
  const { issues, separators } = progress;
  const start = located.offsetAt(span.start);
  const end = located.offsetAt(stop.index);
  const note = (code: EdifactIssueCode, count: number) => {
    if (count > 0) issues.push(raise(code, { offset: start }, { count }));
  };
  const cut = progress.open !== null || !stop.complete;
  if (progress.open !== null) {
    progress.open.issues.push(
      raise('TRUNCATED', { segment: progress.open.segments.length - 1, offset: end }),
    );
    closeMessage(progress, end, true);
  } else if (cut) issues.push(raise('TRUNCATED', { offset: end }));
  endUnclosedGroup(progress, null, end);
  if (!progress.closed) issues.push(raise('UNZ_MISSING', { offset: end }));
  note('LOWERCASE_TAG', progress.lowercase);
  note('TERMINATOR_MISSING', progress.lost);
  const { wraps } = countLines(located, span.head, stop.index, separators.terminator);
  note('HARD_WRAP_JOINED', wraps - progress.lost);
  note('EDI_NEEDLESS_RELEASE', countNeedlessReleases(located.text, span.head, stop.index, separators));
  if (located.text.slice(stop.index, span.end).trim() !== '')
    issues.push(raise('WRAPPER_STRIPPED', { offset: end }));
}

/** Reads one interchange of an unfolded text; never throws on content. */
export function readInterchange(whole: LocatedText, span: InterchangeSpan): Interchange {
  // Nothing is searched beyond the interchange: a file of a hundred thousand of them must stay linear.
  const located = { ...whole, text: whole.text.slice(0, span.end) };
  const { separators, issue } = resolveSeparators(located.text, span);
  const start = located.offsetAt(span.start);
  const progress: Progress = {
    separators,
    header: absentHeader,
    group: null,
    groupCount: 0,
    inGroup: 0,
    open: null,
    last: null,
    closed: false,
    lowercase: 0,
    lost: 0,
    messages: [],
    issues: issue === null ? [] : [raise(issue, { offset: start, raw: span.una })],
  };
  const stop = walk(located, span, progress);
  if (progress.header === absentHeader) progress.issues.push(raise('UNB_MISSING', { offset: start }));
  finish(located, span, progress, stop);
  const read = {
    separators,
    serviceString: span.una !== null,
    messages: progress.messages,
    issues: progress.issues,
    range: { start, end: located.offsetAt(stop.index) },
  };
  return Object.assign(read, progress.header);
}
