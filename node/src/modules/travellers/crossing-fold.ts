import type { CrossingStatus } from '@jisr/contract';
import { byMoment, type Moment } from './fold.ts';

export interface StatedLeg {
  readonly from: string | null;
  readonly to: string | null;
  /** Local, `YYYY-MM-DDTHH:MM`. */
  readonly departure: string | null;
  readonly arrival: string | null;
}

/** A flight as one message stated it. */
export interface StatedCrossing {
  readonly carrier: string | null;
  /** Without leading zeros, with its suffix letter. */
  readonly number: string | null;
  readonly operatingCarrier: string | null;
  readonly operatingNumber: string | null;
  readonly legs: readonly StatedLeg[];
  /** Index of the leg that crosses the border. */
  readonly borderLeg: number | null;
}

/** What is kept of a crossing by each message that speaks of it. */
export interface CrossingFacts extends StatedCrossing {
  readonly declaredTotal: number | null;
  readonly declaredCrew: number | null;
}

export type CrossingWord = 'list' | 'closed' | 'flight-cancelled' | 'flight-changed';

export interface CrossingStatement extends Moment {
  readonly word: CrossingWord;
  readonly facts: CrossingFacts;
}

/** The current view of a crossing. */
export interface CrossingView extends CrossingFacts {
  readonly status: CrossingStatus;
  readonly border: StatedLeg;
}

const NO_LEG: StatedLeg = { from: null, to: null, departure: null, arrival: null };

/**
 * The leg that crosses the border (125→87, travellers.md §2.5); where the message does not say, the first leg that begins
 * or ends in the node's country, else the whole way.
 *
 * @param isOurs true for a station in the node's country
 * @example
 * borderLegOf({ legs, borderLeg: null }, (port) => port === 'BAH')
 */
export function borderLegOf(
  { legs, borderLeg }: Pick<StatedCrossing, 'legs' | 'borderLeg'>,
  isOurs: (port: string) => boolean,
): StatedLeg {
  const said = borderLeg === null ? undefined : legs[borderLeg];
  const ours = legs.find(({ from, to }) => (from !== null && isOurs(from)) !== (to !== null && isOurs(to)));
  const [first, last] = [legs[0], legs.at(-1)];
  if (said ?? ours) return said ?? ours ?? NO_LEG;
  if (!first || !last) return NO_LEG;
  return { from: first.from, departure: first.departure, to: last.to, arrival: last.arrival };
}

/**
 * Which of a message's flights brings its travellers over the border: connecting flights are named beside it.
 *
 * @example
 * borderCrossing(message.crossings, isOurs)
 */
export function borderCrossing<C extends StatedCrossing>(
  crossings: readonly C[],
  isOurs: (port: string) => boolean,
): C | undefined {
  const touches = ({ legs }: C) =>
    legs.some(({ from, to }) => (from !== null && isOurs(from)) !== (to !== null && isOurs(to)));
  return crossings.find(touches) ?? crossings.find(({ borderLeg }) => borderLeg !== null) ?? crossings[0];
}

/**
 * Operating carrier, number with suffix, departure station and scheduled local departure date (travellers.md §2.5), test
 * interchanges apart. Where one of these was not stated, nothing is joined to it but the parts of the same series.
 *
 * @param series the series the message belongs to, else the message itself
 * @example
 * naturalKey({ carrier: 'QJ', number: '412', … }, leg, { test: false, series }) // 'live|QJ|412|LHR|2026-03-01'
 */
export function naturalKey(
  crossing: Pick<StatedCrossing, 'carrier' | 'number' | 'operatingCarrier' | 'operatingNumber'>,
  border: StatedLeg,
  apart: { readonly test: boolean; readonly series: string },
): string {
  const carrier = crossing.operatingCarrier ?? crossing.carrier;
  const number = crossing.operatingNumber ?? crossing.number;
  const world = apart.test ? 'test' : 'live';
  const day = border.departure?.slice(0, 10) ?? null;
  if (carrier && number && border.from && day) return [world, carrier, number, border.from, day].join('|');
  return [world, '?', carrier, number, border.from, day, apart.series].map((part) => part ?? '').join('|');
}

/**
 * What each word does to the status of a crossing. A list that comes after the close-out changes nothing of it; a change
 * of the flight takes its cancellation back.
 */
export const CROSSING_MOVES = {
  list: { scheduled: 'scheduled', closed: 'closed', cancelled: 'cancelled' },
  closed: { scheduled: 'closed', closed: 'closed', cancelled: 'closed' },
  'flight-cancelled': { scheduled: 'cancelled', closed: 'cancelled', cancelled: 'cancelled' },
  'flight-changed': { scheduled: 'scheduled', closed: 'closed', cancelled: 'scheduled' },
} as const satisfies Record<CrossingWord, Record<CrossingStatus, CrossingStatus>>;

/**
 * The current view of a crossing from all that was said of it, whatever the order of arrival. Times, route and totals are
 * the newest that were stated; a message without them changes nothing.
 *
 * @example
 * foldCrossing(statements, isOurs).status // 'scheduled'
 */
export function foldCrossing(
  statements: readonly CrossingStatement[],
  isOurs: (port: string) => boolean,
): CrossingView {
  const newestFirst = statements.toSorted(byMoment).toReversed();
  const newest = <V>(read: (facts: CrossingFacts) => V | null): V | null => {
    for (const { facts } of newestFirst) {
      const value = read(facts);
      if (value !== null) return value;
    }
    return null;
  };
  const timed = newestFirst.find(({ facts }) => facts.legs.some(({ departure }) => departure !== null));
  const routed = (timed ?? newestFirst.find(({ facts }) => facts.legs.length > 0))?.facts;
  const legs = routed?.legs ?? [];
  const borderLeg = routed?.borderLeg ?? null;
  return {
    carrier: newest((facts) => facts.carrier),
    number: newest((facts) => facts.number),
    operatingCarrier: newest((facts) => facts.operatingCarrier),
    operatingNumber: newest((facts) => facts.operatingNumber),
    declaredTotal: newest((facts) => facts.declaredTotal),
    declaredCrew: newest((facts) => facts.declaredCrew),
    legs,
    borderLeg,
    border: borderLegOf({ legs, borderLeg }, isOurs),
    status: newestFirst
      .toReversed()
      .reduce<CrossingStatus>((status, { word }) => CROSSING_MOVES[word][status], 'scheduled'),
  };
}
