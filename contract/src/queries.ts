/** Asking the partner: hit or no hit, an opaque reference, never an identity. */
import { z } from 'zod';
import { CrossingSummary, TravellerRow } from './crossings.ts';
import { DisclosureRow } from './disclosures.ts';
import { Bilingual, DisplayName, Id, Instant, Officer, PageQuery, page } from './fields.ts';

/** `blind`: the partner does not learn who is asked about. */
export const QueryMode = z.enum(['blind', 'plain']);
export type QueryMode = z.infer<typeof QueryMode>;

/** Purposes for which a person may be asked about. */
export const QueryPurpose = z.enum([
  'border-security',
  'counter-terrorism',
  'organised-crime',
  'trusted-traveller',
]);
export type QueryPurpose = z.infer<typeof QueryPurpose>;
export const OffenceLevel = z.enum(['none', 'any-offence', 'serious', 'terrorism-or-toc']);
export type OffenceLevel = z.infer<typeof OffenceLevel>;
export const Urgency = z.enum(['ordinary', 'urgent']);
export type Urgency = z.infer<typeof Urgency>;

/** `refused`: by our own gate; `rejected`: by the partner's; `failed`: the answer cannot be relied on. */
export const QueryState = z.enum(['asked', 'answered', 'refused', 'rejected', 'failed']);
export type QueryState = z.infer<typeof QueryState>;

/** Why an answer cannot be relied on. `proof-wrong` means that the partner's node answered with another key. */
export const QueryFailure = z.enum([
  'proof-wrong',
  'answer-malformed',
  'stale-epoch',
  'partner-refused',
  'key-malformed',
]);

/** The clause that stopped something, with its reason in both languages. */
export const GateRefusal = z.object({ clause: z.string(), code: z.string(), text: Bilingual });
export type GateRefusal = z.infer<typeof GateRefusal>;

const CaseReference = z.string().trim().min(3).max(80);
const Justification = z.string().trim().min(10).max(1000);

export const NewQuery = z.object({
  travellerId: Id,
  purpose: QueryPurpose,
  offence: OffenceLevel.default('none'),
  caseReference: CaseReference,
  justification: Justification,
  urgency: Urgency.default('ordinary'),
  mode: QueryMode.default('blind'),
});

/** A question that is only previewed: its case and its reason may still be unwritten. */
export const QueryDraft = NewQuery.extend({
  caseReference: CaseReference.default('preview'),
  justification: Justification.default('Preview, nothing is sent.'),
});

/** What the partner answered about one traveller. `not-asked`: nothing is known by which one could ask. */
export const QuerySubject = z.object({
  traveller: z.object({ id: Id, name: DisplayName }),
  outcome: z.enum(['waiting', 'hit', 'no-hit', 'not-asked', 'unknown']),
  references: z.array(z.string()),
  partnerHitId: Id.nullable(),
});

export type QuerySubject = z.infer<typeof QuerySubject>;

export const PartnerQuery = z.object({
  id: Id,
  mode: QueryMode,
  /** `flight`: asked by the node itself after a manifest was screened. */
  origin: z.enum(['officer', 'flight']),
  purpose: QueryPurpose,
  offence: OffenceLevel,
  caseReference: z.string(),
  justification: z.string(),
  urgency: Urgency,
  state: QueryState,
  failure: QueryFailure.nullable(),
  refusal: GateRefusal.nullable(),
  article: z.string().nullable(),
  disclosureId: Id.nullable(),
  /** Whether it has reached the partner: `queued` while the link is down. Null where nothing left. */
  delivery: DisclosureRow.shape.delivery.nullable(),
  /** SHA-256 of the commitments to each input, as in the ledger. */
  commitment: z.string().nullable(),
  keys: z.number().int(),
  hits: z.number().int(),
  askedBy: Officer.nullable(),
  askedAt: Instant,
  answeredAt: Instant.nullable(),
  /** The partner's office to turn to about a hit. */
  contact: z.string().nullable(),
  subjects: z.array(QuerySubject),
});
export type PartnerQuery = z.infer<typeof PartnerQuery>;
export const QueryList = PageQuery.extend({ traveller: Id.optional() });
export const QueryPage = page(PartnerQuery);

/** What the gate would say of a question now. */
export const QueryPreview = z.object({
  allowed: z.boolean(),
  article: z.string().nullable(),
  refusal: GateRefusal.nullable(),
  quotaPerDay: z.number().int().nullable(),
  usedToday: z.number().int(),
  retentionDays: z.number().int().nullable(),
  keys: z.number().int(),
});
export type QueryPreview = z.infer<typeof QueryPreview>;

export const PartnerHitState = z.enum(['open', 'confirmed', 'dismissed']);
export type PartnerHitState = z.infer<typeof PartnerHitState>;

/** The partner has a listing for one of our travellers. An officer says whether it is the person; only then data is asked for. */
export const PartnerHit = z.object({
  id: Id,
  queryId: Id,
  traveller: TravellerRow.pick({
    id: true,
    name: true,
    birthDate: true,
    gender: true,
    nationality: true,
    document: true,
  }),
  crossingId: Id,
  /** Null once the crossing is erased. */
  crossing: CrossingSummary.nullable(),
  /** Under which we asked. */
  article: z.string().nullable(),
  references: z.array(z.string()),
  /** Kinds of the keys that agreed. */
  kinds: z.array(z.enum(['doc', 'namedob', 'nameyear', 'plain'])),
  contact: z.string().nullable(),
  purpose: QueryPurpose,
  offence: OffenceLevel,
  caseReference: z.string(),
  state: PartnerHitState,
  note: z.string().nullable(),
  raisedAt: Instant,
  decidedAt: Instant.nullable(),
  decidedBy: Officer.nullable(),
});
export type PartnerHit = z.infer<typeof PartnerHit>;
export const PartnerHitQuery = PageQuery.extend({
  traveller: Id.optional(),
  view: z.enum(['open', 'confirmed', 'all']).default('open'),
});
export const PartnerHitPage = page(PartnerHit);
export const PartnerHitDecision = z.object({
  confirmed: z.boolean(),
  note: z.string().trim().min(3).max(1000),
});

/** `held`: the article does not let the node answer by itself; a liaison officer does. */
export const ReceivedQueryState = z.enum(['waiting', 'answered', 'held', 'refused', 'stale']);
export const ReceivedQuery = z.object({
  id: Id,
  mode: QueryMode,
  purpose: z.string(),
  offence: z.string().nullable(),
  caseReference: z.string().nullable(),
  urgency: Urgency,
  article: z.string(),
  keys: z.number().int(),
  /** Null for a blind one: we do not know. */
  hits: z.number().int().nullable(),
  state: ReceivedQueryState,
  refusal: GateRefusal.nullable(),
  receivedAt: Instant,
  answeredAt: Instant.nullable(),
});
export type ReceivedQuery = z.infer<typeof ReceivedQuery>;
export const ReceivedQueryPage = page(ReceivedQuery);

export const QueryAlarm = z.object({
  id: Id,
  kind: z.enum(['sequential-documents', 'many-misses', 'repeated-question', 'cheating-partner']),
  detail: z.string(),
  raisedAt: Instant,
});
export type QueryAlarm = z.infer<typeof QueryAlarm>;

export const FilterState = z.enum(['building', 'awaiting-approval', 'published', 'refused', 'unchanged']);
export const FilterPublication = z.object({
  id: Id,
  epoch: z.number().int(),
  state: FilterState,
  items: z.number().int(),
  size: z.number().int(),
  digest: z.string().nullable(),
  article: z.string().nullable(),
  refusal: GateRefusal.nullable(),
  at: Instant,
});
export type FilterPublication = z.infer<typeof FilterPublication>;

/** What an article allows in a day, and what of it is used: keys asked by us, keys asked of us. */
export const QueryQuota = z.object({
  article: z.string(),
  category: z.enum(['query-blind', 'query-plain']),
  perDay: z.number().int().nullable(),
  askedToday: z.number().int(),
  receivedToday: z.number().int(),
});
export type QueryQuota = z.infer<typeof QueryQuota>;

/** What each side lets the other ask against, and what looks odd in what the partner asks. */
export const QueryDesk = z.object({
  lists: z.array(
    z.object({ id: Id, code: z.string(), name: Bilingual, listings: z.number().int(), shared: z.boolean() }),
  ),
  own: z.array(FilterPublication),
  /** When the key of our filter changes, and until when the present one is answered. */
  ownEpoch: z
    .object({ epoch: z.number().int(), begunAt: Instant, rotatesAt: Instant, answeredUntil: Instant })
    .nullable(),
  quotas: z.array(QueryQuota),
  partner: z
    .object({
      epoch: z.number().int(),
      size: z.number().int(),
      digest: z.string(),
      receivedAt: Instant,
      validUntil: Instant.nullable(),
      namesComparable: z.boolean(),
    })
    .nullable(),
  alarms: z.array(QueryAlarm),
});
export type QueryDesk = z.infer<typeof QueryDesk>;
export const SharedList = z.object({ watchlistId: Id, shared: z.boolean() });

/** One input of a blind question, opened for whoever audits it. */
export const QueryOpening = z.object({
  /** The disclosure that carried the question: both sides know it by this id. */
  disclosureId: Id,
  index: z.number().int().min(0).max(499),
  input: z.string().max(2000).describe('the key in base64url'),
  salt: z.string().max(100).describe('base64url'),
  blind: z.string().max(64),
  commitments: z.string().max(30_000).describe('32 bytes for each input, base64url'),
});
export type QueryOpening = z.infer<typeof QueryOpening>;
/** A blind question of ours as an auditor sees it: about whom stays sealed until one input is opened. */
export const AuditableQuery = PartnerQuery.pick({
  id: true,
  origin: true,
  purpose: true,
  state: true,
  article: true,
  disclosureId: true,
  commitment: true,
  keys: true,
  askedAt: true,
});
export type AuditableQuery = z.infer<typeof AuditableQuery>;
export const AuditableQueryPage = page(AuditableQuery);
export const OpeningRequest = z.object({ index: z.number().int().min(0).max(499), reason: Justification });
export const OpeningResult = z.object({
  verdict: z.enum(['holds', 'unknown-index', 'commitments-altered', 'not-committed', 'not-asked']),
  /** What was asked, in plain letters. */
  asked: z.string(),
});
