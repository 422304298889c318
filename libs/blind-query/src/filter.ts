import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { decodeSet, encodeSet, REMAINDER_BITS } from './golomb.ts';
import type { RandomBytes } from './responder.ts';
import { ELEMENT_BYTES, OUTPUT_BYTES } from './suite.ts';

/**
 * What a responder publishes of its list: which outputs are listed, and nothing from which an item could be computed
 * without asking. The bytes, all numbers big-endian:
 *
 * | bytes | what |
 * | --- | --- |
 * | 4 | `JBQ1` |
 * | 4 | epoch of the key |
 * | 4 | edition of the tables of the name keys |
 * | 1 | size: the set has 2^n values, padded with random ones |
 * | 32 | public key of the epoch |
 * | 32 | SHA-256 of what follows |
 * | … | the Golomb-coded set |
 */
export interface FilterHeader {
  readonly epoch: number;
  readonly edition: number;
  readonly publicKey: Uint8Array;
  /** Values in the set, padding among them. */
  readonly size: number;
  /** SHA-256 of the set. */
  readonly digest: Uint8Array;
}

export interface Filter extends FilterHeader {
  readonly values: BigUint64Array;
}

export type FilterReading =
  | { readonly ok: true; readonly filter: Filter }
  | { readonly ok: false; readonly code: 'not-a-filter' | 'too-large' | 'digest-wrong' | 'set-malformed' };

const MAGIC = utf8ToBytes('JBQ1');
const HEADER_BYTES = 4 + 4 + 4 + 1 + ELEMENT_BYTES + 32;
/** 2^22: four million values, 22 MB. */
const LARGEST = 22;

/** The value of an output, in a set of 2^n: its first n + 40 bits. */
function prefixOf(output: Uint8Array, log: number): bigint {
  const head = new DataView(output.buffer, output.byteOffset, 8).getBigUint64(0);
  return head >> BigInt(64 - REMAINDER_BITS - log);
}

const sizeFor = (count: number): number => Math.max(0, Math.ceil(Math.log2(Math.max(count, 1))));

/**
 * Builds the filter of these outputs, padded with random values to the next power of two: its size tells the length of the
 * list to a factor of two only.
 *
 * @param outputs 64 bytes each, in any order
 * @throws RangeError beyond 2^22 outputs
 * @example
 * const bytes = buildFilter({ epoch: 7, edition: nameKeyEdition, publicKey }, outputs, random);
 */
export function buildFilter(
  head: Pick<FilterHeader, 'epoch' | 'edition' | 'publicKey'>,
  outputs: readonly Uint8Array[],
  random: RandomBytes,
): Uint8Array {
  const log = sizeFor(outputs.length);
  if (log > LARGEST) throw new RangeError('a filter holds 4,194,304 values at most');
  const values = new Set(outputs.map((output) => prefixOf(output, log)));
  // Two outputs may share a value (once in 2^40): then one more is padding.
  while (values.size < 2 ** log) {
    const chance = random(OUTPUT_BYTES * 64);
    for (let at = 0; at < chance.length && values.size < 2 ** log; at += 8)
      values.add(prefixOf(chance.subarray(at, at + 8), log));
  }
  const set = encodeSet(BigUint64Array.from(values).sort());
  const numbers = new Uint8Array(9);
  const view = new DataView(numbers.buffer);
  view.setUint32(0, head.epoch);
  view.setUint32(4, head.edition);
  view.setUint8(8, log);
  return concatBytes(MAGIC, numbers, head.publicKey, sha256(set), set);
}

/**
 * Reads a filter as it came: strict, in time linear in its length. What has another form, size or digest is refused.
 *
 * @example
 * const read = readFilter(bytes);
 * if (read.ok) contains(read.filter, output);
 */
export function readFilter(bytes: Uint8Array): FilterReading {
  if (bytes.length < HEADER_BYTES || MAGIC.some((byte, i) => bytes[i] !== byte))
    return { ok: false, code: 'not-a-filter' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const log = view.getUint8(12);
  if (log > LARGEST) return { ok: false, code: 'too-large' };
  const publicKey = bytes.slice(13, 13 + ELEMENT_BYTES);
  const digest = bytes.slice(13 + ELEMENT_BYTES, HEADER_BYTES);
  const set = bytes.subarray(HEADER_BYTES);
  const size = 2 ** log;
  // 43 bits a value and one byte hold any set: what is longer is not its encoding.
  if (set.length > Math.ceil((size * (REMAINDER_BITS + 3)) / 8) + 1)
    return { ok: false, code: 'set-malformed' };
  if (sha256(set).some((byte, i) => byte !== digest[i])) return { ok: false, code: 'digest-wrong' };
  const values = decodeSet(set, size);
  if (values === null) return { ok: false, code: 'set-malformed' };
  const head = { epoch: view.getUint32(4), edition: view.getUint32(8), publicKey, size, digest };
  return { ok: true, filter: { ...head, values } };
}

/**
 * Whether the output is listed; wrong in one of 2^40 questions.
 *
 * @example
 * contains(filter, outputs[0]);
 */
export function contains(filter: Filter, output: Uint8Array): boolean {
  const { values } = filter;
  const wanted = prefixOf(output, Math.log2(filter.size));
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return values[low] === wanted;
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The reference of a listed output, by which its holder finds the listing again and nobody else can: 80 bits of the output
 * that the filter does not hold, in Crockford's base 32. Whoever did not ask for the item cannot name it.
 *
 * @example
 * referenceOf(output, 7); // '7-4K0P-9XQD-…'
 */
export function referenceOf(output: Uint8Array, epoch: number): string {
  let value = 0n;
  for (const byte of output.subarray(48, 58)) value = (value << 8n) | BigInt(byte);
  let letters = '';
  for (let at = 75; at >= 0; at -= 5) letters += ALPHABET[Number((value >> BigInt(at)) & 31n)]!;
  return `${epoch}-${letters.match(/.{4}/g)!.join('-')}`;
}
