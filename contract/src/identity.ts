/** Sign-in, sessions, accounts, carriers and their keys. */
import { z } from 'zod';
import { Bilingual, Id, Instant } from './fields.ts';
import { Density, Digits, Language, Role, Theme } from './vocabulary.ts';

export const Preferences = z.object({
  language: Language,
  theme: Theme,
  density: Density,
  digits: Digits,
  /** WCAG 2.1.4: single-key shortcuts can be switched off. */
  singleKeys: z.boolean(),
});
export type Preferences = z.infer<typeof Preferences>;

export const Account = z.object({
  id: Id,
  username: z.string(),
  name: Bilingual,
  roles: z.array(Role),
  /** The border post of a border officer (IATA code), null for everyone else. */
  post: z.string().nullable(),
  disabled: z.boolean(),
  lockedUntil: Instant.nullable(),
  lastSignInAt: Instant.nullable(),
  createdAt: Instant,
});
export type Account = z.infer<typeof Account>;

export const SignIn = z.object({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(400),
  /** Code of the authenticator app or a recovery code, where the account has one. */
  code: z.string().min(6).max(40).optional(),
});

export const Session = z.object({
  account: Account,
  preferences: Preferences,
  /** Sent back as `x-jisr-csrf` with every request that changes something. */
  csrfToken: z.string(),
  expiresAt: Instant,
  previousSignInAt: Instant.nullable(),
  /** How it was begun. */
  method: z.enum(['password', 'password-totp', 'passkey', 'oidc']),
  /** The node's name, shown in the header. */
  node: z.object({ country: z.string(), name: Bilingual, demonstration: z.boolean() }),
});
export type Session = z.infer<typeof Session>;

export const PasswordChange = z.object({ current: z.string().max(400), next: z.string().max(400) });

export const NewAccount = z.object({
  username: z.string().regex(/^[a-z][a-z0-9.-]{2,39}$/),
  name: Bilingual,
  roles: z.array(Role).min(1),
  post: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable()
    .default(null),
  password: z.string().max(400),
});

export const AccountChange = z.object({
  name: Bilingual.optional(),
  roles: z.array(Role).min(1).optional(),
  post: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable()
    .optional(),
  disabled: z.boolean().optional(),
});

/** The `sub` of the person's identity token, from the issuer that this node signs in through. */
export const MinistryLink = z.object({ subject: z.string().trim().min(1).max(255) });

export const PasswordReset = z.object({ password: z.string().max(400) });

export const CarrierKey = z.object({
  id: Id,
  /** First characters of the key, enough to recognise it. */
  hint: z.string(),
  label: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
});

export const Carrier = z.object({ code: z.string(), name: Bilingual, keys: z.array(CarrierKey) });
export type Carrier = z.infer<typeof Carrier>;

export const NewCarrier = z.object({ code: z.string().regex(/^[A-Z0-9]{2,3}$/), name: Bilingual });
export const NewCarrierKey = z.object({ label: z.string().min(1).max(80) });
/** The key itself is shown once and never again: only its digest is kept. */
export const IssuedKey = CarrierKey.extend({ key: z.string() });
