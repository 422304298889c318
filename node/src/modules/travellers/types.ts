import type {
  AnswerStatus,
  Board,
  CrossingDetail,
  CrossingPage,
  CrossingQuery,
  CrossingSummary,
  Gender,
  Issue,
  PartnerHitMark,
  TravellerDetail,
  TravellerPage,
  TravellerRole,
  TravellerRow,
  TravellerSearch,
  TravelStatus,
} from '@jisr/contract';
import type { TravelMessage } from '@jisr/travel-messages';
import type { z } from 'zod';
import type { Db } from '../../kernel/db/types.ts';
import type { JobQueue } from '../../kernel/jobs.ts';

/** A document as a carrier stated it; `number` as printed. */
export interface TravellerDocument {
  readonly type: string | null;
  readonly number: string;
  readonly issuer: string | null;
  readonly expiry: string | null;
}

/** What screening needs to know of one traveller: the current view, and where the name was stated. */
export interface Subject {
  readonly travellerId: string;
  readonly crossingId: string;
  readonly surname: string | null;
  readonly givenNames: string | null;
  /** Given names first, then the surname; never empty (`''` only where no name at all was stated). */
  readonly fullName: string;
  /** Full or partial ISO date. */
  readonly birthDate: string | null;
  readonly nationality: string | null;
  readonly gender: Gender | null;
  readonly documents: readonly TravellerDocument[];
  /** The message that stated the current name, and the segment of it (data-protection R8). */
  readonly messageId: string;
  readonly segment: number | null;
  /** From a test interchange: screened like all others, never shown as real. */
  readonly test: boolean;
}

/** One traveller as one message named them: what an answer to that message must echo. */
export interface StatedTraveller {
  readonly travellerId: string;
  readonly crossingId: string;
  /** RFF+ABO and RFF+AVF as sent in this message. */
  readonly reference: string | null;
  readonly locator: string | null;
  readonly role: TravellerRole;
  readonly status: TravelStatus;
  readonly screened: boolean;
  /** Required facts that nobody stated: `surname`, `birthDate`, `documentNumber` … (travellers.md §8). */
  readonly missing: readonly string[];
  readonly test: boolean;
}

/** A message whose facts are to be merged. */
export interface MessageToApply {
  readonly messageId: string;
  readonly message: TravelMessage;
  /** The carrier whose key or folder brought it; null when it came without one. */
  readonly carrier: string | null;
  /** ISO instant. */
  readonly receivedAt: string;
}

/** What became of a message. */
export interface AppliedMessage {
  /** Null only for a message that speaks of no flight and of no traveller. */
  readonly crossingId: string | null;
  /** Travellers whom the message touched, by name or by status, in the order of the message. */
  readonly travellerIds: readonly string[];
  /** Issues that only the node can see (`CLOB_UNKNOWN_REF`, `CARRIER_MISMATCH` …); they belong to the message. */
  readonly issues: readonly Issue[];
}

/** Travellers whose facts a message changed; told in the same transaction. */
export interface TravellersChanged {
  readonly messageId: string;
  readonly crossingId: string;
  /** Those who are new or whose name, birth date, nationality, gender or documents now differ. */
  readonly travellerIds: readonly string[];
}

/** Open hits by severity and decided hits of one crossing. */
export interface HitCounts {
  readonly open: CrossingSummary['openHits'];
  readonly decided: number;
}

/** Everything of these is erased; upper layers erase what they hold of it in the same transaction. */
export interface Erased {
  readonly crossingIds: readonly string[];
  readonly travellerIds: readonly string[];
  readonly messageIds: readonly string[];
}

/** What the module is given: needs of lower layers by injection, upper layers by callback. */
export interface TravellersDeps {
  readonly queue: JobQueue;
  /** A name in the other script; null where none can be made. */
  otherScript(text: string): { text: string; lang: 'ar' | 'en'; source: 'generated' } | null;
  /** Scores 0..1 of the names for the query, in the order of the names. */
  rankNames(query: string, names: readonly string[]): Promise<readonly number[]> | readonly number[];
  /** Screening follows in the same transaction. */
  changed(tx: Db, change: TravellersChanged): Promise<void>;
  hitsOf(db: Db, travellerIds: readonly string[]): Promise<ReadonlyMap<string, TravellerRow['hits']>>;
  answersOf(db: Db, travellerIds: readonly string[]): Promise<ReadonlyMap<string, AnswerStatus>>;
  partnerHitsOf(db: Db, travellerIds: readonly string[]): Promise<ReadonlyMap<string, PartnerHitMark>>;
  hitCountsOf(db: Db, crossingIds: readonly string[]): Promise<ReadonlyMap<string, HitCounts>>;
  /** The hit tiles of the board, over all live crossings. */
  hitTotals(db: Db): Promise<Pick<Board, 'openHits' | 'oldestUnclaimedAt' | 'awaitingSecond'>>;
  /** An issue found after the message was applied (`SERIES_INCOMPLETE`): kept with the messages. */
  raiseIssue(tx: Db, messageIds: readonly string[], issue: Issue): Promise<void>;
  erased(tx: Db, erased: Erased): Promise<void>;
}

/** The use cases of the module; `createTravellers` makes it. */
export interface Travellers {
  /** Finds or makes the crossing, matches and merges the travellers (travellers.md §1.4, §2.3), tells `deps.changed`. */
  applyMessage(tx: Db, input: MessageToApply): Promise<AppliedMessage>;
  readBoard(): Promise<Board>;
  listCrossings(query: z.output<typeof CrossingQuery>): Promise<z.output<typeof CrossingPage>>;
  /** @throws Problem `NOT_FOUND` */
  readCrossing(id: string): Promise<CrossingDetail>;
  searchTravellers(query: z.output<typeof TravellerSearch>): Promise<z.output<typeof TravellerPage>>;
  /** @throws Problem `NOT_FOUND` */
  readTraveller(id: string): Promise<TravellerDetail>;

  // — for screening —
  /** In the order of the ids; unknown ids are left out. */
  subjects(db: Db, travellerIds: readonly string[]): Promise<Subject[]>;
  /**
   * Everybody whose crossing has not arrived yet (where the arrival is not known: departed no more than a day ago), in
   * batches of one crossing or more.
   */
  travellersStillToTravel(db: Db, now: Date): AsyncIterable<Subject[]>;
  /** Records that these were screened, and by which version of the lists; the crossing's count follows. */
  markScreened(tx: Db, travellerIds: readonly string[], version: string): Promise<void>;

  // — for hits —
  /** In the order of the ids. */
  rowsOf(db: Db, travellerIds: readonly string[]): Promise<TravellerRow[]>;
  /** In the order of the ids. */
  summariesOf(db: Db, crossingIds: readonly string[]): Promise<CrossingSummary[]>;
  companionsOf(db: Db, travellerId: string): Promise<TravellerDetail['companions']>;
  personOf(db: Db, travellerId: string): Promise<Pick<TravellerDetail, 'documents' | 'birthPlace'> | null>;

  // — for answers —
  /** In the order of the message. */
  travellersOfMessage(db: Db, messageId: string): Promise<StatedTraveller[]>;
  /** The latest message that named the traveller: what a later answer (132) refers to. */
  lastStatement(db: Db, travellerId: string): Promise<(StatedTraveller & { messageId: string }) | null>;

  /** Erases what is past its last term (data-protection R4); the daily job calls it. */
  eraseExpired(): Promise<{ crossings: number; travellers: number }>;
}
