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
const RENEW_DAYS = 30;
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

const StoredSchema = z.strictObject({ cert: z.string(), key: z.string() });

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
 * Reads the node's certificate, makes one at the first start, and renews it with the same key in its last thirty days.
 *
 * @param options.file where key and certificate rest, sealed by `secrets`
 * @param options.newKey true makes a new key: its pin must stand on the peer's copy of our card before it is used
 * @throws Error when the file was altered or sealed with another node key
 * @example
 * const certificate = await openPeerCertificate({ file, secrets, clock, host: 'exchange.bh.example' });
 */
export async function openPeerCertificate(options: {
  readonly file: string;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly host: string;
  readonly newKey?: boolean;
}): Promise<PeerCertificate> {
  const { file, secrets, clock, host, newKey = false } = options;
  const stored = existsSync(file)
    ? StoredSchema.parse(
        JSON.parse(Buffer.from(secrets.open(PURPOSE, new Uint8Array(readFileSync(file)))).toString('utf8')),
      )
    : null;
  if (stored && !newKey && !isOld(stored.cert, clock.now())) return described(stored);
  const keys = await keysFrom(newKey ? null : (stored?.key ?? null));
  const made = { cert: await selfSign(keys, host, clock.now()), key: await pemOf(keys.privateKey) };
  save(file, secrets.seal(PURPOSE, Buffer.from(JSON.stringify(made))));
  return described(made);
}

const isOld = (cert: string, now: Date): boolean =>
  new Date(new X509Certificate(cert).validTo).getTime() - now.getTime() < RENEW_DAYS * DAY;

function described(stored: z.infer<typeof StoredSchema>): PeerCertificate {
  const certificate = new X509Certificate(stored.cert);
  return { ...stored, pin: pinOf(certificate), notAfter: new Date(certificate.validTo) };
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
