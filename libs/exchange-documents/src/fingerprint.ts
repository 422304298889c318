import { scryptAsync } from '@noble/hashes/scrypt.js';
import { utf8 } from './bytes.ts';
import type { TrustedCard } from './card.ts';
import { FINGERPRINT_WORDS } from './fingerprint-words.ts';

/** What two officers compare at pairing, one on each side: the same twelve words in two languages, and the same as numbers. */
export interface Fingerprint {
  readonly en: readonly string[];
  readonly ar: readonly string[];
  /** Eight groups of four digits: the same 96 bits without any language. */
  readonly groups: readonly string[];
}

/** Half a second and 64 MiB for us; for whoever looks for two pairs of cards with one fingerprint, 2^48 times that. */
const COST = { N: 2 ** 16, r: 8, p: 1, dkLen: 12 };

/** Scrypt (RFC 7914), which a platform may have built in: many times faster than in JavaScript, and beside its main thread. */
export type Scrypt = (
  text: Uint8Array,
  salt: Uint8Array,
  cost: { readonly N: number; readonly r: number; readonly p: number; readonly dkLen: number },
) => Promise<Uint8Array>;

/**
 * The fingerprint of a pairing. Both nodes show the same, whichever of the two cards is their own.
 *
 * Somebody in the middle may choose *both* cards that are passed on, so that 96 bits of a plain hash would fall to a
 * search of 2^48; scrypt (RFC 7914) makes each of these steps cost memory and time.
 *
 * @example
 * (await fingerprint(own, peer)).en.join(' ') // 'moon harbour falcon …'
 */
export async function fingerprint(
  one: Pick<TrustedCard, 'digest'>,
  other: Pick<TrustedCard, 'digest'>,
  scrypt: Scrypt = scryptAsync,
): Promise<Fingerprint> {
  const pair = [one.digest, other.digest].sort().join('\n');
  const bits = await scrypt(utf8(pair), utf8('jisr-fingerprint-v1'), COST);
  const words = Array.from(bits, (byte) => FINGERPRINT_WORDS[byte]!);
  const groups = Array.from({ length: 8 }, (_, at) => {
    const pairOfBytes = (bits[(at * 3) >> 1]! << 8) | (bits[((at * 3) >> 1) + 1] ?? 0);
    const twelve = at % 2 === 0 ? pairOfBytes >> 4 : pairOfBytes & 0xfff;
    return String(twelve).padStart(4, '0');
  });
  return { en: words.map(([en]) => en), ar: words.map(([, ar]) => ar), groups };
}
