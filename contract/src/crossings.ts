/** Crossings (flights for now) and the travellers on them. */
import { z } from 'zod';
import { Bilingual, CountryCode, DisplayName, Document, Id, Instant, PageQuery, page } from './fields.ts';
import {
  AnswerStatus,
  CrossingStatus,
  Gender,
  HitState,
  MessageStatus,
  Severity,
  TravellerRole,
  TravelStatus,
} from './vocabulary.ts';

export const Leg = z.object({
  from: z.string().nullable(),
  to: z.string().nullable(),
  departure: z.string().nullable(),
  arrival: z.string().nullable(),
});

/** How good the carrier's data on one crossing is (share of travellers with each field present and valid). */
export const Quality = z.object({
  score: z.number().min(0).max(1),
  errors: z.number().int(),
  warnings: z.number().int(),
  missing: z.record(z.string(), z.number().int()),
});

export const CrossingSummary = z.object({
  id: Id,
  carrier: z.string().nullable(),
  number: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  fromName: Bilingual.nullable(),
  toName: Bilingual.nullable(),
  /** Local at the airport; the instant beside it is null when the airport's zone is not known. */
  departure: z.string().nullable(),
  departureAt: Instant.nullable(),
  arrival: z.string().nullable(),
  arrivalAt: Instant.nullable(),
  direction: z.enum(['inbound', 'outbound', 'other']),
  status: CrossingStatus,
  test: z.boolean(),
  travellers: z.number().int(),
  crew: z.number().int(),
  declared: z.number().int().nullable(),
  screened: z.number().int(),
  openHits: z.object({ 1: z.number().int(), 2: z.number().int(), 3: z.number().int() }),
  decidedHits: z.number().int(),
  qualityScore: z.number().nullable(),
  lastMessageAt: Instant.nullable(),
});
export type CrossingSummary = z.infer<typeof CrossingSummary>;

export const CrossingQuery = PageQuery.extend({
  from: Instant.optional(),
  to: Instant.optional(),
  direction: z.enum(['inbound', 'outbound', 'all']).default('all'),
  q: z.string().max(40).optional(),
});

/** A hit that the partner reported, as lists of travellers and of hits mark it. */
export const PartnerHitMark = z.object({
  id: Id,
  state: z.enum(['open', 'confirmed']),
  reference: z.string(),
});
export type PartnerHitMark = z.infer<typeof PartnerHitMark>;

export const TravellerRow = z.object({
  id: Id,
  role: TravellerRole,
  status: TravelStatus,
  name: DisplayName,
  birthDate: z.string().nullable(),
  gender: Gender.nullable(),
  nationality: z.string().nullable(),
  document: Document.nullable(),
  seat: z.string().nullable(),
  locator: z.string().nullable(),
  answer: AnswerStatus.nullable(),
  hits: z.array(z.object({ id: Id, state: HitState, severity: Severity, score: z.number() })),
  /** The latest hit that the partner reported of this traveller and nobody dismissed. */
  partnerHit: PartnerHitMark.nullable(),
  issues: z.number().int(),
});
export type TravellerRow = z.infer<typeof TravellerRow>;

export const CrossingMessage = z.object({
  id: Id,
  receivedAt: Instant,
  function: z.string(),
  version: z.string().nullable(),
  status: MessageStatus,
  travellers: z.number().int(),
  errors: z.number().int(),
  warnings: z.number().int(),
  series: z.string().nullable(),
});

export const CrossingDetail = CrossingSummary.extend({
  operatingCarrier: z.string().nullable(),
  operatingNumber: z.string().nullable(),
  legs: z.array(Leg),
  people: z.array(TravellerRow),
  messages: z.array(CrossingMessage),
  quality: Quality.nullable(),
  /** Parts of a series that have not come, by series key. */
  missingParts: z.array(z.object({ series: z.string(), parts: z.array(z.number().int()) })),
});
export type CrossingDetail = z.infer<typeof CrossingDetail>;
export const CrossingPage = page(CrossingSummary);

/** The tiles of the crossings board: each number is the head of a view of the queue. */
export const Board = z.object({
  openHits: z.object({ 1: z.number().int(), 2: z.number().int(), 3: z.number().int() }),
  oldestUnclaimedAt: Instant.nullable(),
  awaitingSecond: z.number().int(),
  departingSoonWithHits: z.number().int(),
  lastMessageAt: Instant.nullable(),
  messagesToday: z.number().int(),
  unscreened: z.number().int(),
});
export type Board = z.infer<typeof Board>;

/** One statement about a traveller: which message said it, at which segment. */
export const Fact = z.object({
  field: z.string(),
  value: z.string(),
  messageId: Id,
  statedAt: Instant,
  segment: z.number().int().nullable(),
  /** True for the statement that the current view shows. */
  current: z.boolean(),
});

export const TravellerDetail = TravellerRow.extend({
  crossing: CrossingSummary,
  givenNames: z.string().nullable(),
  surname: z.string().nullable(),
  title: z.string().nullable(),
  birthPlace: z.string().nullable(),
  residence: CountryCode.nullable(),
  embarkation: z.string().nullable(),
  debarkation: z.string().nullable(),
  reference: z.string().nullable(),
  verified: z.boolean().nullable(),
  documents: z.array(Document),
  seats: z.array(z.string()),
  bags: z.object({ count: z.number().int().nullable(), weightKg: z.number().nullable() }),
  facts: z.array(Fact),
  companions: z.array(z.object({ id: Id, name: DisplayName, link: z.enum(['locator', 'document', 'seat']) })),
  otherCrossings: z.array(z.object({ travellerId: Id, crossing: CrossingSummary })),
  /** When the first term ends and names are masked (data-protection R3). */
  maskedOn: z.string(),
});
export type TravellerDetail = z.infer<typeof TravellerDetail>;

export const TravellerSearch = PageQuery.extend({
  q: z.string().min(2).max(120),
  /** Required: search reads many people's data at once (data-protection R10). */
  reason: z.string().min(3).max(300),
});
export const TravellerFound = TravellerRow.extend({ crossing: CrossingSummary, score: z.number() });
export const TravellerPage = page(TravellerFound);
