import { createHash, createPublicKey, verify } from 'node:crypto';
import type { LogCrypto } from '@jisr/transparency-log';

/** What stands before the 32 bytes of an Ed25519 key in DER (RFC 8410 §4). */
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

/** SHA-256 and Ed25519 of the platform: on the command line nothing need be written in JavaScript for the browser’s sake. */
export const nativeCrypto: LogCrypto = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
  verifyEd25519(publicKey, message, signature) {
    if (publicKey.length !== 32) return false;
    const key = createPublicKey({ key: Buffer.concat([PUBLIC, publicKey]), format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
  },
};
