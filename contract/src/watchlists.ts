/** Watchlists, their imports, hand-entered listings with two-person approval, and the test of a name. */
import { z } from 'zod';
import {
  Bilingual,
  CountryCode,
  Day,
  Id,
  Instant,
  ListedDate,
  Officer,
  PageQuery,
  PartialDate,
  page,
} from './fields.ts';
import { Explanation, ListingSummary } from './hits.ts';
import {
  Gender,
  ImportStatus,
  Instruction,
  ListFormat,
  ListingKind,
  NameQuality,
  ProposalKind,
  ProposalStatus,
} from './vocabulary.ts';

export const Watchlist = z.object({
  id: Id,
  code: z.string(),
  name: Bilingual,
  owner: z.string(),
  format: ListFormat,
  sourceUrl: z.string().nullable(),
  /** What follows when a listing names no instruction of its own. */
  instruction: Instruction,
  legalBasis: z.string(),
  handling: z.string().nullable(),
  active: z.number().int(),
  people: z.number().int(),
  version: z.string().nullable(),
  importedAt: Instant.nullable(),
  live: z.boolean().describe('true when the screening engine answers with this version'),
  dueForReview: z.number().int(),
  expiringSoon: z.number().int(),
});
export type Watchlist = z.infer<typeof Watchlist>;

export const NewWatchlist = z.object({
  code: z.string().regex(/^[A-Z][A-Z0-9-]{1,19}$/),
  name: Bilingual,
  owner: z.string().min(1).max(200),
  format: ListFormat,
  sourceUrl: z.url().nullable().default(null),
  instruction: Instruction,
  legalBasis: z.string().min(1).max(500),
  handling: z.string().max(100).nullable().default(null),
});

/** Where an import takes its bytes: in the request, from a file in the node's list folder, or from the list's address. */
export const NewImport = z.object({
  source: z.union([
    z.object({
      files: z
        .array(z.object({ name: z.string().max(200), text: z.string() }))
        .min(1)
        .max(10),
    }),
    z.object({ paths: z.array(z.string().max(300)).min(1).max(10) }),
    z.object({ url: z.literal(true) }),
  ]),
  /** An import that shrinks the list implausibly is held until someone confirms; true confirms at once. */
  confirmShrink: z.boolean().default(false),
});

export const ListIssue = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warn', 'info']),
  line: z.number().int().nullable(),
  reference: z.string().nullable(),
  message: Bilingual,
});

export const ListImport = z.object({
  id: Id,
  watchlistId: Id,
  status: ImportStatus,
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  by: Officer.nullable(),
  source: z.string(),
  digest: z.string().nullable(),
  read: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  withdrawn: z.number().int(),
  unchanged: z.number().int(),
  counts: z.record(z.string(), z.number().int()),
  issues: z.array(ListIssue),
  issueTotal: z.number().int(),
  problem: z.string().nullable().describe('problem code of a failed import'),
  samples: z.object({
    added: z.array(z.string()),
    changed: z.array(z.string()),
    withdrawn: z.array(z.string()),
  }),
});
export type ListImport = z.infer<typeof ListImport>;

export const ListingQuery = PageQuery.extend({
  q: z.string().max(120).optional(),
  kind: ListingKind.optional(),
  due: z.stringbool().optional(),
});

/** A listing as an officer writes it. The basis, the instruction, the review and the expiry are not optional. */
export const ListingEntry = z.object({
  kind: ListingKind,
  names: z
    .array(
      z.object({
        text: z.string().trim().min(2).max(300),
        quality: NameQuality,
        lang: z.string().max(20).nullable().default(null),
      }),
    )
    .min(1)
    .max(50),
  birthDates: z.array(ListedDate).max(20).default([]),
  birthPlaces: z.array(z.string().max(200)).max(20).default([]),
  nationalities: z.array(CountryCode).max(10).default([]),
  gender: Gender.nullable().default(null),
  documents: z
    .array(
      z.object({
        type: z.enum(['passport', 'identity-card', 'visa', 'other']),
        number: z.string().min(3).max(40),
        issuer: CountryCode.nullable().default(null),
        note: z.string().max(300).nullable().default(null),
      }),
    )
    .max(20)
    .default([]),
  legalBasis: z.string().min(3).max(500),
  instruction: Instruction,
  originator: z.string().min(1).max(200),
  handling: z.string().max(100).nullable().default(null),
  reviewOn: Day,
  expiresOn: Day,
  remarks: z.string().max(4000).nullable().default(null),
});
export type ListingEntry = z.infer<typeof ListingEntry>;

export const NewProposal = z.object({
  kind: ProposalKind,
  /** The listing to change or withdraw; absent for a new one. */
  listingId: Id.nullable().default(null),
  entry: ListingEntry.nullable().default(null),
  reason: z.string().min(3).max(1000),
});

export const Proposal = z.object({
  id: Id,
  watchlistId: Id,
  kind: ProposalKind,
  status: ProposalStatus,
  listing: ListingSummary.nullable(),
  entry: ListingEntry.nullable(),
  reason: z.string(),
  proposedBy: Officer,
  proposedAt: Instant,
  decidedBy: Officer.nullable(),
  decidedAt: Instant.nullable(),
  note: z.string().nullable(),
});
export type Proposal = z.infer<typeof Proposal>;
export const ProposalDecision = z.object({
  approve: z.boolean(),
  note: z.string().max(1000).nullable().default(null),
});

/** A name typed to see what the engine would say of it; recorded like every other search. */
export const TestQuery = z.object({
  name: z.string().trim().min(2).max(300),
  birthDate: PartialDate.nullable().default(null),
  nationality: CountryCode.nullable().default(null),
  gender: Gender.nullable().default(null),
  documentNumber: z.string().max(40).nullable().default(null),
  reason: z.string().min(3).max(300),
  top: z.number().int().min(1).max(50).default(10),
});
export const TestAnswer = z.object({
  matches: z.array(
    z.object({ listing: ListingSummary, score: z.number(), hit: z.boolean(), explanation: Explanation }),
  ),
  tookMs: z.number(),
  searched: z.number().int(),
});
export type TestAnswer = z.infer<typeof TestAnswer>;

export const ScreeningStatus = z.object({
  engine: z.string(),
  thresholdBits: z.number(),
  segments: z.array(
    z.object({
      watchlistId: Id,
      code: z.string(),
      version: z.string(),
      entries: z.number().int(),
      names: z.number().int(),
      bytes: z.number().int(),
      builtAt: Instant,
      buildMs: z.number(),
    }),
  ),
  workers: z.number().int(),
  waiting: z.number().int(),
});

export const WatchlistPage = page(Watchlist);
export const ListImportPage = page(ListImport);
export const ListingPage = page(
  ListingSummary.extend({ reviewOn: z.string().nullable(), expiresOn: z.string().nullable() }),
);
export const ProposalPage = page(Proposal);
