import { z } from 'zod';
import {
  ArticleSchema,
  BilingualSchema,
  DigestSchema,
  KidSchema,
  PartySchema,
  SecondsSchema,
  UuidSchema,
  WordSchema,
} from './claims.ts';
import { bad, type Checked, good } from './fault.ts';
import { type Opened, openJws, signJws } from './jws.ts';
import type { KeyRing } from './keys.ts';
import type { Signer, Suite } from './suite.ts';

/** Largest head of a disclosure: room for 256 parts of a payload. */
export const DISCLOSURE_BYTES = 64 * 1024;
const CLOCK_SKEW_SECONDS = 60;

/** What is said of the payload outside of it: enough to check it, nothing to guess it by. */
export const PayloadClaimSchema = z.strictObject({
  /** SHA-256(salt ‖ SHA-256(payload)): the salt travels sealed, so that the digest tells nothing of a guessable payload. */
  digest: DigestSchema,
  bytes: z
    .int()
    .min(0)
    .max(2 ** 31),
  mediaType: z
    .string()
    .max(100)
    .regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/),
  enc: z.literal('A256GCM'),
  kid: KidSchema,
  /** In the bundle, or by `PUT /x/v1/chunks`. */
  place: z.enum(['inline', 'chunks']),
  /** SHA-256 and length of each sealed part, in order. */
  parts: z
    .array(
      z.strictObject({
        digest: DigestSchema,
        bytes: z
          .int()
          .min(1)
          .max(16 * 1024 * 1024),
      }),
    )
    .min(1)
    .max(256),
});
export type PayloadClaim = z.infer<typeof PayloadClaimSchema>;

/** What the gate decides of a disclosure; the lane, the parties and the payload are added when it is put into the outbox. */
export const DisclosureHeadSchema = z.strictObject({
  id: UuidSchema,
  thread: UuidSchema,
  inReplyTo: UuidSchema.nullable(),
  exp: SecondsSchema,
  agreement: z.strictObject({
    id: z.string().regex(/^[A-Z][A-Z-]{1,31}$/),
    version: z.int().min(1).max(100_000),
    digest: DigestSchema,
  }),
  articles: z.array(ArticleSchema).min(1).max(32),
  action: WordSchema,
  category: WordSchema,
  purpose: WordSchema,
  offence: WordSchema.nullable(),
  tlp: z.enum(['clear', 'green', 'amber', 'amber+strict', 'red']),
  retainUntil: SecondsSchema,
  onward: z.enum(['forbidden', 'with-consent', 'allowed-within-purpose']),
  answerBy: SecondsSchema.nullable(),
  caveats: z.array(BilingualSchema).max(16),
  approvals: z
    .array(
      z.strictObject({
        officer: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
        at: SecondsSchema,
        method: z.enum(['passkey', 'password-totp']),
        key: z
          .string()
          .regex(/^[A-Za-z0-9_-]{1,86}$/)
          .nullable(),
      }),
    )
    .max(16),
});
export type DisclosureHead = z.infer<typeof DisclosureHeadSchema>;

export const DisclosureSchema = DisclosureHeadSchema.extend({
  v: z.literal(1),
  lane: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  /** 1 for the first document of the lane; `prev` is null there and nowhere else. */
  seq: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  prev: DigestSchema.nullable(),
  iss: PartySchema,
  aud: PartySchema,
  iat: SecondsSchema,
  payload: PayloadClaimSchema,
}).refine((claims) => (claims.seq === 1) === (claims.prev === null), { path: ['prev'] });
export type Disclosure = z.infer<typeof DisclosureSchema>;

/**
 * Signs a disclosure. The same claims give the same bytes but for ECDSA's chance: keep what was signed, and send it again.
 *
 * @example
 * const document = await signDisclosure(signer, { v: 1, ...head, lane: 'main', seq: 1, prev: null, iss: 'BHR', aud: 'USA', iat, payload });
 */
export const signDisclosure = (signer: Signer, claims: Disclosure): Promise<string> =>
  signJws(signer, 'jisr-disclosure+jwt', DisclosureSchema.parse(claims));

export interface Expected {
  readonly keys: KeyRing;
  /** The peer, who must have signed. */
  readonly issuer: string;
  /** This node's party. */
  readonly audience: string;
  /** When the document reached us, seconds. */
  readonly receivedAt: number;
}

/**
 * Checks a disclosure of the peer: form, key, signature, shape, parties, times. Not its lane ({@link checkLane}), not
 * whether an article allows it (the gate's), not its payload ({@link openPayload}).
 *
 * @returns claims and digest, or the first fault
 * @example
 * const disclosure = openDisclosure(suite, token, { keys, issuer: 'USA', audience: 'BHR', receivedAt: now });
 * if (!disclosure.ok) log.warn(disclosure.fault);
 */
export function openDisclosure(suite: Suite, token: string, expected: Expected): Checked<Opened<Disclosure>> {
  const opened = openJws(
    suite,
    token,
    { typ: 'jisr-disclosure+jwt', schema: DisclosureSchema, maxBytes: DISCLOSURE_BYTES },
    { keys: expected.keys, use: 'sign', receivedAt: expected.receivedAt },
  );
  if (!opened.ok) return opened;
  const { claims } = opened.value;
  const fault = partyFault(claims, expected);
  if (fault) return fault;
  if (claims.exp < expected.receivedAt) return bad('DOCUMENT_EXPIRED', 'exp');
  return good(opened.value);
}

/** Null when the right party signed this for us, and not in the future. */
export function partyFault(claims: { iss: string; aud: string; iat: number }, expected: Expected) {
  if (claims.iss !== expected.issuer) return bad('DOCUMENT_ISSUER', 'iss', claims.iss);
  if (claims.aud !== expected.audience) return bad('DOCUMENT_AUDIENCE', 'aud', claims.aud);
  if (claims.iat > expected.receivedAt + CLOCK_SKEW_SECONDS)
    return bad('DOCUMENT_FROM_THE_FUTURE', 'iat', String(claims.iat - expected.receivedAt));
  return null;
}
