/** The memorandum as a document: strict, limited in every size, the same bytes on both sides. */
import { z } from 'zod';
import {
  ACTIONS,
  ASSURANCES,
  CATEGORIES,
  type Category,
  fieldsOf,
  MODES,
  OFFENCES,
  ONWARD,
  PERSON_RULES,
  PURPOSES,
  TLPS,
} from './vocabulary.ts';

/** No control characters, and no marks that turn the direction of a text: what is signed is what is seen. */
const UNSEEN = /[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/u;
const words = (length: number) =>
  z
    .string()
    .min(1)
    .max(length)
    .refine((text) => !UNSEEN.test(text.replaceAll('\n', ' ')), 'unseen characters')
    .refine((text) => text === text.normalize('NFC'), 'not in normal form C');
const both = (length: number) => z.strictObject({ en: words(length), ar: words(length) });
const Instant = z.iso.datetime({ precision: 0 });
const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const Code = z.string().regex(/^[A-Z][A-Z0-9-]{1,19}$/);
/** `*` stands for any party or agency and is for the built-in protocol alone. */
const PartyCode = z.string().regex(/^([A-Z]{3}|\*)$/);
const AgencyCode = z.string().regex(/^([A-Z][A-Z0-9-]{1,19}|\*)$/);
const some = <T extends string>(list: readonly T[]) =>
  z
    .array(z.enum(list))
    .min(1)
    .max(list.length)
    .refine((values) => new Set(values).size === values.length, 'named twice');

const End = z.strictObject({ party: PartyCode, agencies: z.array(AgencyCode).min(1).max(20) });
export const Direction = z.strictObject({ from: End, to: End });
export type Direction = z.infer<typeof Direction>;

const Letter = z.string().regex(/^[a-z]$/);

const Granted = z
  .strictObject({
    category: z.enum(CATEGORIES as readonly [Category, ...Category[]]),
    fields: z.array(z.string().max(40)).min(1).max(60),
  })
  .superRefine(({ category, fields }, context) => {
    const known = fieldsOf(category);
    fields.forEach((field, at) => {
      if (!known.includes(field))
        context.addIssue({
          code: 'custom',
          path: ['fields', at],
          message: 'unknown field',
          params: { known, field },
        });
    });
  });

export const PermitClause = z.strictObject({
  effect: z.literal('permit'),
  letter: Letter.nullable(),
  directions: z.array(Direction).min(1).max(8),
  actions: some(ACTIONS),
  purposes: some(PURPOSES),
  categories: z.array(Granted).min(1).max(CATEGORIES.length),
  /** The lightest offence for which it holds. */
  offence: z.enum(OFFENCES),
  /** The highest marking that may pass. */
  tlp: z.enum(TLPS),
  /** How long the receiver may keep it. */
  retentionDays: z.int().min(0).max(36_500),
  onward: z.enum(ONWARD),
  deleteOnRequest: z.boolean(),
  approvals: z.strictObject({
    needed: z.int().min(0).max(5),
    roles: z.array(z.string().regex(/^[a-z-]{1,40}$/)).max(8),
  }),
  quotaPerDay: z.int().min(1).max(10_000_000).nullable(),
  /** null: any mode, or none. */
  modes: some(MODES).nullable(),
  /** Whether it may happen without a person asking for it. */
  automatic: z.boolean(),
  answerWithinHours: z
    .strictObject({ urgent: z.int().min(1).max(8_760), ordinary: z.int().min(1).max(8_760) })
    .nullable(),
  assurances: z.array(z.enum(ASSURANCES)).max(ASSURANCES.length),
  minors: z.enum(PERSON_RULES),
  ownCitizens: z.enum(PERSON_RULES),
  caveats: z.array(both(500)).max(10),
});
export type PermitClause = z.infer<typeof PermitClause>;

/** What must all be so for a prohibition to apply; an empty one applies always. */
const When = z.strictObject({
  minor: z.literal(true).optional(),
  minorUnknown: z.literal(true).optional(),
  own: z.literal(true).optional(),
  sensitive: z.literal(true).optional(),
  personal: z.literal(true).optional(),
  automatic: z.literal(true).optional(),
  /** Came from a third party, whose consent is missing. */
  withoutConsent: z.literal(true).optional(),
  tlpAbove: z.enum(TLPS).optional(),
  offenceBelow: z.enum(OFFENCES).optional(),
  offenceFrom: z.enum(OFFENCES).optional(),
  approvalsBelow: z.int().min(1).max(5).optional(),
  withoutAssurance: z.enum(ASSURANCES).optional(),
  mode: z.enum(MODES).optional(),
  direction: z.enum(['in', 'out']).optional(),
});

export const ForbidClause = z.strictObject({
  effect: z.literal('forbid'),
  letter: Letter.nullable(),
  directions: z.array(Direction).min(1).max(8).optional(),
  actions: some(ACTIONS).optional(),
  purposes: some(PURPOSES).optional(),
  categories: z
    .array(z.enum(CATEGORIES as readonly [Category, ...Category[]]))
    .min(1)
    .max(CATEGORIES.length)
    .optional(),
  when: When,
  reason: both(500),
});
export type ForbidClause = z.infer<typeof ForbidClause>;

const CaseQuestion = z.strictObject({
  action: z.enum(ACTIONS),
  category: z.enum(CATEGORIES as readonly [Category, ...Category[]]),
  fields: z.array(z.string().max(40)).max(60).optional(),
  purpose: z.enum(PURPOSES),
  offence: z.enum(OFFENCES).optional(),
  tlp: z.enum(TLPS).optional(),
  from: z.strictObject({ party: PartyCode, agency: AgencyCode }),
  to: z.strictObject({ party: PartyCode, agency: AgencyCode }),
  minor: z.boolean().optional(),
  own: z.boolean().optional(),
  sensitive: z.boolean().optional(),
  approvals: z.int().min(0).max(9).optional(),
  mode: z.enum(MODES).optional(),
  usedToday: z.int().min(0).optional(),
  assurances: z.array(z.enum(ASSURANCES)).max(ASSURANCES.length).optional(),
  originator: PartyCode.optional(),
  originatorConsent: z.boolean().optional(),
  automatic: z.boolean().optional(),
  at: Instant.optional(),
});
export type CaseQuestion = z.infer<typeof CaseQuestion>;

export const TestCase = z.strictObject({
  question: CaseQuestion,
  expected: z.union([
    z.strictObject({ allowed: z.literal(true), article: z.string().max(40) }),
    z.strictObject({ allowed: z.literal(false), code: z.string().regex(/^[A-Z_]{1,40}$/) }),
  ]),
});
export type TestCase = z.infer<typeof TestCase>;

export const Article = z.strictObject({
  number: z.string().regex(/^([1-9]\d?|P)(\.[1-9]\d?){0,2}$/),
  heading: both(200),
  text: both(6_000),
  clauses: z.array(z.discriminatedUnion('effect', [PermitClause, ForbidClause])).max(20),
  cases: z.array(TestCase).max(40),
});
export type Article = z.infer<typeof Article>;

const Party = z.strictObject({
  code: PartyCode,
  name: both(200),
  agencies: z
    .array(z.strictObject({ code: AgencyCode, name: both(200), competences: some(PURPOSES) }))
    .min(1)
    .max(20),
});

/**
 * A memorandum. Nothing has a default: what is signed is what stands there.
 *
 * @example
 * MemorandumDocument.parse(JSON.parse(text)).articles.length
 */
export const MemorandumDocument = z.strictObject({
  format: z.literal('jisr-memorandum-v1'),
  id: Code,
  version: z.int().min(1).max(9_999),
  /** Digest of the version that this one takes the place of at its date. */
  supersedes: Digest.nullable(),
  /** A draft written to show how it works; it was not agreed by any state. */
  illustrative: z.boolean(),
  title: both(300),
  preamble: both(4_000),
  parties: z.array(Party).max(2),
  signatories: z.array(z.strictObject({ party: PartyCode, role: both(200) })).max(4),
  inForceFrom: Instant,
  inForceUntil: Instant.nullable(),
  suspension: z.strictObject({ byEitherParty: z.boolean(), text: both(2_000) }),
  articles: z.array(Article).min(1).max(60),
});
export type MemorandumDocument = z.infer<typeof MemorandumDocument>;

/**
 * An operational directive of one side. It can only narrow: it holds prohibitions and nothing else.
 */
export const DirectiveDocument = z.strictObject({
  format: z.literal('jisr-directive-v1'),
  id: Code,
  title: both(200),
  from: Instant,
  until: Instant.nullable(),
  clauses: z.array(ForbidClause).min(1).max(20),
});
export type DirectiveDocument = z.infer<typeof DirectiveDocument>;

/** The reference of a clause: `BORDERS/4.2`, with its letter where an article has several. */
export const referenceOf = (memorandum: string, article: string, letter: string | null): string =>
  `${memorandum}/${article}${letter ?? ''}`;
