import canonicalize from 'canonicalize';
import { z } from 'zod';
import { toBase64Url, toHex, utf8 } from './bytes.ts';

/** JWS names of the algorithms: ECDSA on P-256 with SHA-256, and Ed25519. */
export const SignatureAlgSchema = z.enum(['ES256', 'EdDSA']);
export type SignatureAlg = z.infer<typeof SignatureAlgSchema>;

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** A public key as a JWK (RFC 7517) with nothing in it but the key itself. */
export const PublicJwkSchema = z.discriminatedUnion('kty', [
  z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
  z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate }),
]);
export type PublicJwk = z.infer<typeof PublicJwkSchema>;

/** The primitives, from outside: this library holds formats and rules, and no cryptography of its own. */
export interface Suite {
  sha256(bytes: Uint8Array): Uint8Array;
  /** ES256: `signature` is r‖s of 64 bytes (IEEE P1363). EdDSA: 64 bytes (RFC 8032). False for anything else. */
  verify(key: PublicJwk, message: Uint8Array, signature: Uint8Array): boolean;
}

/** As `suite.verify`, and false where that throws: a JWK of the right form may still be no point of its curve. */
export function verifies(suite: Suite, key: PublicJwk, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return suite.verify(key, message, signature);
  } catch {
    return false;
  }
}

/** A private key that signs: in memory, or behind PKCS #11. */
export interface Signer {
  /** RFC 7638 thumbprint of the public key. */
  readonly kid: string;
  readonly alg: SignatureAlg;
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** The algorithm of a public key: the curve decides, so that nobody can choose another one in a header. */
export const algOf = (key: PublicJwk): SignatureAlg => (key.kty === 'EC' ? 'ES256' : 'EdDSA');

/**
 * The thumbprint of a public key (RFC 7638, SHA-256, base64url): the same key has the same name everywhere.
 *
 * @example
 * thumbprint(suite, jwk) // 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs'
 */
export const thumbprint = (suite: Pick<Suite, 'sha256'>, key: PublicJwk): string =>
  toBase64Url(
    suite.sha256(
      utf8(
        key.kty === 'EC'
          ? `{"crv":"P-256","kty":"EC","x":"${key.x}","y":"${key.y}"}`
          : `{"crv":"Ed25519","kty":"OKP","x":"${key.x}"}`,
      ),
    ),
  );

/** SHA-256 in lower-case hexadecimal: how digests are written in every document. */
export const digestOf = (suite: Pick<Suite, 'sha256'>, bytes: Uint8Array | string): string =>
  toHex(suite.sha256(typeof bytes === 'string' ? utf8(bytes) : bytes));

/**
 * Canonical JSON (RFC 8785) as UTF-8: the one way to write an object whose digest is taken.
 *
 * @throws Error for what JSON cannot hold (undefined, NaN)
 * @example
 * canonicalBytes({ b: 1, a: 2 }) // the bytes of {"a":2,"b":1}
 */
export function canonicalBytes(value: unknown): Uint8Array {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('nothing to write as JSON');
  return utf8(text);
}
