import { CompactEncrypt, type CryptoKey, compactDecrypt, type JWK } from 'jose';
import { z } from 'zod';
import { fromBase64Url, joinBytes, toHex } from './bytes.ts';
import { KidSchema } from './claims.ts';
import type { PayloadClaim } from './disclosure.ts';
import { bad, type Checked, good } from './fault.ts';
import type { JwkCardKey } from './keys.ts';
import { readStrictJson } from './strict-json.ts';
import { digestOf, type Suite } from './suite.ts';

/** Largest payload that goes along in the bundle, and the size of a chunk above it, bytes before sealing. */
export const INLINE_BYTES = 1024 * 1024;
export const CHUNK_BYTES = 8 * 1024 * 1024;
/** A sealed chunk: base64 and the JWE's head on top. */
export const SEALED_CHUNK_BYTES = 16 * 1024 * 1024;
const SALT_BYTES = 32;
const HEADER_BYTES = 1024;

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** No `zip` (a small text could unpack to gigabytes), no `crit`, no key but the ephemeral one. */
const JweHeaderSchema = z.strictObject({
  alg: z.literal('ECDH-ES+A256KW'),
  enc: z.literal('A256GCM'),
  kid: KidSchema,
  epk: z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
});

/** A payload made ready: what the head says of it, and the sealed parts in order. */
export interface SealedPayload {
  readonly claim: PayloadClaim;
  readonly parts: readonly string[];
}

/** A private key for opening: a JWK, a CryptoKey, or node:crypto's KeyObject. */
export type DecryptionKey = CryptoKey | JWK | { readonly type: string };

/**
 * Seals a payload for the recipient: JWE compact, ECDH-ES+A256KW with A256GCM, in parts of 8 MiB above 1 MiB.
 *
 * @param options.salt 32 random bytes, sealed in front of the payload; they keep its digest from being guessed
 * @param options.key the recipient's current `encrypt` key
 * @throws RangeError for another length of salt, or for more than 256 parts (2 GiB)
 * @example
 * const { claim, parts } = await sealPayload(suite, bytes, { salt, key, mediaType: 'application/json' });
 */
export async function sealPayload(
  suite: Suite,
  payload: Uint8Array,
  options: {
    readonly salt: Uint8Array;
    readonly key: Pick<JwkCardKey, 'kid' | 'jwk'>;
    readonly mediaType: string;
    readonly chunkBytes?: number;
  },
): Promise<SealedPayload> {
  const { salt, key, mediaType, chunkBytes = CHUNK_BYTES } = options;
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes`);
  const inline = payload.length <= Math.min(INLINE_BYTES, chunkBytes);
  const size = inline ? INLINE_BYTES : chunkBytes;
  const count = Math.max(1, Math.ceil(payload.length / size));
  if (count > 256) throw new RangeError('a payload has 256 parts at most');
  const parts: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const piece = payload.subarray(at * size, (at + 1) * size);
    parts.push(await seal(at === 0 ? joinBytes(salt, piece) : piece, key));
  }
  const claim = {
    digest: saltedDigest(suite, salt, payload),
    bytes: payload.length,
    mediaType,
    enc: 'A256GCM' as const,
    kid: key.kid,
    place: inline ? ('inline' as const) : ('chunks' as const),
    parts: parts.map((part) => ({ digest: digestOf(suite, part), bytes: part.length })),
  };
  return { claim, parts };
}

const seal = (plain: Uint8Array, key: Pick<JwkCardKey, 'kid' | 'jwk'>): Promise<string> =>
  new CompactEncrypt(plain)
    .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: key.kid })
    .encrypt(key.jwk);

/** SHA-256(salt ‖ SHA-256(payload)), hexadecimal: the digest that the head and both ledgers hold. */
export const saltedDigest = (suite: Suite, salt: Uint8Array, payload: Uint8Array): string =>
  toHex(suite.sha256(joinBytes(salt, suite.sha256(payload))));

/**
 * Null when a sealed part is the one that the head names: for chunks as they arrive, before all of them are there.
 *
 * @example
 * partFault(suite, disclosure.payload, 3, bytes)?.fault.code // 'PAYLOAD_ALTERED'
 */
export function partFault(suite: Suite, claim: PayloadClaim, index: number, part: Uint8Array | string) {
  const named = claim.parts[index];
  if (!named) return bad('PAYLOAD_PART_MISSING', `parts.${index}`);
  if (part.length !== named.bytes || digestOf(suite, part) !== named.digest)
    return bad('PAYLOAD_ALTERED', `parts.${index}`);
  return null;
}

/**
 * Opens a payload: every part is first compared with its signed digest, so that altered bytes (`PAYLOAD_ALTERED`), bytes
 * sealed for somebody else (`PAYLOAD_KEY_UNKNOWN`, `PAYLOAD_UNOPENABLE`) and a head that lies about them (`PAYLOAD_DIGEST`,
 * `PAYLOAD_LENGTH`) are told apart.
 *
 * @param keyOf this node's private key with this identifier
 * @returns salt and payload, or the first fault
 * @example
 * const opened = await openPayload(suite, disclosure.payload, parts, (kid) => keys.get(kid));
 */
export async function openPayload(
  suite: Suite,
  claim: PayloadClaim,
  parts: readonly string[],
  keyOf: (kid: string) => DecryptionKey | undefined,
): Promise<Checked<{ payload: Uint8Array; salt: Uint8Array }>> {
  if (parts.length !== claim.parts.length) return bad('PAYLOAD_PART_MISSING', `parts.${parts.length}`);
  const pieces: Uint8Array[] = [];
  for (const [at, part] of parts.entries()) {
    const fault = partFault(suite, claim, at, part) ?? headFault(part, claim.kid, at);
    if (fault) return fault;
    const key = keyOf(claim.kid);
    if (!key) return bad('PAYLOAD_KEY_UNKNOWN', `parts.${at}`, claim.kid);
    const piece = await open(part, key);
    if (!piece) return bad('PAYLOAD_UNOPENABLE', `parts.${at}`);
    pieces.push(piece);
  }
  const whole = pieces.length === 1 ? pieces[0]! : joinBytes(...pieces);
  if (whole.length !== claim.bytes + SALT_BYTES) return bad('PAYLOAD_LENGTH', '', String(whole.length));
  const salt = whole.slice(0, SALT_BYTES);
  const payload = whole.subarray(SALT_BYTES);
  if (saltedDigest(suite, salt, payload) !== claim.digest) return bad('PAYLOAD_DIGEST', 'digest');
  return good({ payload, salt });
}

/** Null when the sealed part has the agreed head and names the key that the signed document names. */
export function headFault(part: string, kid: string, at: number) {
  if (part.length > SEALED_CHUNK_BYTES) return bad('PAYLOAD_TOO_LARGE', `parts.${at}`);
  const dot = part.indexOf('.');
  if (dot < 1 || dot > HEADER_BYTES * 2) return bad('PAYLOAD_FORM', `parts.${at}`);
  const bytes = fromBase64Url(part.slice(0, dot));
  const json = bytes && readStrictJson(bytes, HEADER_BYTES);
  const header = json?.ok ? JweHeaderSchema.safeParse(json.value) : null;
  if (!header?.success) return bad('PAYLOAD_FORM', `parts.${at}.header`);
  return header.data.kid === kid ? null : bad('PAYLOAD_KEY_UNKNOWN', `parts.${at}.kid`);
}

async function open(part: string, key: DecryptionKey): Promise<Uint8Array | null> {
  try {
    const options = {
      keyManagementAlgorithms: ['ECDH-ES+A256KW'],
      contentEncryptionAlgorithms: ['A256GCM'],
    };
    const { plaintext } = await compactDecrypt(part, key as CryptoKey, options);
    return plaintext;
  } catch (error) {
    // jose throws one error for every way in which a JWE does not open; a wrong argument of ours is a TypeError.
    if (error instanceof TypeError) throw error;
    return null;
  }
}
