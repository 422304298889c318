/** The primitives of the exchange's documents, by node:crypto: hashing, verifying, and signers over sealed private keys. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  scrypt as nativeScrypt,
  sign,
  verify,
} from 'node:crypto';
import { type PublicJwk, type Scrypt, type Signer, type Suite, thumbprint } from '@jisr/exchange-documents';

const publicKeys = new WeakMap<PublicJwk, KeyObject>();

function publicKey(jwk: PublicJwk): KeyObject {
  const known = publicKeys.get(jwk);
  if (known) return known;
  const made = createPublicKey({ key: { ...jwk }, format: 'jwk' });
  publicKeys.set(jwk, made);
  return made;
}

/** SHA-256 and the two signature algorithms, by node:crypto (OpenSSL). */
export const suite: Suite = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  verify(jwk, message, signature) {
    if (signature.length !== 64) return false;
    const key = publicKey(jwk);
    return jwk.kty === 'EC'
      ? verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature)
      : verify(null, message, key, signature);
  },
};

/** Scrypt (RFC 7914) by node:crypto, on a thread of its own; the limit is twice what the cost of a fingerprint takes. */
export const scrypt: Scrypt = (text, salt, { N, r, p, dkLen }) =>
  new Promise((resolve, reject) => {
    nativeScrypt(text, salt, dkLen, { N, r, p, maxmem: 256 * N * r }, (error, bits) =>
      error ? reject(error) : resolve(bits),
    );
  });

/** A new P-256 key pair: the public JWK with its thumbprint, and the private part as PKCS #8. */
export function newKeyPair(): { kid: string; jwk: PublicJwk; pkcs8: Uint8Array } {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = pair.publicKey.export({ format: 'jwk' });
  const jwk: PublicJwk = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' };
  return {
    kid: thumbprint(suite, jwk),
    jwk,
    pkcs8: pair.privateKey.export({ format: 'der', type: 'pkcs8' }),
  };
}

/** The private key of PKCS #8 bytes. */
export const privateKeyOf = (pkcs8: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });

/** Signs with ECDSA on P-256. */
export const signerOf = (kid: string, key: KeyObject): Signer => ({
  kid,
  alg: 'ES256',
  sign: (message) => sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' }),
});

/** The UUID (RFC 9562 §5.8) under which the ledger knows something that has only a name: a key, a party, a pairing. */
export function subjectOf(name: string): string {
  const bytes = createHash('sha256').update(`jisr-subject-v1 ${name}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
