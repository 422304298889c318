/** Approvals over a digest, and break-glass. */
import { z } from 'zod';
import { Bilingual, Id, Instant, Officer } from './fields.ts';
import { Role } from './vocabulary.ts';

/** What can be put before officers to approve. */
export const ApprovalKind = z.enum([
  'pairing',
  'key-change',
  'key-revocation',
  'memorandum',
  'directive',
  'suspension',
  'supply',
  'break-glass',
  'filter-publication',
]);
export type ApprovalKind = z.infer<typeof ApprovalKind>;

export const ApprovalState = z.enum(['open', 'approved', 'refused', 'expired', 'withdrawn']);
export type ApprovalState = z.infer<typeof ApprovalState>;

/** `passkey`: the officer's own key signed the digest. `password-totp`: the weaker one, sealed by the node itself. */
export const ProofMethod = z.enum(['passkey', 'password-totp']);
export type ProofMethod = z.infer<typeof ProofMethod>;

/** Why an officer may not decide; null when they may. */
export const ApprovalBar = z.enum(['closed', 'expired', 'author', 'role', 'administrator', 'decided']);
export type ApprovalBar = z.infer<typeof ApprovalBar>;

/** What {@link ApprovalDetail.sheet} holds: all that is signed, and so all that is shown. */
export const ApprovalSheet = z.object({
  format: z.literal('jisr-approval-v1'),
  id: Id,
  kind: ApprovalKind,
  subject: Id,
  title: Bilingual,
  articles: z.array(z.string()),
  needed: z.number().int().min(1),
  roles: z.array(Role),
  expiresAt: Instant,
  document: z.unknown(),
});
export type ApprovalSheet = z.infer<typeof ApprovalSheet>;

/** One line of the list. The title names no person: the list is no reading of personal data. */
export const ApprovalRow = z.object({
  id: Id,
  kind: ApprovalKind,
  title: Bilingual,
  articles: z.array(z.string()),
  state: ApprovalState,
  needed: z.number().int(),
  /** Approvals that count now. */
  given: z.number().int(),
  openedAt: Instant,
  expiresAt: Instant,
  closedAt: Instant.nullable(),
  /** Null: it waits for the caller. */
  bar: ApprovalBar.nullable(),
});
export type ApprovalRow = z.infer<typeof ApprovalRow>;

export const ApprovalVoice = z.object({
  officer: Officer,
  decision: z.enum(['approve', 'refuse']),
  reason: z.string().nullable(),
  at: Instant,
  method: ProofMethod.nullable(),
  /** SHA-256 of the passkey's public key, hex. */
  keyThumbprint: z.string().nullable(),
  /** False when the person has lost the role or the account since. */
  counts: z.boolean(),
});

export const ApprovalDetail = ApprovalRow.extend({
  subject: Id,
  roles: z.array(Role),
  /** The canonical JSON (RFC 8785) of an {@link ApprovalSheet}: these very bytes are what is signed. */
  sheet: z.string(),
  /** SHA-256 of `jisr-approval-v1`, a line feed, and the sheet, hex. */
  digest: z.string(),
  voices: z.array(ApprovalVoice),
  mayWithdraw: z.boolean(),
});
export type ApprovalDetail = z.infer<typeof ApprovalDetail>;

export const ApprovalQuery = z.object({ view: z.enum(['waiting', 'open', 'closed']).default('waiting') });

/** What a browser answers to a passkey request (WebAuthn Level 3 §5.1, JSON form). */
export const PasskeyAssertion = z.object({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
  response: z.object({
    clientDataJSON: z.string().max(10_000),
    authenticatorData: z.string().max(10_000),
    signature: z.string().max(10_000),
    userHandle: z.string().max(200).optional(),
  }),
});
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>;

/** How an officer proves that it is them, now. */
export const Proof = z.discriminatedUnion('method', [
  z.object({ method: z.literal('passkey'), assertion: PasskeyAssertion }),
  z.object({
    method: z.literal('password-totp'),
    password: z.string().min(1).max(400),
    code: z.string().min(6).max(40),
  }),
]);
export type Proof = z.infer<typeof Proof>;

const Digest = z.string().regex(/^[0-9a-f]{64}$/);
/** The digest is the one that the console computed from what it showed. */
export const NewApproval = z.object({ digest: Digest, proof: Proof });
export const NewRefusal = z.object({ reason: z.string().trim().min(10).max(1000) });
export const Withdrawal = z.object({ reason: z.string().trim().min(10).max(1000) });

export const ApprovalVerification = z.object({
  digest: z.string(),
  /** The sheet still has the digest that was signed. */
  sheetIntact: z.boolean(),
  voices: z.array(z.object({ officer: Officer, method: ProofMethod, valid: z.boolean() })),
});
export type ApprovalVerification = z.infer<typeof ApprovalVerification>;

/** What break-glass can open: exactly one object of one kind, to be read. */
export const BreakGlassScope = z.enum(['traveller', 'hit', 'disclosure', 'request']);
export type BreakGlassScope = z.infer<typeof BreakGlassScope>;

export const NewBreakGlass = z.object({
  /** Chosen by the caller and signed with the rest: the same request opens once. */
  id: Id,
  scope: BreakGlassScope,
  object: Id,
  reason: z.string().trim().min(20).max(1000),
  caseReference: z.string().trim().min(3).max(80),
  minutes: z.number().int().min(5).max(60),
  proof: Proof,
});

export const BreakGlass = z.object({
  id: Id,
  officer: Officer,
  scope: BreakGlassScope,
  object: Id,
  reason: z.string(),
  caseReference: z.string(),
  openedAt: Instant,
  endsAt: Instant,
  /** Access holds now. */
  live: z.boolean(),
  /** Readings made under it. */
  readings: z.number().int(),
  review: z.object({
    approval: Id,
    state: z.enum(['waiting', 'overdue', 'justified', 'not-justified']),
    dueAt: Instant,
    by: Officer.nullable(),
    at: Instant.nullable(),
  }),
});
export type BreakGlass = z.infer<typeof BreakGlass>;
