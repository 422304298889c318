/** The second step after a hit: data about a person, asked for with grounds, supplied by decision of several officers. */
import { z } from 'zod';
import { Bilingual, Id, Instant, Officer, PageQuery, page } from './fields.ts';
import { GateRefusal, OffenceLevel, QueryPurpose, Urgency } from './queries.ts';

/** What may be asked for and supplied of a person: what a listing holds, and nothing that anyone types. */
export const SupplementField = z.enum([
  'names',
  'namesArabic',
  'aliases',
  'birthDate',
  'birthPlace',
  'sex',
  'nationalities',
  'documents',
  'addresses',
  'listedFor',
  'listedSince',
  'instruction',
]);
export type SupplementField = z.infer<typeof SupplementField>;
/** What the asking side promises in return. */
export const Assurance = z.enum(['no-death-penalty', 'no-ill-treatment', 'fair-trial', 'not-political']);
export type Assurance = z.infer<typeof Assurance>;
/** `outbound`: we ask and receive; `inbound`: the partner asks and we hold. */
export const RequestSide = z.enum(['outbound', 'inbound']);
export type RequestSide = z.infer<typeof RequestSide>;
/** `stopped`: nothing left, by our officers or our gate; `rejected`: the partner's gate did not take it. */
export const RequestState = z.enum([
  'awaiting-approval',
  'stopped',
  'sent',
  'rejected',
  'received',
  'answered',
  'deferred',
  'declined',
  'closed',
]);
export type RequestState = z.infer<typeof RequestState>;
export const AnswerDecision = z.enum(['supply', 'partial', 'defer', 'refuse']);
export type AnswerDecision = z.infer<typeof AnswerDecision>;
/** Why data is withheld or put off: a closed list. */
export const RefusalGround = z.enum([
  'no-longer-listed',
  'ongoing-inquiry',
  'essential-interests',
  'protection-of-person',
  'grounds-insufficient',
  'assurance-missing',
  'third-party-consent',
  'not-competent',
]);
export type RefusalGround = z.infer<typeof RefusalGround>;
/** What came of the data. */
export const RequestOutcome = z.enum([
  'person-found',
  'not-the-person',
  'measure-taken',
  'no-measure',
  'useful',
]);
export type RequestOutcome = z.infer<typeof RequestOutcome>;

const Text = z.string().trim().max(1000).nullable().default(null);

export const NewRequest = z.object({
  partnerHitId: Id,
  /** Those of the query where none is given. */
  purpose: QueryPurpose.optional(),
  offence: OffenceLevel.optional(),
  caseReference: z.string().trim().min(3).max(80).optional(),
  fields: z.array(SupplementField).min(1).max(20),
  necessity: z.string().trim().min(20).max(1000),
  legalBasis: z.string().trim().min(3).max(300),
  urgency: Urgency.default('ordinary'),
  assurances: z.array(Assurance).max(4).default([]),
});

const Chosen = {
  fields: z.array(SupplementField).max(20).default([]),
  /** Of a field with several values, the places of those that are chosen; all where none is named. */
  only: z
    .partialRecord(SupplementField, z.array(z.number().int().min(0).max(200)).min(1).max(200))
    .default({}),
};
export const NewAnswer = z
  .object({
    decision: AnswerDecision,
    /** Which listing, where the reference stands for several; the first otherwise. */
    listingId: Id.nullable().default(null),
    ...Chosen,
    /** Those of the partner's assurances that the officer has read and relies on. */
    assurances: z.array(Assurance).max(4).default([]),
    ground: RefusalGround.nullable().default(null),
    until: z.iso.date().nullable().default(null),
    conditions: Text,
    note: Text,
  })
  .refine(({ decision, fields }) => !['supply', 'partial'].includes(decision) || fields.length > 0, {
    path: ['fields'],
    message: 'choose at least one field',
  })
  .refine(({ decision, ground }) => !['refuse', 'defer'].includes(decision) || ground !== null, {
    path: ['ground'],
    message: 'name the ground',
  })
  .refine(({ decision, until }) => decision !== 'defer' || until !== null, {
    path: ['until'],
    message: 'say until when',
  });

/** Data that nobody asked for: against an imminent threat. */
export const NewWarning = z.object({
  listingId: Id,
  purpose: QueryPurpose,
  offence: OffenceLevel.default('terrorism-or-toc'),
  caseReference: z.string().trim().min(3).max(80),
  necessity: z.string().trim().min(20).max(1000),
  legalBasis: z.string().trim().min(3).max(300),
  ...Chosen,
  note: Text,
});

export const OutcomeReport = z.object({ outcome: RequestOutcome, note: Text });

/** Corrects or withdraws something that we told the partner before. */
export const NewNotice = z.object({
  letterId: Id,
  kind: z.enum(['correction', 'deletion']),
  reason: z.string().trim().min(3).max(500),
  /** Fields that are sent again as the listing holds them now. */
  corrected: z.array(SupplementField).max(20).default([]),
  withdrawn: z.array(SupplementField).max(20).default([]),
});

export const RequestRow = z.object({
  id: Id,
  side: RequestSide,
  /** Supplied without having been asked for. */
  spontaneous: z.boolean(),
  state: RequestState,
  references: z.array(z.string()),
  partner: z.string(),
  purpose: QueryPurpose,
  offence: OffenceLevel,
  urgency: Urgency,
  caseReference: z.string(),
  openedAt: Instant,
  /** When the answer is due by the article; null while nothing is owed. */
  dueAt: Instant.nullable(),
  overdue: z.boolean(),
  article: z.string().nullable(),
});
export type RequestRow = z.infer<typeof RequestRow>;
export const RequestQuery = PageQuery.extend({
  side: RequestSide.optional(),
  open: z.stringbool().optional(),
  partnerHit: Id.optional(),
});
export const RequestPage = page(RequestRow);

export const LetterKind = z.enum(['request', 'answer', 'warning', 'outcome', 'correction', 'deletion']);
export type LetterKind = z.infer<typeof LetterKind>;
/** `withheld`: our officers did not approve; `stopped`: our gate refused; `rejected`: the partner's gate refused. */
export const LetterState = z.enum([
  'awaiting-approval',
  'approved',
  'sent',
  'delivered',
  'withheld',
  'stopped',
  'rejected',
  'received',
]);
export type LetterState = z.infer<typeof LetterState>;

/** One thing that was, or is to be, said in the course of a request. */
export const RequestLetter = z.object({
  id: Id,
  kind: LetterKind,
  direction: z.enum(['out', 'in']),
  state: LetterState,
  decision: AnswerDecision.nullable(),
  ground: RefusalGround.nullable(),
  until: z.string().nullable(),
  outcome: RequestOutcome.nullable(),
  /** Exactly what leaves, or what came; null once its term has ended. */
  content: z.record(z.string(), z.unknown()).nullable(),
  assurances: z.array(Assurance),
  approval: z
    .object({ id: Id, state: z.string(), given: z.number().int(), needed: z.number().int() })
    .nullable(),
  article: z.string().nullable(),
  /** In the register of disclosures, or of received ones. */
  disclosureId: Id.nullable(),
  refusal: GateRefusal.nullable(),
  retainUntil: Instant.nullable(),
  onward: z.enum(['forbidden', 'with-consent', 'allowed-within-purpose']).nullable(),
  caveats: z.array(Bilingual),
  author: Officer.nullable(),
  at: Instant,
});
export type RequestLetter = z.infer<typeof RequestLetter>;

/** What a listing holds of each field: from this, and from nothing else, an answer is chosen. */
export const ProposedListing = z.object({
  listingId: Id,
  values: z.partialRecord(SupplementField, z.unknown()),
});
export type ProposedListing = z.infer<typeof ProposedListing>;

export const RequestDetail = RequestRow.extend({
  fields: z.array(SupplementField),
  necessity: z.string(),
  legalBasis: z.string(),
  assurances: z.array(Assurance),
  partnerHitId: Id.nullable(),
  outcome: RequestOutcome.nullable(),
  author: Officer.nullable(),
  letters: z.array(RequestLetter),
  proposed: z.array(ProposedListing),
});
export type RequestDetail = z.infer<typeof RequestDetail>;

/** What would leave, and what the law says of it. */
export const LetterPreview = z.object({
  content: z.record(z.string(), z.unknown()),
  allowed: z.boolean(),
  article: z.string().nullable(),
  refusal: GateRefusal.nullable(),
  approvals: z.number().int(),
  approvalRoles: z.array(z.string()),
  retentionDays: z.number().int().nullable(),
  onward: z.string().nullable(),
  answerWithinHours: z.number().nullable(),
  caveats: z.array(Bilingual),
});
export type LetterPreview = z.infer<typeof LetterPreview>;
