/** Two given names compared with each other: no list, nothing kept. */
import { z } from 'zod';
import { Bilingual, CountryCode, ListedDate, PartialDate } from './fields.ts';
import { Explanation } from './hits.ts';
import { Gender, ListingKind } from './vocabulary.ts';

/** Rows of one batch at most; with their explanations, which are long, fewer. */
export const MATCH_ROWS_MOST = 1_000;
export const EXPLAINED_ROWS_MOST = 100;

const Side = z.object({
  name: z.string().trim().min(1).max(300),
  nationality: CountryCode.nullable().default(null),
  gender: Gender.nullable().default(null),
});
/** The name as a traveller, a carrier or a document gives it: also `SURNAME/GIVEN` and machine-readable forms. */
export const MatchSubject = Side.extend({ birthDate: PartialDate.nullable().default(null) });
/** The name that it is compared with, as a list or a register has it. */
export const MatchListed = Side.extend({ birthDate: ListedDate.nullable().default(null) });
/** What bears the names: organisations are read and priced by their own rules. */
const Kind = ListingKind.default('person');
export const MatchPair = z.object({ kind: Kind, query: MatchSubject, listed: MatchListed });
export type MatchPair = z.output<typeof MatchPair>;

/** One in so many strangers is the other person: the prior of the probability. */
const Population = z.number().int().min(1).max(10_000_000_000).default(10_000);
const Reason = z.string().trim().min(3).max(300).nullable().default(null);

export const MatchRequest = MatchPair.extend({ population: Population, reason: Reason });

const Weight = z.object({
  of: z.enum(['part', 'birth-date', 'nationality', 'gender', 'document']),
  code: z.string(),
  query: z.string().nullable(),
  listed: z.string().nullable(),
  bits: z.number(),
});

/** What the decision hangs on. */
export const TurningPoints = z.object({
  /** Bits from the threshold, negative below it. */
  marginBits: z.number(),
  strongestFor: Weight.nullable(),
  strongestAgainst: Weight.nullable(),
  /** Single changes towards the other decision: those that reach it first, the least of them before. */
  turns: z.array(
    z.object({
      code: z.enum([
        'birth-date-equal',
        'nationality-equal',
        'gender-equal',
        'document-equal',
        'birth-date-differs',
        'nationality-differs',
        'gender-differs',
        'all-equal',
        'all-differ',
        'without-part',
      ]),
      query: z.string().nullable(),
      listed: z.string().nullable(),
      bits: z.number(),
      totalBits: z.number(),
      flips: z.boolean(),
    }),
  ),
  sentences: z.object({ en: z.array(z.string()), ar: z.array(z.string()) }),
});
export type TurningPoints = z.infer<typeof TurningPoints>;

/** The sum, and on which side of the node's threshold it lies. */
export const MatchScore = z.object({
  bits: z.number(),
  score: z.number(),
  probability: z.number(),
  population: z.number().int(),
  thresholdBits: z.number(),
  verdict: z.enum(['above', 'below']),
});
export const MatchResult = MatchScore.extend({
  explanation: Explanation,
  turning: TurningPoints,
  engine: z.string(),
});
export type MatchResult = z.infer<typeof MatchResult>;

/**
 * Many comparisons: `pairs`, or one `query` with each of `listed`. Each row is checked by itself, so that one that
 * cannot be read does not keep the others from being answered.
 */
export const MatchBatch = z.object({
  pairs: z.array(z.unknown()).min(1).optional().describe('rows as `{kind, query, listed}`'),
  /** Of `query` and each of `listed`; a row of `pairs` has its own. */
  kind: Kind,
  query: MatchSubject.optional(),
  listed: z.array(z.unknown()).min(1).optional().describe('names that `query` is compared with'),
  population: Population,
  /** With the explanation of each row; fewer rows are taken then. */
  explain: z.boolean().default(false),
  reason: Reason,
});

const RowProblem = z.object({
  code: z.string(),
  params: z.record(z.string(), z.string()),
  text: Bilingual,
});
/** The answer to one row, in the order of the rows: a result or an error, never neither. */
export const MatchRow = z.object({
  row: z.number().int(),
  result: MatchScore.extend({
    explanation: Explanation.nullable(),
    turning: TurningPoints.nullable(),
  }).nullable(),
  error: RowProblem.nullable(),
});
export type MatchRow = z.infer<typeof MatchRow>;
export const MatchBatchAnswer = z.object({
  rows: z.array(MatchRow),
  compared: z.number().int(),
  failed: z.number().int(),
  engine: z.string(),
});
export type MatchBatchAnswer = z.infer<typeof MatchBatchAnswer>;
