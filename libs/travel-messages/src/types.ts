import type { Issue, Refusal, Segment, Separators } from '@jisr/edifact';

/** What a PAXLST message asks for, from BGM (travellers.md §2.3). */
export type MessageFunction =
  | 'passenger-list'
  | 'crew-list'
  | 'change'
  | 'cancel'
  | 'reduction'
  | 'close-on-board'
  | 'close-not-on-board'
  | 'close'
  | 'flight-cancelled'
  | 'flight-changed'
  | 'master-crew'
  | 'gate-pass'
  | 'unknown';

/** One hop of a crossing; times are local to the station, `YYYY-MM-DDTHH:MM` (`YYYY-MM-DD` where no time was sent). */
export interface Leg {
  readonly from: string | null;
  readonly to: string | null;
  readonly departure: string | null;
  readonly arrival: string | null;
}

/** One flight. */
export interface Crossing {
  readonly carrier: string | null;
  /** Without leading zeros and without suffix. */
  readonly number: string | null;
  readonly suffix: string | null;
  /** Only where the message says that another carrier operates the flight. */
  readonly operatingCarrier: string | null;
  readonly operatingNumber: string | null;
  readonly overflight: boolean;
  /** The flight as it was printed. */
  readonly raw: string | null;
  readonly legs: readonly Leg[];
  /** Index of the leg that crosses the border (LOC 125 to 87), or `null`. */
  readonly borderLeg: number | null;
}

/** A travel document. Dates are ISO, partial where day or month are unknown. */
export interface DocumentRecord {
  readonly type: string | null;
  /** Upper case, without blanks, hyphens, slashes and leading fillers. */
  readonly number: string | null;
  readonly numberRaw: string | null;
  /** ISO 3166-1 alpha-3 where it is known, else as sent. */
  readonly issuer: string | null;
  readonly issuerRaw: string | null;
  readonly issued: string | null;
  readonly expiry: string | null;
  /** Raw text of the dates, kept where they could not be read. */
  readonly issuedRaw: string | null;
  readonly expiryRaw: string | null;
  readonly verified: boolean | null;
}

/** Bag tags: the first one and how many consecutive ones. */
export interface BagTags {
  readonly tag: string;
  readonly count: number;
}

/** Bags as declared. */
export interface Bags {
  readonly count: number | null;
  readonly weightKg: number | null;
  readonly tags: readonly BagTags[];
}

/** A postal address, as sent. */
export interface Address {
  readonly street: string | null;
  readonly city: string | null;
  readonly subdivision: string | null;
  readonly postcode: string | null;
  readonly country: string | null;
}

/** A place of birth: country (alpha-3) and city. */
export interface BirthPlace {
  readonly country: string | null;
  readonly city: string | null;
}

/** A way to reach somebody. */
export interface Contact {
  readonly kind: 'phone' | 'fax' | 'email' | 'other';
  readonly value: string;
}

/** One traveller as one message declares them. What the message does not say is `null`. */
export interface TravellerRecord {
  readonly role: 'passenger' | 'crew' | 'transit';
  /** Crew in transit (DDT). */
  readonly crewTransit: boolean;
  readonly infant: boolean;
  readonly surname: string | null;
  /** All given names, without title. */
  readonly givenNames: string | null;
  /** The given names as the message separates them: first, second … */
  readonly givenNameParts: readonly string[];
  readonly title: string | null;
  /** The name as it was sent, with its title. */
  readonly nameRaw: string | null;
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
  readonly birthDate: string | null;
  readonly birthDateRaw: string | null;
  readonly gender: 'M' | 'F' | 'X' | 'U' | null;
  readonly genderRaw: string | null;
  readonly nationality: string | null;
  readonly nationalityRaw: string | null;
  readonly residence: string | null;
  readonly birthPlace: BirthPlace | null;
  readonly embarkation: string | null;
  readonly debarkation: string | null;
  readonly clearance: string | null;
  readonly address: Address | null;
  readonly contacts: readonly Contact[];
  /** The carrier's unique reference of the traveller (ABO). */
  readonly reference: string | null;
  /** Reservation locator (AVF). */
  readonly locator: string | null;
  /** Reference given by a government (AEA). */
  readonly governmentReference: string | null;
  readonly customerNumber: string | null;
  readonly ticket: { readonly number: string; readonly coupon: string | null } | null;
  readonly seats: readonly string[];
  readonly bags: Bags;
  /** True: data checked against the document; false: not; `null`: not said. */
  readonly verified: boolean | null;
  readonly crewRole: string | null;
  readonly documents: readonly DocumentRecord[];
  /** Field path -> index of the segment that said it. Absent means that the message said nothing. */
  readonly sources: Readonly<Record<string, number>>;
}

/** One line of a close-out: who is (or is not) on board. */
export interface StatusReference {
  readonly locator: string | null;
  readonly reference: string | null;
  readonly surname: string | null;
  readonly givenNames: string | null;
  readonly documentNumbers: readonly string[];
  readonly segment: number;
}

/** A traveller message, read. */
export interface TravelMessage {
  readonly format: 'PAXLST';
  /** Directory release, e.g. `05B`. */
  readonly version: string | null;
  readonly association: string | null;
  readonly bgm: {
    readonly code: string | null;
    readonly subcode: string | null;
    readonly raw: string | null;
  };
  readonly function: MessageFunction;
  /** A crew manifest that changes an earlier one (second letter C). */
  readonly amends: boolean;
  readonly sender: string | null;
  readonly senderQualifier: string | null;
  readonly recipient: string | null;
  readonly recipientQualifier: string | null;
  readonly senderName: string | null;
  readonly contacts: readonly Contact[];
  readonly interchangeReference: string | null;
  readonly groupReference: string | null;
  readonly applicationReference: string | null;
  readonly reference: string | null;
  readonly commonAccessReference: string | null;
  readonly series: { readonly part: number; readonly last: boolean } | null;
  readonly transactionNumber: string | null;
  readonly transactionRevision: string | null;
  /** UNB date and time, local to the sender. */
  readonly sentAt: string | null;
  readonly test: boolean;
  readonly crossings: readonly Crossing[];
  readonly travellers: readonly TravellerRecord[];
  readonly statusReferences: readonly StatusReference[];
  readonly declaredTotal: number | null;
  readonly declaredCrew: number | null;
  /** Persons that the message only refers to (status lines), not among `travellers`. */
  readonly unnamedTravellers: number;
  /** How many sensitive texts were removed; what they were is not kept anywhere. */
  readonly sensitiveDropped: number;
  readonly issues: readonly Issue[];
  /** Bytes of UNH+1 to UNT-1 in the input. */
  readonly range: { readonly start: number; readonly end: number };
  /** Issues of the file and of the interchange around the message, shared by all that stand in it. */
  readonly envelopeIssues: readonly Issue[];
  /** UNH to UNT, with sensitive text already removed. */
  readonly segments: readonly Segment[];
  readonly separators: Separators;
}

/** Everything that one input held. */
export interface ReadResult {
  readonly messages: readonly TravelMessage[];
  readonly refusals: readonly Refusal[];
  /** Issues of the file and of its interchanges. */
  readonly issues: readonly Issue[];
}
