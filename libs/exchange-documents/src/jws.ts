import type { z } from 'zod';
import { fromBase64Url, toBase64Url, utf8 } from './bytes.ts';
import { readClaims } from './claims.ts';
import { bad, type Checked, type Fault, good } from './fault.ts';
import { type JwkCardKey, type JwkUse, type KeyRing, knownKey } from './keys.ts';
import { readStrictJson } from './strict-json.ts';
import { algOf, canonicalBytes, digestOf, type Signer, type Suite, verifies } from './suite.ts';

/** The types of Jisr's signed documents (RFC 7515 §4.1.9). */
export type JwsType = 'jisr-card+jwt' | 'jisr-disclosure+jwt' | 'jisr-receipt+jwt';

const HEADER_BYTES = 512;

/**
 * Signs claims as a compact JWS (RFC 7515 §7.1) over their canonical JSON.
 *
 * @example
 * await signJws(signer, 'jisr-receipt+jwt', claims) // 'eyJhbGciOiJFUzI1NiIs….….…'
 */
export async function signJws(signer: Signer, typ: JwsType, claims: unknown): Promise<string> {
  const header = canonicalBytes({ alg: signer.alg, kid: signer.kid, typ });
  const input = `${toBase64Url(header)}.${toBase64Url(canonicalBytes(claims))}`;
  return `${input}.${toBase64Url(await signer.sign(utf8(input)))}`;
}

interface Parts {
  readonly alg: string;
  readonly kid: string;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly input: Uint8Array;
}

/** A signed document whose signature and shape were checked, but not yet what it says. */
export interface Opened<T> {
  readonly claims: T;
  readonly key: JwkCardKey;
  /** SHA-256 of the document's text, hexadecimal: what receipts and the next document of the lane quote. */
  readonly digest: string;
}

/**
 * Takes a compact JWS apart and judges its header: only `alg`, `kid` and `typ`, no `none`, nothing that brings a key.
 *
 * @returns the parts, or the first `JWS_…` fault
 */
export function splitJws(token: string, typ: JwsType, maxBytes: number): Checked<Parts> {
  if (token.length > maxBytes) return bad('JWS_TOO_LARGE', '', String(maxBytes));
  const dots = [token.indexOf('.'), token.lastIndexOf('.')] as const;
  if (dots[0] < 1 || dots[0] === dots[1]) return bad('JWS_FORM', 'parts');
  const texts = [token.slice(0, dots[0]), token.slice(dots[0] + 1, dots[1]), token.slice(dots[1] + 1)];
  const [head, payload, signature] = texts.map(fromBase64Url);
  if (!head) return bad('JWS_FORM', 'header');
  if (!payload) return bad('JWS_FORM', 'payload');
  if (!signature) return bad('JWS_FORM', 'signature');
  const header = readHeader(head, typ);
  if (!header.ok) return header;
  return good({ ...header.value, payload, signature, input: utf8(token.slice(0, dots[1])) });
}

function readHeader(bytes: Uint8Array, typ: JwsType): Checked<{ alg: string; kid: string }> {
  const json = readStrictJson(bytes, HEADER_BYTES);
  if (!json.ok)
    return json.fault.code === 'JSON_DUPLICATE_MEMBER' ? json : bad('JWS_HEADER', json.fault.code);
  if (typeof json.value !== 'object' || json.value === null || Array.isArray(json.value))
    return bad('JWS_HEADER', 'object');
  const header = json.value as Record<string, unknown>;
  if (typeof header.alg === 'string' && header.alg.toLowerCase() === 'none')
    return bad('JWS_ALG_NONE', 'alg');
  if ('crit' in header) return bad('JWS_CRIT', 'crit');
  const brought = ['jku', 'x5u', 'jwk', 'x5c', 'x5t', 'x5t#S256'].find((member) => member in header);
  if (brought) return bad('JWS_KEY_IN_HEADER', brought);
  const other = Object.keys(header).find((member) => !['alg', 'kid', 'typ'].includes(member));
  if (other !== undefined) return bad('JWS_HEADER_MEMBER', other.slice(0, 40));
  if (header.typ !== typ) return bad('JWS_TYP', 'typ');
  if (typeof header.alg !== 'string') return bad('JWS_HEADER', 'alg');
  if (typeof header.kid !== 'string') return bad('JWS_HEADER', 'kid');
  return good({ alg: header.alg, kid: header.kid });
}

/**
 * Opens a signed document: form, key, algorithm, signature, shape, in that order; claims are looked at last.
 *
 * @param from whose keys, and when the document reached us (seconds)
 * @returns the claims, or the first fault
 */
export function openJws<T extends { iat: number }>(
  suite: Suite,
  token: string,
  expected: { readonly typ: JwsType; readonly schema: z.ZodType<T>; readonly maxBytes: number },
  from: { readonly keys: KeyRing; readonly use: JwkUse; readonly receivedAt: number },
): Checked<Opened<T>> {
  const parts = splitJws(token, expected.typ, expected.maxBytes);
  if (!parts.ok) return parts;
  const known = knownKey(from.keys, parts.value.kid, from.use, from.receivedAt);
  if (!known.ok) return known;
  const key = known.value;
  const fault = signatureFault(suite, parts.value, key);
  if (fault) return fault;
  const claims = claimsOf(parts.value, expected.schema, expected.maxBytes);
  if (!claims.ok) return claims;
  // What is signed a minute before the key's first second by a fast clock is not a forgery.
  if (claims.value.iat + 60 < key.notBefore) return bad('KEY_NOT_YET_VALID', key.kid);
  if (claims.value.iat > key.notAfter) return bad('KEY_EXPIRED', key.kid);
  return good({ claims: claims.value, key, digest: digestOf(suite, token) });
}

/** Null when the signature is the key's over these parts. */
export function signatureFault(
  suite: Suite,
  parts: Parts,
  key: Pick<JwkCardKey, 'kid' | 'jwk'>,
): { ok: false; fault: Fault } | null {
  if (parts.alg !== algOf(key.jwk)) return bad('JWS_ALG', 'alg');
  return verifies(suite, key.jwk, parts.input, parts.signature) ? null : bad('JWS_SIGNATURE', key.kid);
}

export function claimsOf<T>(parts: Parts, schema: z.ZodType<T>, maxBytes: number): Checked<T> {
  const json = readStrictJson(parts.payload, maxBytes);
  return json.ok ? readClaims(schema, json.value) : json;
}
