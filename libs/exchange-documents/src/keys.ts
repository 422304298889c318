import { z } from 'zod';
import { toBase64Url, utf8 } from './bytes.ts';
import { KidSchema, SecondsSchema } from './claims.ts';
import { bad, type Checked, good } from './fault.ts';
import { PublicJwkSchema, type Suite, thumbprint } from './suite.ts';

const times = { notBefore: SecondsSchema, notAfter: SecondsSchema, revokedAt: SecondsSchema.optional() };

/** A key on a node card. Documents and requests are signed by `sign`, payloads sealed for `encrypt`, memoranda signed by
 * `memorandum`; the ledger's `log` and `witness` keys are vkeys of signed notes (C2SP). */
export const CardKeySchema = z.discriminatedUnion('use', [
  z.strictObject({
    use: z.enum(['sign', 'encrypt', 'memorandum']),
    kid: KidSchema,
    jwk: PublicJwkSchema,
    ...times,
  }),
  z.strictObject({
    use: z.enum(['log', 'witness']),
    kid: KidSchema,
    vkey: z
      .string()
      .max(4000)
      .regex(/^[\x21-\x2a\x2c-\x7e]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+={0,2}$/),
    ...times,
  }),
]);

export type CardKey = z.infer<typeof CardKeySchema>;
export type JwkCardKey = Extract<CardKey, { jwk: unknown }>;
export type VkeyCardKey = Extract<CardKey, { vkey: unknown }>;
export type JwkUse = JwkCardKey['use'];
export type VkeyUse = VkeyCardKey['use'];

/** The identifier that a key must have: the thumbprint of a JWK, the SHA-256 of a vkey's text (base64url). */
export const kidOf = (suite: Pick<Suite, 'sha256'>, key: CardKey): string =>
  'jwk' in key ? thumbprint(suite, key.jwk) : toBase64Url(suite.sha256(utf8(key.vkey)));

/** All keys that a party's cards have ever named, by identifier; the newest card's word holds for each. */
export type KeyRing = ReadonlyMap<string, CardKey>;

/**
 * The key of a document or message, checked for its use, its time and its revocation.
 *
 * @param at when the key was used, seconds; the peer's own word for a document, so a revoked key is refused whatever it says
 * @param receivedAt when it reached us, seconds
 * @returns the key, or `KEY_UNKNOWN`, `KEY_USE`, `KEY_REVOKED`, `KEY_NOT_YET_VALID`, `KEY_EXPIRED`
 * @example
 * keyFor(keysOf(cards), kid, 'sign', claims.iat, now)
 */
export function keyFor(
  ring: KeyRing,
  kid: string,
  use: JwkUse,
  at: number,
  receivedAt: number,
): Checked<JwkCardKey> {
  const known = knownKey(ring, kid, use, receivedAt);
  if (!known.ok) return known;
  if (at < known.value.notBefore) return bad('KEY_NOT_YET_VALID', kid);
  if (at > known.value.notAfter) return bad('KEY_EXPIRED', kid);
  return known;
}

/** As {@link keyFor}, before the time of use is known: a claim is read only after its signature was verified. */
export function knownKey(ring: KeyRing, kid: string, use: JwkUse, receivedAt: number): Checked<JwkCardKey> {
  const key = ring.get(kid);
  if (!key) return bad('KEY_UNKNOWN', KidSchema.safeParse(kid).success ? kid : 'kid');
  if (!('jwk' in key) || key.use !== use) return bad('KEY_USE', kid, key.use);
  if (key.revokedAt !== undefined && key.revokedAt <= receivedAt) return bad('KEY_REVOKED', kid);
  return good(key);
}

/**
 * The newest key of this use that holds at this moment: with which to sign, or for whom to seal.
 *
 * @example
 * currentKey(keysOf(peerCards), 'encrypt', now)?.jwk
 */
export function currentKey(ring: KeyRing, use: JwkUse, now: number): JwkCardKey | undefined;
export function currentKey(ring: KeyRing, use: VkeyUse, now: number): VkeyCardKey | undefined;
export function currentKey(ring: KeyRing, use: CardKey['use'], now: number): CardKey | undefined {
  return [...ring.values()]
    .filter((key) => key.use === use && key.notBefore <= now && now <= key.notAfter)
    .filter((key) => key.revokedAt === undefined || key.revokedAt > now)
    .sort((a, b) => b.notBefore - a.notBefore)[0];
}
