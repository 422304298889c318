import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Encrypts what may rest on disk but may not be read there. AES-256-GCM; output is nonce (12) + tag (16) + text. */
export interface Secrets {
  seal(purpose: string, plain: Uint8Array): Uint8Array;
  /** @throws Error when the bytes were altered or sealed for another purpose */
  open(purpose: string, sealed: Uint8Array): Uint8Array;
}

/**
 * Secrets from a 32-byte key; each purpose has its own key (HKDF-SHA256, RFC 5869).
 *
 * @example
 * const secrets = createSecrets(new Uint8Array(32));
 * secrets.open('quarantine', secrets.seal('quarantine', new Uint8Array([1]))) // Uint8Array [1]
 */
export function createSecrets(key: Uint8Array): Secrets {
  if (key.length !== 32) throw new Error('the node key must be 32 bytes');
  const keyFor = (purpose: string) =>
    new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), `jisr ${purpose}`, 32));
  return {
    seal(purpose, plain) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), nonce);
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(purpose, sealed) {
      const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
    },
  };
}

/** The node's key: from the setting, or from a file that is made at the first start, readable by its owner alone. */
export function readNodeKey(setting: string | null, file: string): Uint8Array {
  if (setting) return new Uint8Array(Buffer.from(setting, 'base64'));
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
  }
  return new Uint8Array(readFileSync(file));
}
