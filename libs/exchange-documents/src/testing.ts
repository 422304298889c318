import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { NodeCard } from './card.ts';
import type { Disclosure } from './disclosure.ts';
import type { CardKey } from './keys.ts';
import {
  algOf,
  digestOf,
  type PublicJwk,
  PublicJwkSchema,
  type SignatureAlg,
  type Signer,
  type Suite,
  thumbprint,
} from './suite.ts';

/** The primitives for tests, from node:crypto; `spent` counts what was hashed and verified. */
export const suite: Suite & { spent: { hashed: number; verified: number } } = {
  spent: { hashed: 0, verified: 0 },
  sha256(bytes) {
    this.spent.hashed += bytes.length;
    return createHash('sha256').update(bytes).digest();
  },
  verify(jwk, message, signature) {
    this.spent.verified += 1;
    if (signature.length !== 64) return false;
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    return verify(
      algOf(jwk) === 'ES256' ? 'sha256' : null,
      message,
      { key, dsaEncoding: 'ieee-p1363' },
      signature,
    );
  },
};

export interface TestKey extends Signer {
  readonly jwk: PublicJwk;
  readonly privateKey: import('node:crypto').KeyObject;
}

export function testKey(alg: SignatureAlg = 'ES256'): TestKey {
  const { privateKey, publicKey } =
    alg === 'ES256' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
  const jwk = PublicJwkSchema.parse(publicKey.export({ format: 'jwk' }));
  return {
    kid: thumbprint(suite, jwk),
    alg,
    jwk,
    privateKey,
    sign: (message) =>
      sign(alg === 'ES256' ? 'sha256' : null, message, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  };
}

/** 2026-03-01T08:00:00Z */
export const NOW = 1_772_352_000;
const YEAR = 365 * 86_400;

export const cardKey = (
  use: 'sign' | 'encrypt' | 'memorandum',
  key: TestKey,
  more: Partial<CardKey> = {},
): CardKey =>
  ({ use, kid: key.kid, jwk: key.jwk, notBefore: NOW - 3600, notAfter: NOW + YEAR, ...more }) as CardKey;

export function testCard(root: TestKey, keys: CardKey[], more: Partial<NodeCard> = {}): NodeCard {
  return {
    v: 1,
    party: 'USA',
    names: { en: 'Node of the west', ar: 'عقدة الغرب' },
    url: 'https://exchange.west.example',
    tls: [digestOf(suite, 'tls')],
    keys,
    logOrigin: 'west.example/log/exchange',
    protocolDigest: digestOf(suite, 'protocol'),
    root: { kid: root.kid, jwk: root.jwk },
    serial: 1,
    previous: null,
    issuedAt: NOW - 60,
    ...more,
  };
}

export function testDisclosure(more: Partial<Disclosure> = {}): Disclosure {
  return {
    v: 1,
    id: '0195a3c2-1111-7abc-8def-0123456789ab',
    thread: '0195a3c2-1111-7abc-8def-0123456789ac',
    inReplyTo: null,
    lane: 'main',
    seq: 1,
    prev: null,
    iss: 'USA',
    aud: 'BHR',
    iat: NOW - 10,
    exp: NOW + 30 * 86_400,
    agreement: { id: 'BORDERS', version: 1, digest: digestOf(suite, 'policy') },
    articles: ['BORDERS/4.2'],
    action: 'ask',
    category: 'query-plain',
    purpose: 'border-security',
    offence: null,
    tlp: 'amber',
    retainUntil: NOW + 90 * 86_400,
    onward: 'forbidden',
    answerBy: null,
    caveats: [],
    approvals: [],
    payload: {
      digest: digestOf(suite, 'payload'),
      bytes: 7,
      mediaType: 'application/json',
      enc: 'A256GCM',
      kid: testKid,
      place: 'inline',
      parts: [{ digest: digestOf(suite, 'sealed'), bytes: 6 }],
    },
    ...more,
  };
}
const testKid = 'k'.repeat(43);
