import {
  type EdifactMessage,
  elementsOf,
  type Interchange,
  type Issue,
  type Segment,
  type Separators,
} from '@jisr/edifact';
import { readContacts, readNumber } from './codes.ts';
import { addFlightTime, addStation, type FlightDraft, openFlight } from './flight.ts';
import { at, note, noteCode, type Reading } from './reading.ts';
import { openTraveller, type TravellerDraft } from './traveller-draft.ts';
import { readAddress, travellerSegments } from './traveller-segments.ts';
import type { Contact } from './types.ts';

/** What is known while the segments of one PAXLST go by. */
export interface Walk {
  /** Byte at which the message begins. */
  readonly start: number;
  readonly separators: Separators;
  readonly fallbackDate: string | null;
  readonly issues: Issue[];
  readonly flights: FlightDraft[];
  readonly drafts: TravellerDraft[];
  person: TravellerDraft | null;
  bgm: Reading | null;
  transaction: readonly [string, string] | null;
  senderName: string | null;
  readonly contacts: Contact[];
  declaredTotal: number | null;
  declaredCrew: number | null;
  totals: Reading | null;
}

/** NAD of a person: C080 in the 4th element; a few senders put it into the 3rd. */
function nameComponents(reading: Reading): readonly string[] {
  const proper = reading.elements[4] ?? [];
  if (proper.some((c) => c.trim() !== '')) return proper;
  const free = reading.elements[3] ?? [];
  return free.some((c) => /\p{L}/u.test(c)) ? free : proper;
}

function readNad(walk: Walk, reading: Reading): void {
  const qualifier = at(reading, 1, 0).toUpperCase();
  if (qualifier === 'MS') {
    walk.person = null;
    walk.senderName = at(reading, 4, 0) || at(reading, 2, 0) || null;
    return;
  }
  const name = nameComponents(reading);
  if (!reading.segment.complete && name.every((c) => c.trim() === '')) return;
  const draft = openTraveller(reading, qualifier, name, `travellers[${walk.drafts.length}]`);
  readAddress(draft, reading);
  walk.person = draft;
  walk.drafts.push(draft);
}

function lastFlight(walk: Walk, reading: Reading): FlightDraft {
  const last = walk.flights.at(-1);
  if (last !== undefined) return last;
  const opened = openFlight(reading);
  walk.flights.push(opened);
  return opened;
}

const flightPlaces = new Set(['125', '87', '92']);

/** LOC and DTM codes that only a flight has, met after a traveller began (travellers.md §2.1, scope by code). */
function isFlightScope(reading: Reading): boolean {
  const code = at(reading, 1, 0);
  return reading.segment.tag === 'LOC' ? flightPlaces.has(code) : code === '189' || code === '232';
}

function readPlaceOrTime(walk: Walk, reading: Reading): void {
  const isLoc = reading.segment.tag === 'LOC';
  if (walk.person !== null && !isFlightScope(reading)) {
    travellerSegments[reading.segment.tag]?.(walk.person, reading);
    return;
  }
  if (walk.person !== null) note(reading, 'SEGMENT_ORDER', null, { tag: reading.segment.tag });
  // Before TDT only stations and times of a flight open one; a date of the message itself does not.
  if (walk.flights.length === 0 && !isFlightScope(reading)) return;
  const flight = lastFlight(walk, reading);
  if (isLoc) addStation(flight, reading, walk.person !== null);
  else addFlightTime(flight, reading);
}

function readTdt(walk: Walk, reading: Reading): void {
  walk.person = null;
  const before = walk.flights.at(-1);
  const opened = openFlight(reading);
  // Stations that came before their TDT belong to it.
  if (before !== undefined && before.flight === null) {
    walk.flights.pop();
    note(before.opened, 'SEGMENT_ORDER', 'crossings', { tag: before.opened.segment.tag });
    opened.stations.push(...before.stations);
    opened.pendingDeparture = before.pendingDeparture;
    opened.pendingArrival = before.pendingArrival;
  }
  walk.flights.push(opened);
}

function readRff(walk: Walk, reading: Reading): void {
  const code = at(reading, 1, 0).toUpperCase();
  if (code === 'TN') walk.transaction = [at(reading, 1, 1), at(reading, 1, 4)];
  else if (walk.person !== null) travellerSegments.RFF?.(walk.person, reading);
}

function readCnt(walk: Walk, reading: Reading): void {
  const code = at(reading, 1, 0);
  const proper = readNumber(at(reading, 1, 1));
  // Malformed `CNT+41+8` (travellers.md §2.2).
  const value = proper ?? readNumber(at(reading, 2, 0));
  if (proper === null) note(reading, 'CNT_MALFORMED');
  walk.person = null;
  walk.totals = reading;
  if (code === '42') walk.declaredTotal = value;
  else if (code === '41') walk.declaredCrew = value;
  else noteCode(reading, code, 'CNT');
}

const messageSegments: Readonly<Record<string, (walk: Walk, reading: Reading) => void>> = {
  BGM: (walk, reading) => {
    walk.bgm ??= reading;
  },
  NAD: readNad,
  TDT: readTdt,
  LOC: readPlaceOrTime,
  DTM: readPlaceOrTime,
  RFF: readRff,
  CNT: readCnt,
  COM: (walk, reading) => {
    if (walk.person === null) walk.contacts.push(...readContacts(reading.elements));
    else travellerSegments.COM?.(walk.person, reading);
  },
};
const silentSegments = new Set(['UNH', 'UNT', 'CTA', 'AUT', 'GEI']);

/** Reads one segment of the message. */
export function readSegment(walk: Walk, segment: Segment, index: number): void {
  const { tag } = segment;
  const elements = elementsOf(segment.raw, walk.separators);
  const reading: Reading = {
    segment,
    index,
    elements,
    limit: walk.fallbackDate ?? flightDate(walk),
    issues: walk.issues,
  };
  if (!segment.complete && tag !== 'NAD' && tag !== 'UNT') {
    // Half a date or half a number is worse than none.
    note(reading, 'SEGMENT_TRUNCATED', null, { tag });
    return;
  }
  const own = messageSegments[tag];
  const persons = travellerSegments[tag];
  if (own !== undefined) own(walk, reading);
  else if (persons !== undefined && walk.person !== null) persons(walk.person, reading);
  else if (persons !== undefined && !silentSegments.has(tag)) note(reading, 'SEGMENT_ORDER', null, { tag });
  else if (!silentSegments.has(tag)) note(reading, 'SEGMENT_UNKNOWN', null, { tag });
}

function flightDate(walk: Walk): string | null {
  for (const flight of walk.flights) {
    for (const station of flight.stations) {
      const time = station.departure ?? station.arrival;
      if (time !== null) return time;
    }
  }
  return null;
}

/** A walk before its first segment. */
export function createWalk(
  message: EdifactMessage,
  interchange: Interchange,
  receivedAt: string | null,
): Walk {
  return {
    start: message.segments[0]?.offset ?? message.body.start,
    separators: interchange.separators,
    fallbackDate: interchange.preparedAt ?? message.group?.preparedAt ?? receivedAt,
    issues: [...message.issues],
    flights: [],
    drafts: [],
    person: null,
    bgm: null,
    transaction: null,
    senderName: null,
    contacts: [],
    declaredTotal: null,
    declaredCrew: null,
    totals: null,
  };
}
