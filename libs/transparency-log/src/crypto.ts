import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';

/**
 * The two functions that everything here rests on. A server passes its native ones; without them those of `@noble` are
 * used, which run in the browser too.
 */
export interface LogCrypto {
  /** SHA-256 of the bytes. */
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  /** Whether an Ed25519 signature (RFC 8032) is good. Must answer false, not throw, for any bytes. */
  readonly verifyEd25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
}

/** Signs bytes with the Ed25519 key that only the caller holds: 64 bytes. */
export type Sign = (message: Uint8Array) => Uint8Array;

export const nobleCrypto: LogCrypto = {
  sha256,
  verifyEd25519(publicKey, message, signature) {
    try {
      // Strict verification of RFC 8032: ZIP-215 would also take encodings that other verifiers refuse.
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      // The library throws for points that are none.
      return false;
    }
  },
};
