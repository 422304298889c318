import { readStation } from './codes.ts';
import { readFlightTime } from './dates.ts';
import { type FlightReading, readFlight } from './flight-designator.ts';
import { at, note, noteCode, noteDate, type Reading } from './reading.ts';
import type { Crossing, Leg } from './types.ts';

interface Station {
  readonly code: string;
  readonly place: string;
  departure: string | null;
  arrival: string | null;
}

/** A flight while its TDT group is read. */
export interface FlightDraft {
  readonly flight: FlightReading | null;
  readonly overflight: boolean;
  readonly raw: string | null;
  readonly stations: Station[];
  /** Times that came before any station. */
  pendingDeparture: string | null;
  pendingArrival: string | null;
  readonly opened: Reading;
}

// LOC 3227 on a flight (travellers.md §2.4): stations, and places that are none.
const stationCodes = new Set(['125', '87', '92', '130']);
const otherPlaces = new Set(['188', '172', '91']);

/** Opens a flight at its TDT, or, where TDT is missing, at its first station. */
export function openFlight(reading: Reading): FlightDraft {
  const isTdt = reading.segment.tag === 'TDT';
  const raw = isTdt ? at(reading, 2, 0) : '';
  const flight = isTdt ? readFlight(raw, at(reading, 5, 0)) : null;
  if (flight?.problem === 'unparsed') note(reading, 'FLIGHT_UNPARSED', 'crossings', { value: raw });
  if (flight?.problem === 'mismatch') {
    note(reading, 'CARRIER_MISMATCH', 'crossings', { value: raw, carrier: at(reading, 5, 0) });
  }
  return {
    flight,
    overflight: at(reading, 1, 0) === '34' && isTdt,
    raw: raw || null,
    stations: [],
    pendingDeparture: null,
    pendingArrival: null,
    opened: reading,
  };
}

/** LOC of a flight; one that comes `late`, among the travellers, makes no second stop at a known station. */
export function addStation(draft: FlightDraft, reading: Reading, late: boolean): void {
  const code = at(reading, 1, 0);
  if (!stationCodes.has(code)) {
    if (!otherPlaces.has(code)) noteCode(reading, code, 'LOC');
    return;
  }
  const { place, known } = readStation(at(reading, 2, 0));
  if (late && draft.stations.some((s) => s.place === place)) return;
  if (place === null) {
    note(reading, 'LEG_BROKEN', 'crossings');
    return;
  }
  if (!known) noteCode(reading, place, 'LOC', 'crossings');
  draft.stations.push({ code, place, departure: null, arrival: null });
}

/** DTM of a flight: 189 belongs to the departing station, 232 to the arriving one. */
export function addFlightTime(draft: FlightDraft, reading: Reading): void {
  const code = at(reading, 1, 0);
  if (code !== '189' && code !== '232') {
    noteCode(reading, code, 'DTM');
    return;
  }
  const raw = at(reading, 1, 1);
  const value = noteDate(reading, readFlightTime(raw, at(reading, 1, 2)), raw, 'crossings');
  const station = draft.stations.at(-1);
  if (station === undefined) {
    if (code === '189') draft.pendingDeparture = value;
    else draft.pendingArrival = value;
  } else if (code === '189') station.departure ??= value;
  else station.arrival ??= value;
}

/** Times that stand on the wrong station, or before any, go where they can only belong. */
function settleTimes(draft: FlightDraft): void {
  const { stations } = draft;
  const first = stations[0];
  const last = stations.at(-1);
  if (first === undefined || last === undefined) return;
  first.departure ??= draft.pendingDeparture;
  last.arrival ??= draft.pendingArrival;
  const before = stations.at(-2);
  if (before === undefined) return;
  if (last.departure !== null && before.departure === null) {
    before.departure = last.departure;
    last.departure = null;
  }
  const second = stations[1]!;
  if (first.arrival !== null && second.arrival === null) {
    second.arrival = first.arrival;
    first.arrival = null;
  }
}

/** 125 comes before 87; where a sender turned them round, they are turned back. */
function orderBorder(draft: FlightDraft): void {
  const { stations } = draft;
  const departure = stations.findIndex((s) => s.code === '125');
  const arrival = stations.findIndex((s) => s.code === '87');
  if (departure < 0 || arrival < 0 || departure < arrival) return;
  note(draft.opened, 'SEGMENT_ORDER', 'crossings', { tag: 'LOC' });
  const [moved] = stations.splice(departure, 1);
  if (moved !== undefined) stations.splice(arrival, 0, moved);
}

/** The same station twice in a row, first arriving and then departing, or said twice, is one stop. */
function joinStops(stations: readonly Station[]): Station[] {
  const joined: Station[] = [];
  for (const station of stations) {
    const last = joined.at(-1);
    const continued = last?.departure === null && station.arrival === null;
    if (last?.place !== station.place || !(continued || last.code === station.code)) {
      joined.push({ ...station });
      continue;
    }
    last.arrival ??= station.arrival;
    last.departure ??= station.departure;
  }
  return joined;
}

function legsOf(stations: readonly Station[]): Leg[] {
  const [only] = stations;
  if (only !== undefined && stations.length === 1) {
    const arrives =
      only.code === '87' || only.code === '130' || (only.arrival !== null && only.departure === null);
    const { departure, arrival } = only;
    return [{ from: arrives ? null : only.place, to: arrives ? only.place : null, departure, arrival }];
  }
  return stations.slice(1).map((to, i) => {
    const from = stations[i]!;
    return { from: from.place, to: to.place, departure: from.departure, arrival: to.arrival };
  });
}

function borderLegOf(stations: readonly Station[]): number | null {
  const arrival = stations.findIndex((s) => s.code === '87');
  const departure = stations.findIndex((s) => s.code === '125');
  return departure >= 0 && arrival > departure ? arrival - 1 : null;
}

/** Progressive flights repeat TDT with the same number: one crossing, where the stations join. */
function continues(previous: FlightDraft | undefined, next: FlightDraft): boolean {
  if (previous === undefined || !isSameFlight(previous, next)) return false;
  return next.stations.length === 0 || previous.stations.at(-1)?.place === next.stations[0]?.place;
}

function isSameFlight(a: FlightDraft, b: FlightDraft): boolean {
  const [left, right] = [a.flight, b.flight];
  if (left === null || right === null || left.number === null || a.overflight !== b.overflight) return false;
  return left.carrier === right.carrier && left.number === right.number && left.suffix === right.suffix;
}

/** The same flight said again: same stations, and no time that differs. */
function repeats(previous: FlightDraft, next: FlightDraft): boolean {
  if (!isSameFlight(previous, next) || previous.stations.length !== next.stations.length) return false;
  return next.stations.every((station, i) => {
    const before = previous.stations[i]!;
    const agrees = (a: string | null, b: string | null) => b === null || a === b;
    const sameTimes = agrees(before.departure, station.departure) && agrees(before.arrival, station.arrival);
    return before.place === station.place && sameTimes;
  });
}

function mergeProgressive(drafts: readonly FlightDraft[]): FlightDraft[] {
  const merged: FlightDraft[] = [];
  for (const draft of drafts) {
    const last = merged.at(-1);
    if (last !== undefined && repeats(last, draft)) continue;
    if (last !== undefined && continues(last, draft)) last.stations.push(...draft.stations);
    else merged.push({ ...draft, stations: [...draft.stations] });
  }
  return merged;
}

function isBroken(legs: readonly Leg[], overflight: boolean): boolean {
  if (legs.length === 0) return true;
  return legs.some((leg) => leg.from === leg.to || (!overflight && (leg.from === null || leg.to === null)));
}

function toCrossing(draft: FlightDraft): Crossing {
  const stations = joinStops(draft.stations);
  const legs = legsOf(stations);
  if (draft.flight === null) note(draft.opened, 'FLIGHT_UNPARSED', 'crossings', { value: '–' });
  if (isBroken(legs, draft.overflight)) note(draft.opened, 'LEG_BROKEN', 'crossings');
  return {
    carrier: draft.flight?.carrier ?? null,
    number: draft.flight?.number ?? null,
    suffix: draft.flight?.suffix ?? null,
    operatingCarrier: draft.flight?.operatingCarrier ?? null,
    operatingNumber: draft.flight?.operatingNumber ?? null,
    overflight: draft.overflight,
    raw: draft.raw,
    legs,
    borderLeg: borderLegOf(stations),
  };
}

/** Makes the crossings of the flights of one message (travellers.md §2.5). */
export function finishFlights(drafts: readonly FlightDraft[]): Crossing[] {
  for (const draft of drafts) {
    orderBorder(draft);
    settleTimes(draft);
  }
  return mergeProgressive(drafts).map(toCrossing);
}
