/** Memoranda: what two states have agreed, as text, as clauses for machines, and as it is used. */
import { z } from 'zod';
import { Bilingual, Id, Instant, Officer } from './fields.ts';

export const MemorandumStanding = z.enum([
  'draft',
  'signed-by-one',
  'not-yet',
  'in-force',
  'suspended',
  'expired',
  'superseded',
]);
export type MemorandumStanding = z.infer<typeof MemorandumStanding>;

const Party = z.object({ code: z.string(), name: Bilingual });

export const MemorandumSignature = z.object({
  party: z.string(),
  role: z.string(),
  keyId: z.string(),
  signedAt: Instant,
});

export const MemorandumRow = z.object({
  id: Id,
  /** `BORDERS` */
  code: z.string(),
  version: z.int(),
  digest: z.string(),
  title: Bilingual,
  standing: MemorandumStanding,
  illustrative: z.boolean(),
  /** Built in, the same in every node. */
  builtIn: z.boolean(),
  origin: z.enum(['own', 'peer', 'built-in']),
  parties: z.array(Party),
  signedBy: z.array(z.string()),
  inForceFrom: Instant,
  inForceUntil: Instant.nullable(),
  articles: z.int(),
  /** Disclosures under its articles so far. */
  used: z.int(),
});
export type MemorandumRow = z.infer<typeof MemorandumRow>;

/** What the machine holds of one clause, ready to be shown. */
export const ClauseView = z.object({
  reference: z.string(),
  effect: z.enum(['permit', 'forbid']),
  actions: z.array(z.string()),
  purposes: z.array(z.string()),
  categories: z.array(z.object({ category: z.string(), fields: z.array(z.string()) })),
  ways: z.array(z.string()),
  offence: z.string().nullable(),
  tlp: z.string().nullable(),
  retentionDays: z.int().nullable(),
  onward: z.string().nullable(),
  approvals: z.int().nullable(),
  quotaPerDay: z.int().nullable(),
  modes: z.array(z.string()),
  automatic: z.boolean().nullable(),
  answerWithinHours: z.object({ urgent: z.int(), ordinary: z.int() }).nullable(),
  assurances: z.array(z.string()),
  minors: z.string().nullable(),
  ownCitizens: z.string().nullable(),
  caveats: z.array(Bilingual),
  /** Whether it speaks at this moment. */
  holdsNow: z.boolean(),
  used: z.int(),
  lastUsedAt: Instant.nullable(),
});
export type ClauseView = z.infer<typeof ClauseView>;

export const ArticleView = z.object({
  number: z.string(),
  heading: Bilingual,
  text: Bilingual,
  clauses: z.array(ClauseView),
  cases: z.int(),
});
export type ArticleView = z.infer<typeof ArticleView>;

export const MemorandumSuspension = z.object({
  id: Id,
  party: z.string(),
  from: Instant,
  until: Instant.nullable(),
  reason: z.string(),
});

/** Something that waits for officers, or was refused. */
export const MemorandumAct = z.object({
  id: Id,
  kind: z.enum(['proposal', 'signature', 'suspension', 'lift']),
  state: z.enum(['waiting', 'agreed', 'done', 'refused']),
  by: Officer.nullable(),
  at: Instant,
});
export type MemorandumAct = z.infer<typeof MemorandumAct>;

export const MemorandumDetail = MemorandumRow.extend({
  preamble: Bilingual,
  suspension: z.object({ byEitherParty: z.boolean(), text: Bilingual }),
  signatories: z.array(z.object({ party: z.string(), role: Bilingual })),
  signatures: z.array(MemorandumSignature),
  suspensions: z.array(MemorandumSuspension),
  content: z.array(ArticleView),
  versions: z.array(z.object({ id: Id, version: z.int(), standing: MemorandumStanding, digest: z.string() })),
  acts: z.array(MemorandumAct),
  /** What this node's own party may do next. */
  ownParty: z.string(),
  can: z.array(z.enum(['propose', 'sign', 'suspend', 'lift'])),
});
export type MemorandumDetail = z.infer<typeof MemorandumDetail>;

export const NewMemorandum = z.object({ text: z.string().min(2).max(600_000) });
export const MemorandumFault = z.object({ code: z.string(), place: z.string(), text: Bilingual });
/** Either it was taken in, or what stands against it. */
export const MemorandumTaken = z.object({ id: Id.nullable(), faults: z.array(MemorandumFault) });
export type MemorandumTaken = z.infer<typeof MemorandumTaken>;

export const MemorandumCell = z.object({
  from: z.string(),
  to: z.string(),
  action: z.string(),
  category: z.string(),
  purpose: z.string(),
  offence: z.string(),
  tlp: z.string(),
  approvals: z.int(),
  mode: z.string().nullable(),
  automatic: z.boolean(),
  at: Instant,
});
export type MemorandumCell = z.infer<typeof MemorandumCell>;
export const MemorandumChange = z.object({
  kind: z.enum(['allowed', 'withdrawn', 'changed']),
  article: z.string(),
  text: Bilingual,
  count: z.int(),
});
export type MemorandumChange = z.infer<typeof MemorandumChange>;

export const MemorandumAnalysis = z.object({
  state: z.enum(['waiting', 'done']),
  /** The version it is compared with; null: with nothing. */
  against: z.object({ id: Id, version: z.int() }).nullable(),
  cells: z.int(),
  allowed: z.int(),
  changes: z.array(MemorandumChange),
  dead: z.array(z.string()),
  overlaps: z.array(z.array(z.string())),
  untested: z.array(z.string()),
});
export type MemorandumAnalysis = z.infer<typeof MemorandumAnalysis>;

export const MemorandumReason = z.object({ reason: z.string().trim().min(3).max(500) });

/** What an officer asks of the simulator: may we send this? */
export const PolicyQuestion = z.object({
  /** A draft to be asked alone; absent: everything in force. */
  memorandum: Id.optional(),
  action: z.string().max(40),
  category: z.string().max(40),
  fields: z.array(z.string().max(40)).max(60).default([]),
  purpose: z.string().max(40),
  offence: z.string().max(40).nullable().default(null),
  tlp: z.string().max(20),
  from: z.object({ party: z.string().max(3), agency: z.string().max(20) }),
  to: z.object({ party: z.string().max(3), agency: z.string().max(20) }),
  minor: z.boolean().nullable().default(false),
  own: z.boolean().nullable().default(false),
  sensitive: z.boolean().default(false),
  approvals: z.int().min(0).max(9).default(0),
  mode: z.enum(['plain', 'blind']).nullable().default(null),
  usedToday: z.int().min(0).default(0),
  assurances: z.array(z.string().max(40)).max(10).default([]),
  automatic: z.boolean().default(false),
  urgent: z.boolean().default(false),
});
export type PolicyQuestion = z.infer<typeof PolicyQuestion>;

export const PolicyAnswer = z.object({
  allowed: z.boolean(),
  /** The deciding article, or the clause that stopped it. */
  clause: z.string(),
  set: z.enum(['floor', 'memorandum', 'directive']).nullable(),
  code: z.string().nullable(),
  text: Bilingual.nullable(),
  allArticles: z.array(z.string()),
  policyDigest: z.string(),
  obligations: z
    .object({
      retentionDays: z.int(),
      onward: z.string(),
      deleteOnRequest: z.boolean(),
      answerWithinHours: z.int().nullable(),
      approvals: z.int(),
      quotaPerDay: z.int().nullable(),
      minimise: z.array(z.string()),
      caveats: z.array(Bilingual),
    })
    .nullable(),
});
export type PolicyAnswer = z.infer<typeof PolicyAnswer>;

export const Directive = z.object({
  id: Id,
  code: z.string(),
  title: Bilingual,
  from: Instant,
  until: Instant.nullable(),
  reasons: z.array(Bilingual),
  state: z.enum(['waiting', 'in-force', 'refused', 'ended']),
});
export type Directive = z.infer<typeof Directive>;
