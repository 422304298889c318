import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const NONCE = 12;
const TAG = 16;

/** Encrypts what may rest on disk but may not be read there. AES-256-GCM; output is nonce (12) + tag (16) + text. */
export interface Secrets {
  seal(purpose: string, plain: Uint8Array): Uint8Array;
  /** @throws Error when the bytes were altered or sealed for another purpose */
  open(purpose: string, sealed: Uint8Array): Uint8Array;
  /** A keyed digest (HMAC-SHA-256, hex): the same text gives the same, and without the node's key nobody can try texts. */
  fingerprint(purpose: string, text: string): string;
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
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), nonce, { authTagLength: TAG });
      const body = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(purpose, sealed) {
      // A shorter tag would be accepted by the cipher and is easier to forge (NIST SP 800-38D §5.2.1.2).
      if (sealed.length < NONCE + TAG) throw new Error('the sealed bytes are cut off');
      const nonce = sealed.subarray(0, NONCE);
      const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), nonce, { authTagLength: TAG });
      decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
      return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
    },
    fingerprint: (purpose, text) => createHmac('sha256', keyFor(purpose)).update(text, 'utf8').digest('hex'),
  };
}

/** The node's key: from the setting, or from a file that is made at the first start, readable by its owner alone. */
export function readNodeKey(setting: string | null, file: string): Uint8Array {
  if (setting) return new Uint8Array(Buffer.from(setting, 'base64'));
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const whole = `${file}.${randomBytes(4).toString('hex')}`;
    writeFileSync(whole, randomBytes(32), { mode: 0o600, flag: 'wx' });
    linkUnlessThere(whole, file);
    rmSync(whole);
  }
  return new Uint8Array(readFileSync(file));
}

/** The key appears whole or not at all; where another process was first, its key holds. */
function linkUnlessThere(whole: string, file: string): void {
  try {
    linkSync(whole, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}
