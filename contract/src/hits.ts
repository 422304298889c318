/** Hits: what needs a human, the evidence, the decision and what follows from it. */
import { z } from 'zod';
import { CrossingSummary, PartnerHitMark, TravellerRow } from './crossings.ts';
import { Bilingual, DisplayName, Document, Id, Instant, Officer, PageQuery, page } from './fields.ts';
import {
  HitState,
  Instruction,
  ListingKind,
  NameQuality,
  ReasonCode,
  Severity,
  Verdict,
} from './vocabulary.ts';

/** One aligned pair of name parts. `bits` is its share of the score: the explanation is the computation. */
export const NamePart = z.object({
  query: z.string().nullable(),
  listed: z.string().nullable(),
  relation: z.enum([
    'exact',
    'spelling',
    'other-script',
    'joined',
    'initial',
    'particle',
    'truncated',
    'missing',
    'extra',
    'conflict',
  ]),
  rule: z.string().nullable(),
  bits: z.number(),
  /** Letters of the two parts side by side; either may be empty. */
  letters: z.array(z.object({ query: z.string(), listed: z.string(), equal: z.boolean() })),
});

export const Evidence = z.object({
  kind: z.enum(['birth-date', 'nationality', 'gender', 'document']),
  verdict: z.enum(['equal', 'near', 'differs', 'unknown']),
  detail: z.string().nullable(),
  traveller: z.string().nullable(),
  listed: z.string().nullable(),
  bits: z.number(),
});

export const Explanation = z.object({
  queryName: z.string(),
  listedName: z.string(),
  parts: z.array(NamePart),
  evidence: z.array(Evidence),
  totalBits: z.number(),
  score: z.number(),
  thresholdBits: z.number(),
  sentences: z.object({ en: z.array(z.string()), ar: z.array(z.string()) }),
});
export type Explanation = z.infer<typeof Explanation>;

export const ListingSummary = z.object({
  id: Id,
  reference: z.string(),
  kind: ListingKind,
  name: DisplayName,
  watchlist: z.object({ id: Id, code: z.string(), name: Bilingual }),
  instruction: Instruction.nullable(),
});
export type ListingSummary = z.infer<typeof ListingSummary>;

export const Listing = ListingSummary.extend({
  names: z.array(z.object({ text: z.string(), quality: NameQuality, lang: z.string().nullable() })),
  birthDates: z.array(z.string()),
  birthPlaces: z.array(z.string()),
  nationalities: z.array(z.string()),
  gender: z.enum(['M', 'F', 'X']).nullable(),
  documents: z.array(
    z.object({
      type: z.string(),
      number: z.string(),
      issuer: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
  addresses: z.array(z.string()),
  programmes: z.array(z.string()),
  legalBasis: z.string().nullable(),
  originator: z.string().nullable(),
  handling: z.string().nullable(),
  listedOn: z.string().nullable(),
  reviewOn: z.string().nullable(),
  expiresOn: z.string().nullable(),
  remarks: z.string().nullable(),
  status: z.enum(['active', 'withdrawn', 'expired']),
});
export type Listing = z.infer<typeof Listing>;

export const HitSummary = z.object({
  id: Id,
  state: HitState,
  severity: Severity,
  score: z.number(),
  /** What proposed it: the name with its evidence, or an equal document number (always a hit). */
  basis: z.enum(['name', 'document', 'name-and-document']),
  raisedAt: Instant,
  traveller: z.object({
    id: Id,
    name: DisplayName,
    birthDate: z.string().nullable(),
    nationality: z.string().nullable(),
    document: Document.nullable(),
  }),
  partnerHit: PartnerHitMark.nullable(),
  listing: ListingSummary,
  crossing: z.object({
    id: Id,
    carrier: z.string().nullable(),
    number: z.string().nullable(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    departure: z.string().nullable(),
    departureAt: Instant.nullable(),
    arrivalAt: Instant.nullable(),
    test: z.boolean(),
  }),
  claim: z.object({ officer: Officer, until: Instant }).nullable(),
  verdict: Verdict.nullable(),
});
export type HitSummary = z.infer<typeof HitSummary>;

export const HitQuery = PageQuery.extend({
  view: z.enum(['open', 'mine', 'unclaimed', 'second', 'departing', 'decided', 'all']).default('open'),
  q: z.string().max(120).optional(),
  crossing: Id.optional(),
  watchlist: Id.optional(),
  severity: z.coerce.number().int().min(1).max(3).optional(),
});

/** One line of a hit's history, in order. `params` fills the message named by `kind`. */
export const HitEvent = z.object({
  at: Instant,
  kind: z.enum([
    'raised',
    'rescored',
    'claimed',
    'released',
    'lease-expired',
    'proposed',
    'decided',
    'second-agreed',
    'second-refused',
    'reopened',
    'noted',
    'referred',
    'acknowledged',
    'recalled',
    'listing-changed',
    'answered',
    'suppressed',
    'cleared-elsewhere',
  ]),
  officer: Officer.nullable(),
  params: z.record(z.string(), z.string()),
});

export const Referral = z.object({
  id: Id,
  hitId: Id,
  post: z.string(),
  instruction: Instruction,
  note: z.string().nullable(),
  sentAt: Instant,
  sentBy: Officer,
  acknowledgedAt: Instant.nullable(),
  acknowledgedBy: Officer.nullable(),
  outcome: z.string().nullable(),
  /** The decision behind it no longer holds: nothing is to be done. */
  recalledAt: Instant.nullable(),
  traveller: z.object({ id: Id, name: DisplayName }),
  crossing: z.object({
    id: Id,
    carrier: z.string().nullable(),
    number: z.string().nullable(),
    arrivalAt: Instant.nullable(),
  }),
});
export type Referral = z.infer<typeof Referral>;

/** What a decision was taken on, as it was then (data-protection R8). */
export const DecisionEvidence = z.object({
  score: z.number(),
  basis: HitSummary.shape.basis,
  engineVersion: z.string(),
  listVersion: z.string(),
  messageId: Id.nullable(),
  segment: z.number().int().nullable(),
  explanation: Explanation,
});

export const HitDetail = HitSummary.extend({
  /** Names the evidence shown here. Sent with a decision, it is refused when the evidence has changed since. */
  revision: z.string(),
  person: TravellerRow,
  documents: z.array(Document),
  birthPlace: z.string().nullable(),
  listed: Listing,
  explanation: Explanation,
  /** Versions that make the hit reproducible (data-protection R8). */
  engine: z.object({
    version: z.string(),
    listVersion: z.string(),
    messageId: Id.nullable(),
    segment: z.number().int().nullable(),
  }),
  crossingDetail: CrossingSummary,
  companions: z.array(z.object({ id: Id, name: DisplayName, link: z.enum(['locator', 'document', 'seat']) })),
  otherHits: z.array(
    z.object({
      id: Id,
      state: HitState,
      listing: ListingSummary,
      crossing: z.object({
        carrier: z.string().nullable(),
        number: z.string().nullable(),
        departure: z.string().nullable(),
      }),
    }),
  ),
  decision: z
    .object({
      verdict: Verdict,
      reason: ReasonCode,
      note: z.string().nullable(),
      instruction: Instruction.nullable(),
      by: Officer,
      at: Instant,
      second: z
        .object({ by: Officer, at: Instant, agreed: z.boolean(), note: z.string().nullable() })
        .nullable(),
      evidence: DecisionEvidence.nullable(),
    })
    .nullable(),
  clearance: z.object({ id: Id, until: z.string(), number: z.string() }).nullable(),
  referrals: z.array(Referral),
  history: z.array(HitEvent),
});
export type HitDetail = z.infer<typeof HitDetail>;

/** The revision of the hit that the officer saw. */
const Revision = z.string().max(64).optional();

export const NewDecision = z.object({
  verdict: Verdict,
  reason: ReasonCode,
  note: z.string().max(2000).nullable().default(null),
  /** Required with `is-listed`: what follows. A serious one waits for a second person. */
  instruction: Instruction.nullable().default(null),
  revision: Revision,
});
export const SecondOpinion = z.object({
  agree: z.boolean(),
  note: z.string().max(2000).nullable().default(null),
  revision: Revision,
});
export const NewNote = z.object({ text: z.string().min(1).max(2000) });
export const Reopening = z.object({ reason: z.string().min(3).max(500) });
export const NewReferral = z.object({
  post: z.string().regex(/^[A-Z]{3}$/),
  instruction: Instruction,
  note: z.string().max(1000).nullable().default(null),
});
export const Acknowledgement = z.object({ outcome: z.string().max(1000).nullable().default(null) });
export const ReferralQuery = PageQuery.extend({
  post: z.string().optional(),
  waiting: z.stringbool().optional(),
});
export const HitPage = page(HitSummary);
export const ReferralPage = page(Referral);
