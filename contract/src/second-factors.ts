/** Passkeys, codes of an authenticator app, sign-in through the ministry, and what a person is told at sign-in. */
import { z } from 'zod';
import { PasskeyAssertion, Proof } from './approvals.ts';
import { Bilingual, Id, Instant } from './fields.ts';

/** The options go to the browser as they are; their form is the library's on both sides. */
export const PasskeyChallenge = z.object({
  challengeId: Id,
  options: z.record(z.string(), z.unknown()),
});

export const PasskeySignIn = z.object({ challengeId: Id, assertion: PasskeyAssertion });

export const NewPasskey = z.object({
  challengeId: Id,
  name: z.string().trim().min(1).max(60),
  registration: z.object({
    id: z.string().max(2000),
    rawId: z.string().max(2000),
    type: z.literal('public-key'),
    authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
    clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
    response: z.object({
      clientDataJSON: z.string().max(10_000),
      attestationObject: z.string().max(100_000),
      authenticatorData: z.string().max(10_000).optional(),
      transports: z.array(z.string().max(40)).max(10).optional(),
      publicKeyAlgorithm: z.number().optional(),
      publicKey: z.string().max(10_000).optional(),
    }),
  }),
});

export const Passkey = z.object({
  id: Id,
  name: z.string(),
  /** Whether the key is kept on one device or copied between several by its maker. */
  synced: z.boolean(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
});
export type Passkey = z.infer<typeof Passkey>;
export const PasskeyName = z.object({ name: z.string().trim().min(1).max(60) });

export const OwnSession = z.object({
  id: Id,
  current: z.boolean(),
  method: z.enum(['password', 'password-totp', 'passkey', 'oidc']),
  startedAt: Instant,
  lastSeenAt: Instant,
});

export const Security = z.object({
  passkeys: z.array(Passkey),
  totp: z.object({ confirmedAt: Instant, recoveryCodesLeft: z.number().int() }).nullable(),
  sessions: z.array(OwnSession),
  /** Where passkeys work: the name that they are bound to, and the address of the console under it. */
  passkeyPlace: z.object({ rpId: z.string(), origin: z.string() }),
  /** Until when changes to the second factors need no new proof; null when a proof is needed. */
  provedUntil: Instant.nullable(),
});
export type Security = z.infer<typeof Security>;

/** A password alone proves enough only while the account has no second factor. */
export const StepUp = z.union([
  Proof,
  z.object({ method: z.literal('password'), password: z.string().max(400) }),
]);

/** Shown once: the secret for the authenticator app, in text and as the address that a QR code holds. */
export const TotpEnrolment = z.object({
  secret: z.string(),
  uri: z.string(),
  /** The QR code, row by row: true is dark. */
  code: z.array(z.array(z.boolean())),
});
export const TotpCode = z.object({ code: z.string().min(6).max(40) });
/** Shown once; only their digests are kept. Each opens the account once in place of a code. */
export const RecoveryCodes = z.object({ codes: z.array(z.string()) });

export const AccountNotice = z.object({
  id: Id,
  kind: z.enum(['factors-reset', 'password-reset', 'ministry-linked', 'break-glass']),
  params: z.record(z.string(), z.string()),
  at: Instant,
});
export type AccountNotice = z.infer<typeof AccountNotice>;

export const FactorsReset = z.object({ reason: z.string().trim().min(10).max(500) });

/** What stands beside password and passkey on the sign-in page. */
export const SignInWays = z.object({
  passkeyPlace: z.object({ rpId: z.string(), origin: z.string() }),
  oidc: z.object({ name: Bilingual }).nullable(),
});
export const OidcStart = z.object({ url: z.string(), attempt: z.string() });
export const OidcReturn = z.object({
  /** The secret of {@link OidcStart}, kept by the browser that began. */
  attempt: z.string().max(200),
  /** The query with which the ministry's service sent the browser back. */
  query: z.string().max(4000),
});
/** Where to go to end the session at the ministry too; null when it was not from there. */
export const SignedOut = z.object({ url: z.string().nullable() });
