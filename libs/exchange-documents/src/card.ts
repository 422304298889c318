import { z } from 'zod';
import { BilingualSchema, DigestSchema, KidSchema, PartySchema, SecondsSchema } from './claims.ts';
import { bad, type Checked, type Fault, good } from './fault.ts';
import { claimsOf, signatureFault, signJws, splitJws } from './jws.ts';
import { type CardKey, CardKeySchema, type KeyRing, kidOf } from './keys.ts';
import { digestOf, type PublicJwk, PublicJwkSchema, type Signer, type Suite, thumbprint } from './suite.ts';

export const CARD_BYTES = 64 * 1024;

/** A node card: who a node is, where it is, and which keys it uses. Signed by a root key that signs nothing else. */
export const NodeCardSchema = z.strictObject({
  v: z.literal(1),
  party: PartySchema,
  names: BilingualSchema,
  /** Public base URL of the exchange, without a slash at its end: the one that signatures cover. */
  url: z
    .string()
    .max(200)
    .regex(/^https:\/\/[A-Za-z0-9.:[\]-]+(\/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-])?$/),
  /** SHA-256 of the SubjectPublicKeyInfo of the TLS key, hexadecimal; two during a rotation. */
  tls: z.array(DigestSchema).min(1).max(4),
  keys: z.array(CardKeySchema).min(2).max(64),
  logOrigin: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[\x21-\x2a\x2c-\x7e]+$/),
  protocolDigest: DigestSchema,
  root: z.strictObject({ kid: KidSchema, jwk: PublicJwkSchema }),
  /** 1 for the first card; each next one names the digest of the card before. */
  serial: z.int().min(1).max(1_000_000),
  previous: DigestSchema.nullable(),
  issuedAt: SecondsSchema,
});
export type NodeCard = z.infer<typeof NodeCardSchema>;

/** A card that was verified, with the digest of what was signed (canonical claims, hexadecimal). */
export interface TrustedCard {
  readonly card: NodeCard;
  readonly digest: string;
}

/**
 * Signs a card: by the root that the partner trusts, and by the new root too where the card brings one.
 *
 * @param signer the root key of the card before (of this card, when it is the first)
 * @param newRoot the key of `card.root`, when it is another one
 * @returns one or two lines of compact JWS
 * @throws Error when the card is not in the agreed shape
 * @example
 * const text = await signCard(rootSigner, card);
 */
export async function signCard(signer: Signer, card: NodeCard, newRoot?: Signer): Promise<string> {
  const claims = NodeCardSchema.parse(card);
  const lines = [signer, ...(newRoot ? [newRoot] : [])].map((by) => signJws(by, 'jisr-card+jwt', claims));
  return (await Promise.all(lines)).join('\n');
}

/**
 * Verifies a card: the first one against its own root key (trust comes from comparing the {@link fingerprint}), each next
 * one against the root of the card before.
 *
 * @param before the card that is trusted now; null at pairing
 * @returns the card and its digest; the trusted card itself when it is the same one again; or the first fault
 * @example
 * const second = verifyCard(suite, text, first.value);
 */
export function verifyCard(suite: Suite, text: string, before: TrustedCard | null): Checked<TrustedCard> {
  const [line, second, ...more] = text.trimEnd().split('\n', 3);
  if (line === undefined || more.length > 0) return bad('CARD_FORM', 'lines');
  const parts = splitJws(line, 'jisr-card+jwt', CARD_BYTES);
  if (!parts.ok) return parts;
  const claims = claimsOf(parts.value, NodeCardSchema, CARD_BYTES);
  if (!claims.ok) return claims;
  const card = claims.value;
  const root = before ? before.card.root : card.root;
  if (parts.value.kid !== root.kid) return bad('CARD_ROOT', 'kid');
  const fault =
    signatureFault(suite, parts.value, root) ??
    newRootFault(suite, card, root.kid, line, second) ??
    keyFault(suite, card);
  if (fault) return fault;
  const trusted = { card, digest: digestOf(suite, parts.value.payload) };
  if (before && trusted.digest === before.digest) return good(before);
  return (before ? chainFault(trusted.card, before) : firstFault(card)) ?? good(trusted);
}

type Bad = { ok: false; fault: Fault };

/** Whoever names a new root must hold it: it signs the same claims. */
function newRootFault(
  suite: Suite,
  card: NodeCard,
  signedBy: string,
  line: string,
  second: string | undefined,
): Bad | null {
  if (card.root.kid === signedBy) return second === undefined ? null : bad('CARD_FORM', 'lines');
  if (second === undefined) return bad('CARD_NEW_ROOT_UNPROVEN', 'root');
  const parts = splitJws(second, 'jisr-card+jwt', CARD_BYTES);
  if (!parts.ok) return parts;
  if (second.split('.')[1] !== line.split('.')[1]) return bad('CARD_FORM', 'claims');
  if (parts.value.kid !== card.root.kid) return bad('CARD_NEW_ROOT_UNPROVEN', 'kid');
  return signatureFault(suite, parts.value, card.root);
}

function keyFault(suite: Suite, card: NodeCard): Bad | null {
  if (thumbprint(suite, card.root.jwk) !== card.root.kid) return bad('KEY_ID', 'root');
  const seen = new Set<string>([card.root.kid]);
  for (const [at, key] of card.keys.entries()) {
    if (kidOf(suite, key) !== key.kid) return bad('KEY_ID', `keys.${at}`);
    if (seen.has(key.kid)) return bad('CARD_KEY_TWICE', `keys.${at}`);
    if (key.notAfter < key.notBefore) return bad('CLAIMS_SHAPE', `keys.${at}.notAfter`);
    if (key.use === 'encrypt' && key.jwk.kty !== 'EC') return bad('KEY_USE', `keys.${at}`, 'P-256');
    seen.add(key.kid);
  }
  const holds = (use: CardKey['use']) =>
    card.keys.some((key) => key.use === use && key.revokedAt === undefined);
  if (!holds('sign')) return bad('CARD_KEY_MISSING', 'sign');
  return holds('encrypt') ? null : bad('CARD_KEY_MISSING', 'encrypt');
}

const firstFault = (card: NodeCard): Bad | null =>
  card.serial === 1 && card.previous !== null ? bad('CARD_PREVIOUS', 'previous') : null;

function chainFault(card: NodeCard, before: TrustedCard): Bad | null {
  if (card.party !== before.card.party) return bad('CARD_PARTY', 'party', card.party);
  if (card.serial !== before.card.serial + 1) return bad('CARD_SERIAL', 'serial', String(card.serial));
  if (card.previous !== before.digest) return bad('CARD_PREVIOUS', 'previous');
  if (card.issuedAt < before.card.issuedAt) return bad('CARD_OLDER', 'issuedAt');
  const known = new Map(before.card.keys.map((key) => [key.kid, key]));
  for (const [at, key] of card.keys.entries()) {
    const old = known.get(key.kid);
    if (!old) continue;
    const revived = old.revokedAt !== undefined && key.revokedAt !== old.revokedAt;
    if (old.use !== key.use || revived) return bad('CARD_KEY_CHANGED', `keys.${at}`);
  }
  return null;
}

/**
 * Every key that a chain of cards has named: the newest card's word holds, and a key that a later card leaves out stays
 * for verifying what it signed in its time.
 *
 * @param cards oldest first
 */
export function keysOf(cards: readonly Pick<TrustedCard, 'card'>[]): KeyRing {
  const ring = new Map<string, CardKey>();
  for (const { card } of cards)
    for (const key of card.keys) {
      const revokedAt = ring.get(key.kid)?.revokedAt;
      ring.set(key.kid, revokedAt === undefined ? key : { ...key, revokedAt });
    }
  return ring;
}

/** The public part of a card's root, for a signer that is kept elsewhere. */
export const rootOf = (suite: Suite, jwk: PublicJwk): NodeCard['root'] => ({
  kid: thumbprint(suite, jwk),
  jwk,
});
