// The primitives of the exchange, from node:crypto: keys and salts are made here, by the machine's random source.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import {
  algOf,
  type PublicJwk,
  PublicJwkSchema,
  type SignatureAlg,
  type Signer,
  type Suite,
  thumbprint,
} from '@jisr/exchange-documents';

const CACHED_KEYS = 256;
const publicKeys = new Map<string, KeyObject>();

/** Reading a JWK costs more than a signature: the few keys of the two nodes are kept. */
function publicKeyOf(jwk: PublicJwk): KeyObject {
  const name = `${jwk.crv} ${jwk.x} ${'y' in jwk ? jwk.y : ''}`;
  const known = publicKeys.get(name);
  if (known) return known;
  const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
  if (publicKeys.size >= CACHED_KEYS) publicKeys.clear();
  publicKeys.set(name, key);
  return key;
}

/** ECDSA signatures are r‖s as JWS and RFC 9421 want them, not DER. */
const sealed = (key: KeyObject) => ({ key, dsaEncoding: 'ieee-p1363' as const });
const hashOf = (alg: SignatureAlg): string | null => (alg === 'ES256' ? 'sha256' : null);

/**
 * SHA-256 and the two signature algorithms of the exchange, by node:crypto (OpenSSL).
 *
 * @example
 * openDisclosure(suite, token, expected);
 */
export const suite: Suite = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  verify(jwk, message, signature) {
    if (signature.length !== 64) return false;
    try {
      return verify(hashOf(algOf(jwk)), message, sealed(publicKeyOf(jwk)), signature);
    } catch {
      // A JWK of the right form may still be no point of its curve: nothing verifies with it.
      return false;
    }
  },
};

/** A key pair as it rests: the private half as PKCS #8 (to be sealed by `kernel.secrets`), the public one as a JWK. */
export interface KeyPair {
  readonly kid: string;
  readonly jwk: PublicJwk;
  readonly pkcs8: Uint8Array;
}

/**
 * Makes a key pair: ES256 (P-256) for signing, sealing and TLS, EdDSA (Ed25519) for signing and for notes.
 *
 * @example
 * const pair = generateKeyPair('ES256');
 * const sealed = kernel.secrets.seal('exchange sign', pair.pkcs8);
 */
export function generateKeyPair(alg: SignatureAlg): KeyPair {
  const { privateKey } =
    alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
  return readKeyPair(privateKey.export({ format: 'der', type: 'pkcs8' }));
}

/**
 * A key pair from its private half.
 *
 * @param pkcs8 PKCS #8, DER
 * @throws Error when it is no P-256 and no Ed25519 key
 */
export function readKeyPair(pkcs8: Uint8Array): KeyPair {
  const jwk = PublicJwkSchema.parse(createPublicKey(openPrivateKey(pkcs8)).export({ format: 'jwk' }));
  return { kid: thumbprint(suite, jwk), jwk, pkcs8 };
}

/** The private key itself: for opening payloads and for TLS. */
export const openPrivateKey = (pkcs8: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });

/**
 * What signs with this key.
 *
 * @example
 * await signReceipt(openSigner(pair.pkcs8), receipt);
 */
export function openSigner(pkcs8: Uint8Array): Signer {
  const { kid, jwk } = readKeyPair(pkcs8);
  const alg = algOf(jwk);
  const key = openPrivateKey(pkcs8);
  return { kid, alg, sign: (message) => sign(hashOf(alg), message, sealed(key)) };
}
