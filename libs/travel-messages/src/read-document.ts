import type { Issue } from '@jisr/edifact';
import type { Crossing, MessageFunction, ReadResult, TravellerRecord, TravelMessage } from './types.ts';

/** One message as `jisr read` prints it. The keys, and their order, are a public contract; see the README. */
export interface ReadDocument {
  readonly file: string;
  readonly format: 'PAXLST';
  readonly version: string | null;
  readonly function: MessageFunction;
  readonly sender: string | null;
  readonly recipient: string | null;
  readonly reference: string | null;
  readonly test: boolean;
  readonly crossings: readonly ReadCrossing[];
  readonly travellers: readonly ReadTraveller[];
  readonly unnamedTravellers: number;
  readonly declaredTotal: number | null;
  readonly reservations: readonly ReadReservation[];
  readonly issues: readonly ReadIssue[];
}

interface ReadCrossing {
  readonly carrier: string | null;
  /** Without leading zeros, with its suffix letter. */
  readonly number: string | null;
  readonly operatingCarrier: string | null;
  readonly operatingNumber: string | null;
  readonly legs: readonly {
    readonly from: string | null;
    readonly to: string | null;
    readonly departure: string | null;
    readonly arrival: string | null;
  }[];
}

interface ReadTraveller {
  readonly role: 'passenger' | 'crew' | 'transit';
  readonly surname: string | null;
  readonly givenNames: string | null;
  readonly title: string | null;
  readonly birthDate: string | null;
  readonly gender: string | null;
  readonly nationality: string | null;
  readonly reference: string | null;
  readonly documents: readonly {
    readonly type: string | null;
    readonly number: string | null;
    readonly issuer: string | null;
    readonly expiry: string | null;
  }[];
  readonly seats: readonly string[];
  readonly bags: { readonly count: number | null; readonly weightKg: number | null };
}

interface ReadReservation {
  readonly locator: string;
  readonly createdAt: string | null;
  readonly travellers: readonly (string | null)[];
}

type ReadIssue = Pick<Issue, 'code' | 'severity' | 'segment' | 'offset' | 'raw' | 'message'>;

function toCrossing(crossing: Crossing): ReadCrossing {
  return {
    carrier: crossing.carrier,
    number: crossing.number === null ? null : crossing.number + (crossing.suffix ?? ''),
    operatingCarrier: crossing.operatingCarrier,
    operatingNumber: crossing.operatingNumber,
    legs: crossing.legs.map(({ from, to, departure, arrival }) => ({ from, to, departure, arrival })),
  };
}

function toTraveller(traveller: TravellerRecord): ReadTraveller {
  const { role, surname, givenNames, title, birthDate, gender, nationality, reference } = traveller;
  const documents = traveller.documents.map(({ type, number, issuer, expiry }) => ({
    type,
    number,
    issuer,
    expiry,
  }));
  const bags = { count: traveller.bags.count, weightKg: traveller.bags.weightKg };
  const { seats } = traveller;
  const person = { role, surname, givenNames, title, birthDate, gender, nationality, reference };
  return Object.assign(person, { documents, seats, bags });
}

/** The distinct locators with the references of their travellers, in order of appearance. */
function toReservations(message: TravelMessage): ReadReservation[] {
  const byLocator = new Map<string, (string | null)[]>();
  const persons = message.travellers.length > 0 ? message.travellers : message.statusReferences;
  for (const { locator, reference } of persons) {
    if (locator === null) continue;
    const members = byLocator.get(locator);
    if (members === undefined) byLocator.set(locator, [reference]);
    else members.push(reference);
  }
  return [...byLocator].map(([locator, travellers]) => ({ locator, createdAt: null, travellers }));
}

function toIssue({ code, severity, segment, offset, raw, message }: Issue): ReadIssue {
  return { code, severity, segment, offset, raw, message: { en: message.en, ar: message.ar } };
}

function toDocument(file: string, message: TravelMessage): ReadDocument {
  const isCrew = message.function === 'crew-list' || message.function === 'master-crew';
  return {
    file,
    format: message.format,
    version: message.version,
    function: message.function,
    sender: message.sender,
    recipient: message.recipient,
    reference: message.reference,
    test: message.test,
    crossings: message.crossings.map(toCrossing),
    travellers: message.travellers.map(toTraveller),
    unnamedTravellers: message.unnamedTravellers,
    declaredTotal: message.declaredTotal ?? (isCrew ? message.declaredCrew : null),
    reservations: toReservations(message),
    issues: [...message.envelopeIssues, ...message.issues].map(toIssue),
  };
}

/**
 * The documents that `jisr read` prints, one a message.
 * @example toReadDocuments('a.edi', readMessages(bytes))[0]?.travellers
 */
export function toReadDocuments(file: string, result: ReadResult): ReadDocument[] {
  return result.messages.map((message) => toDocument(file, message));
}
