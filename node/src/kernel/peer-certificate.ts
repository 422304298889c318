// The TLS certificate of the exchange. Its key is made here, by the machine's random source.
import 'reflect-metadata';
import { createHash, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Secrets } from './secrets.ts';

const DAY = 86_400_000;
const VALID_DAYS = 397;
const PURPOSE = 'exchange tls';
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** The node's own certificate towards its peer: self-signed, for the peer trusts its key and no authority. */
export interface PeerCertificate {
  /** PEM. */
  readonly cert: string;
  /** Private key, PKCS #8, PEM. */
  readonly key: string;
  /** SHA-256 of the SubjectPublicKeyInfo, hexadecimal: what stands on the node card. */
  readonly pin: string;
  readonly notAfter: Date;
}

/** The certificate in use, the one that follows it, and what makes one the other. */
export interface PeerCertificates {
  readonly current: () => PeerCertificate;
  /** Made and announced, not used yet; null for most of the year. */
  readonly next: () => PeerCertificate | null;
  /** Makes the next one, with a new key, where there is none: its pin must stand on our card before it is used. */
  announce(): Promise<void>;
  /** Uses the next one from now on, and forgets the one before. */
  take(): void;
  /** Another certificate for the key in use: the pin stays, so nobody need be told. */
  prolong(): Promise<void>;
}

const PairSchema = z.strictObject({ cert: z.string(), key: z.string() });
const StoredSchema = PairSchema.extend({ next: PairSchema.optional() });
type Stored = z.infer<typeof StoredSchema>;

/**
 * The pin of a certificate: SHA-256 of its public key (SubjectPublicKeyInfo, RFC 7469 §2.4), hexadecimal. A certificate
 * that is renewed with the same key keeps its pin.
 *
 * @example
 * pinOf(new X509Certificate(pem)) // '5f2c…'
 */
export const pinOf = (certificate: X509Certificate): string =>
  createHash('sha256')
    .update(certificate.publicKey.export({ format: 'der', type: 'spki' }))
    .digest('hex');

/**
 * Reads the node's certificates, and makes one at the first start. Who renews them, and when, is the exchange's.
 *
 * @param options.file where keys and certificates rest, sealed by `secrets`
 * @throws Error when the file was altered or sealed with another node key
 * @example
 * const certificates = await openPeerCertificates({ file, secrets, clock, host: 'exchange.bh.example' });
 * certificates.current().pin;
 */
export async function openPeerCertificates(options: {
  readonly file: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly host: string;
}): Promise<PeerCertificates> {
  const { file, secrets, clock, host } = options;
  const make = async (key: string | null): Promise<z.infer<typeof PairSchema>> => {
    const keys = await keysFrom(key);
    return { cert: await selfSign(keys, host, clock.now()), key: await pemOf(keys.privateKey) };
  };
  let stored: Stored;
  let current: PeerCertificate;
  let next: PeerCertificate | null;
  const hold = (read: Stored): void => {
    stored = read;
    current = described(read);
    next = read.next ? described(read.next) : null;
  };
  const keep = (made: Stored): void => {
    save(file, secrets.seal(PURPOSE, Buffer.from(JSON.stringify(made))));
    hold(made);
  };
  if (existsSync(file)) hold(readStored(secrets.open(PURPOSE, new Uint8Array(readFileSync(file)))));
  else keep(await make(null));
  return {
    current: () => current,
    next: () => next,
    async announce() {
      if (next === null) keep({ ...stored, next: await make(null) });
    },
    take() {
      if (stored.next) keep(stored.next);
    },
    async prolong() {
      const longer = await make(stored.key);
      keep(stored.next ? { ...longer, next: stored.next } : longer);
    },
  };
}

const readStored = (opened: Uint8Array): Stored =>
  StoredSchema.parse(JSON.parse(Buffer.from(opened).toString('utf8')));

function described({ cert, key }: z.infer<typeof PairSchema>): PeerCertificate {
  const certificate = new X509Certificate(cert);
  return { cert, key, pin: pinOf(certificate), notAfter: new Date(certificate.validTo) };
}

async function keysFrom(pem: string | null): Promise<webcrypto.CryptoKeyPair> {
  if (pem === null) return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  const privateKey = await webcrypto.subtle.importKey('pkcs8', der, ALGORITHM, true, ['sign']);
  const jwk = await webcrypto.subtle.exportKey('jwk', privateKey);
  const { kty, crv, x, y } = jwk;
  const open = { kty, crv, x, y } as webcrypto.JsonWebKey;
  return {
    privateKey,
    publicKey: await webcrypto.subtle.importKey('jwk', open, ALGORITHM, true, ['verify']),
  };
}

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const lines = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key))
    .toString('base64')
    .match(/.{1,64}/g)!;
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`;
}

async function selfSign(keys: webcrypto.CryptoKeyPair, host: string, now: Date): Promise<string> {
  const made = await X509CertificateGenerator.createSelfSigned(
    {
      // Positive and not zero (RFC 5280 §4.1.2.2).
      serialNumber: `01${randomBytes(15).toString('hex')}`,
      name: 'CN=Jisr exchange',
      notBefore: new Date(now.getTime() - DAY),
      notAfter: new Date(now.getTime() + VALID_DAYS * DAY),
      keys,
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
        new SubjectAlternativeNameExtension([{ type: /^[\d.]+$|:/.test(host) ? 'ip' : 'dns', value: host }]),
      ],
    },
    webcrypto as unknown as Crypto,
  );
  return made.toString('pem');
}

/** The file appears whole or stays as it was. */
function save(file: string, sealed: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const whole = `${file}.${randomBytes(4).toString('hex')}`;
  writeFileSync(whole, sealed, { mode: 0o600, flag: 'wx' });
  renameSync(whole, file);
}
