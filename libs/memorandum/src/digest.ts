import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';

/**
 * The bytes that are signed and hashed: JSON in canonical form (RFC 8785), UTF-8.
 *
 * @throws TypeError when the value holds something that JSON has no form for
 * @example
 * canonicalBytes({ b: 1, a: 2 }) // {"a":2,"b":1}
 */
export function canonicalBytes(value: unknown): Uint8Array {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('the value has no canonical form');
  return new TextEncoder().encode(text);
}

/** SHA-256 over the canonical bytes, in hexadecimal. */
export const digestOf = (value: unknown): string => bytesToHex(sha256(canonicalBytes(value)));
