import type { TravelStatus } from '@jisr/contract';
import type { TravellerRecord, TravelMessage } from '@jisr/travel-messages';
import type { CrossingFacts, CrossingWord } from './crossing-fold.ts';
import type { Closure, Facts, FieldValues, StatedDocument, StatedFact } from './fold.ts';

type MessageFunction = TravelMessage['function'];

/** What a message of each function says of the travellers that it names. RP names those who leave the party (§2.3). */
const STATUS_WORDS: Readonly<Partial<Record<MessageFunction, TravelStatus>>> = {
  cancel: 'cancelled',
  reduction: 'cancelled',
  'close-on-board': 'boarded',
  'close-not-on-board': 'not-boarded',
};
const CROSSING_WORDS: Readonly<Partial<Record<MessageFunction, CrossingWord>>> = {
  'close-on-board': 'closed',
  'close-not-on-board': 'closed',
  close: 'closed',
  'flight-cancelled': 'flight-cancelled',
  'flight-changed': 'flight-changed',
};
const CLOSURES: Readonly<Partial<Record<MessageFunction, Closure['kind']>>> = {
  'close-on-board': 'on-board',
  'close-not-on-board': 'not-on-board',
};

export const crossingWordOf = (of: string): CrossingWord => CROSSING_WORDS[of as MessageFunction] ?? 'list';
export const closureKindOf = (of: string): Closure['kind'] | null => CLOSURES[of as MessageFunction] ?? null;

/** A sender whose clock runs further ahead than any time zone is not believed: its word would win for ever. */
const FURTHEST_AHEAD_MS = 26 * 3_600_000;

/**
 * When a message was said, for order (travellers.md §1.4): UNB date and time read as UTC, else the receipt.
 *
 * @example
 * statedAt('2026-03-01T11:40', '2026-03-01T11:41:02.000Z') // '2026-03-01T11:40:00.000Z'
 */
export function statedAt(sentAt: string | null, receivedAt: string): string {
  const sent = asUtc(sentAt);
  if (sent === null) return receivedAt;
  const ahead = new Date(sent).getTime() - new Date(receivedAt).getTime();
  return ahead > FURTHEST_AHEAD_MS ? receivedAt : sent;
}

/**
 * A local time read as if it were UTC: for order only. A day without a time is its midnight.
 *
 * @example
 * asUtc('2026-03-01') // '2026-03-01T00:00:00.000Z'
 */
export function asUtc(local: string | null): string | null {
  if (local === null) return null;
  const instant = new Date(local.length > 10 ? `${local}Z` : local);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}

/** What a message says of its flight. */
export function crossingFacts(
  message: Pick<TravelMessage, 'declaredTotal' | 'declaredCrew'>,
  crossing: TravelMessage['crossings'][number] | undefined,
): CrossingFacts {
  return {
    carrier: crossing?.carrier ?? null,
    number: crossing?.number ? `${crossing.number}${crossing.suffix ?? ''}` : null,
    operatingCarrier: crossing?.operatingCarrier ?? null,
    operatingNumber: crossing?.operatingNumber ?? null,
    legs: crossing?.legs ?? [],
    borderLeg: crossing?.borderLeg ?? null,
    declaredTotal: message.declaredTotal,
    declaredCrew: message.declaredCrew,
  };
}

/** What a message says of one traveller: the fields that it mentions, each with the segment that does. */
export function travellerFacts(record: TravellerRecord, issues: number, message: TravelMessage): Facts {
  const said = <V>(path: string, value: V | null): StatedFact<V> | undefined =>
    value === null || value === '' ? undefined : { value, segment: record.sources[path] ?? null };
  const documents = documentsOf(record);
  const facts: { [F in keyof FieldValues]: StatedFact<FieldValues[F]> | undefined } = {
    role: said('role', record.role),
    status: said('role', STATUS_WORDS[message.function] ?? 'expected'),
    surname: said('surname', record.surname),
    givenNames: said('givenNames', record.givenNames),
    title: said('title', record.title),
    birthDate: said('birthDate', record.birthDate),
    gender: said('gender', record.gender === 'U' ? null : record.gender),
    nationality: said('nationality', record.nationality),
    residence: said('residence', record.residence),
    birthPlace: said('birthPlace', joined(record.birthPlace?.city, record.birthPlace?.country)),
    embarkation: said('embarkation', record.embarkation),
    debarkation: said('debarkation', record.debarkation),
    clearance: said('clearance', record.clearance),
    address: said('address', addressOf(record)),
    reference: said('reference', record.reference),
    locator: said('locator', record.locator),
    governmentReference: said('governmentReference', record.governmentReference),
    customerNumber: said('customerNumber', record.customerNumber),
    ticket: said('ticket', record.ticket?.number ?? null),
    crewRole: said('crewRole', record.crewRole),
    seats: record.seats.length > 0 ? said('seats', record.seats) : undefined,
    bags: said('bags', bagsOf(record)),
    verified: said('verified', record.verified),
    issues: { value: issues, segment: null },
    documents: documents[0] ? { value: documents, segment: documents[0].segment } : undefined,
  };
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined)) as Facts;
}

/** Parts of one line, as they were sent; null where there are none. */
const joined = (...parts: readonly (string | null | undefined)[]): string | null =>
  parts.filter(Boolean).join(', ') || null;

const addressOf = ({ address }: TravellerRecord): string | null =>
  address && joined(address.street, address.city, address.subdivision, address.postcode, address.country);

const bagsOf = ({ bags }: TravellerRecord): FieldValues['bags'] | null =>
  bags.count === null && bags.weightKg === null ? null : { count: bags.count, weightKg: bags.weightKg };

function documentsOf(record: TravellerRecord): StatedDocument[] {
  return record.documents.flatMap((document, index) =>
    document.number
      ? {
          type: document.type,
          number: document.number,
          issuer: document.issuer,
          issued: document.issued,
          expiry: document.expiry,
          verified: document.verified,
          segment: record.sources[`documents[${index}].number`] ?? null,
        }
      : [],
  );
}

/** Errors and warnings about each traveller, by the path that the reader gives them. */
export function issueCounts({ issues }: TravelMessage): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { severity, path } of issues) {
    const index = /^travellers\[(\d+)\]/.exec(path ?? '')?.[1];
    if (severity === 'info' || index === undefined) continue;
    counts.set(Number(index), (counts.get(Number(index)) ?? 0) + 1);
  }
  return counts;
}
