import type { EdifactMessage, Interchange, Issue, Segment, Separators } from '@jisr/edifact';
import { isAmendment, readFunction } from './codes.ts';
import { finishFlights } from './flight.ts';
import { raiseTravelIssue } from './issue-texts.ts';
import { createWalk, readSegment, type Walk } from './paxlst-walk.ts';
import { readPersonName } from './person-name.ts';
import { at, noteCode } from './reading.ts';
import { redactSegment } from './redact.ts';
import {
  describesPerson,
  finishTraveller,
  isTravellerQualifier,
  type TravellerDraft,
} from './traveller-draft.ts';
import { settleEarly } from './traveller-segments.ts';
import type { MessageFunction, StatusReference, TravelMessage } from './types.ts';

interface Redacted {
  readonly segments: readonly Segment[];
  readonly dropped: number;
}

function redactAll(segments: readonly Segment[], separators: Separators): Redacted {
  let dropped = 0;
  let kept: Segment[] | null = null;
  segments.forEach((segment, index) => {
    const raw = redactSegment(segment, separators);
    if (raw === null) return;
    dropped++;
    kept ??= [...segments];
    kept[index] = { ...segment, raw };
  });
  return { segments: kept ?? segments, dropped };
}

function toStatusReference(draft: TravellerDraft): StatusReference {
  const name = readPersonName(draft.nameComponents, draft.traveller.gender);
  return {
    locator: draft.traveller.locator,
    reference: draft.traveller.reference,
    surname: name.surname,
    givenNames: name.givenNames,
    documentNumbers: draft.traveller.documents.flatMap((d) => (d.number === null ? [] : [d.number])),
    segment: draft.opened.index,
  };
}

function hasName(draft: TravellerDraft): boolean {
  return draft.nameComponents.some((c) => c.trim() !== '');
}

function isPerson(draft: TravellerDraft): boolean {
  if (isTravellerQualifier(draft.qualifier)) return true;
  if (draft.qualifier === 'ZZZ') return hasName(draft) || draft.traveller.documents.length > 0;
  return describesPerson(draft);
}

function noteQualifier(draft: TravellerDraft): void {
  const known = isTravellerQualifier(draft.qualifier) || draft.qualifier === 'ZZZ';
  if (!known) noteCode(draft.opened, draft.qualifier, 'NAD', `${draft.path}.role`);
}

function bgmOf({ bgm }: Walk): { readonly code: string; readonly subcode: string } {
  if (bgm === null) return { code: '', subcode: '' };
  return { code: at(bgm, 1, 0).toUpperCase(), subcode: at(bgm, 2, 0).toUpperCase() };
}

function decideFunction(walk: Walk, persons: readonly TravellerDraft[]): MessageFunction {
  const { code, subcode } = bgmOf(walk);
  const reading = readFunction(code, subcode);
  if (!reading.known) {
    const segment = walk.bgm?.segment;
    const place = {
      segment: walk.bgm?.index ?? null,
      tag: 'BGM',
      offset: segment?.offset ?? walk.start,
      raw: segment?.raw ?? null,
    };
    const shown = [code, subcode].filter((part) => part !== '').join(' ') || '–';
    walk.issues.push(raiseTravelIssue('BGM_UNKNOWN', place, { code: shown }));
  }
  if (reading.function !== 'unknown' || code === '266') return reading.function;
  if (persons.some((p) => p.qualifier === 'FL' || p.traveller.role === 'passenger')) return 'passenger-list';
  return persons.some((p) => p.traveller.role === 'crew') ? 'crew-list' : 'unknown';
}

const listFunctions = new Set<MessageFunction>([
  'passenger-list',
  'crew-list',
  'change',
  'master-crew',
  'unknown',
]);
const statusFunctions = new Set<MessageFunction>(['close-on-board', 'close-not-on-board', 'close']);

function noteTotals(
  walk: Walk,
  message: EdifactMessage,
  counted: number,
  crew: number,
  isList: boolean,
): void {
  const { totals } = walk;
  const place = {
    segment: totals?.index ?? null,
    tag: totals?.segment.tag ?? null,
    offset: totals?.segment.offset ?? walk.start,
    raw: totals?.segment.raw ?? null,
  };
  // CNT is the total of the series: a part that is not the last can't be expected to hold it (travellers.md §1.3).
  const { series } = message;
  const partial = series !== null && !series.last && (series.part > 1 || series.flag === 'C');
  const severity = partial ? 'info' : 'warn';
  const compare = (declared: number | null, held: number) => {
    if (declared === null || declared === held) return;
    walk.issues.push(raiseTravelIssue('COUNT_MISMATCH', { ...place, severity }, { declared, counted: held }));
  };
  // Some crew lists count their crew by the code of passengers.
  const crewOnly = counted === 0 && walk.declaredCrew === null;
  compare(walk.declaredTotal, crewOnly ? crew : counted);
  compare(walk.declaredCrew, crew);
  if (isList && counted + crew === 0)
    walk.issues.push(raiseTravelIssue('NO_TRAVELLERS', { offset: message.body.start }));
}

interface Persons {
  readonly travellers: readonly TravellerDraft[];
  readonly status: readonly TravellerDraft[];
}

function sortPersons(walk: Walk): Persons {
  for (const draft of walk.drafts) settleEarly(draft);
  const travellers = walk.drafts.filter(isPerson);
  for (const draft of travellers) noteQualifier(draft);
  return {
    travellers,
    status: walk.drafts.filter((d) => d.qualifier === 'ZZZ' || isTravellerQualifier(d.qualifier)),
  };
}

function isCrewDraft(draft: TravellerDraft): boolean {
  return draft.traveller.role === 'crew' || draft.traveller.crewTransit;
}

function envelopeOf(message: EdifactMessage, interchange: Interchange) {
  const sender = interchange.sender ?? message.group?.sender ?? null;
  const recipient = interchange.recipient ?? message.group?.recipient ?? null;
  return {
    format: 'PAXLST' as const,
    version: message.release || null,
    association: message.association || null,
    sender: sender?.id ?? null,
    senderQualifier: sender?.qualifier ?? null,
    recipient: recipient?.id ?? null,
    recipientQualifier: recipient?.qualifier ?? null,
    interchangeReference: interchange.reference,
    groupReference: message.group?.reference || null,
    applicationReference: interchange.applicationReference,
    reference: message.reference || null,
    commonAccessReference: message.commonAccessReference,
    series: message.series === null ? null : { part: message.series.part, last: message.series.last },
    sentAt: interchange.preparedAt ?? message.group?.preparedAt ?? null,
    test: interchange.test,
    range: message.body,
    separators: interchange.separators,
  };
}

/** What is known of a message from outside. */
export interface PaxlstContext {
  /** ISO day of receipt, or `null`. */
  readonly receivedAt: string | null;
  readonly envelopeIssues: readonly Issue[];
}

/** Reads one PAXLST of any directory, D.02B to D.16B: the union of their grammars (travellers.md §2). */
export function readPaxlst(
  message: EdifactMessage,
  interchange: Interchange,
  context: PaxlstContext,
): TravelMessage {
  const walk = createWalk(message, interchange, context.receivedAt);
  const { segments, dropped } = redactAll(message.segments, interchange.separators);
  // Not by `entries()`: it makes a pair for each of thousands of segments.
  segments.forEach((segment, index) => {
    readSegment(walk, segment, index);
  });
  const crossings = finishFlights(walk.flights);
  const persons = sortPersons(walk);
  const fn = decideFunction(walk, persons.travellers);
  const isStatus = statusFunctions.has(fn);
  const travelDate = crossings[0]?.legs[0]?.departure ?? walk.fallbackDate;
  const full = listFunctions.has(fn) && fn !== 'change';
  const expect = { full, interactive: walk.transaction !== null && !isStatus, travelDate };
  const travellers = persons.travellers.map((draft) => finishTraveller(draft, expect));
  const unnamed = walk.drafts.filter((d) => d.qualifier === 'ZZZ' && !isPerson(d)).length;
  const crew = persons.travellers.filter(isCrewDraft).length;
  noteTotals(walk, message, travellers.length - crew + unnamed, crew, full);
  if (dropped > 0) walk.issues.push(raiseTravelIssue('SENSITIVE_DROPPED', {}, { count: dropped }));
  const { code, subcode } = bgmOf(walk);
  // Not by spread: with so many fields it takes longer than the rest of a short message.
  return Object.assign(envelopeOf(message, interchange), {
    envelopeIssues: context.envelopeIssues,
    bgm: { code: code || null, subcode: subcode || null, raw: walk.bgm?.segment.raw ?? null },
    function: fn,
    amends: isAmendment(code, subcode),
    senderName: walk.senderName,
    contacts: walk.contacts,
    transactionNumber: walk.transaction?.[0] || null,
    transactionRevision: walk.transaction?.[1] || null,
    crossings,
    travellers,
    statusReferences: isStatus ? persons.status.map(toStatusReference) : [],
    declaredTotal: walk.declaredTotal,
    declaredCrew: walk.declaredCrew,
    unnamedTravellers: unnamed,
    sensitiveDropped: dropped,
    issues: walk.issues,
    segments,
  });
}
