/**
 * Golomb-Rice code of a rising sequence: each step as a unary quotient and a remainder of 40 bits, most significant bit
 * first (Golomb 1966; used so in RFC-less practice by BIP 158). A set of n values below n × 2^40 takes about 41.5 bits each,
 * and a value that is not in it is found with probability 2^-40.
 */
export const REMAINDER_BITS = 40;
const REMAINDER = 1n << BigInt(REMAINDER_BITS);

/**
 * Encodes values that rise strictly.
 *
 * @param values each below `values.length * 2^40`
 * @example
 * encodeSet(new BigUint64Array([3n, 9n]));
 */
export function encodeSet(values: BigUint64Array): Uint8Array {
  const sink = bitSink(values.length);
  let before = 0n;
  values.forEach((value, i) => {
    const step = i === 0 ? value : value - before - 1n;
    before = value;
    sink.unary(Number(step >> BigInt(REMAINDER_BITS)));
    const rest = step & (REMAINDER - 1n);
    sink.bits(Number(rest >> 20n), 20);
    sink.bits(Number(rest & 0xfffffn), 20);
  });
  return sink.done();
}

/**
 * Decodes a set of exactly `count` values, each below `count * 2^40`; null for anything else than the one encoding of such
 * a set. Its time is linear in the length of the bytes.
 */
export function decodeSet(bytes: Uint8Array, count: number): BigUint64Array | null {
  // Each value takes 41 bits at least: a count that the bytes cannot hold takes no memory.
  if (count * (REMAINDER_BITS + 1) > bytes.length * 8) return null;
  const source = bitSource(bytes);
  const values = new BigUint64Array(count);
  const end = BigInt(count) << BigInt(REMAINDER_BITS);
  let next = 0n;
  for (let i = 0; i < count; i++) {
    const quotient = source.unary();
    const high = source.bits(20);
    const low = source.bits(20);
    if (quotient < 0 || high < 0 || low < 0) return null;
    const value = next + (BigInt(quotient) << BigInt(REMAINDER_BITS)) + (BigInt(high) << 20n) + BigInt(low);
    if (value >= end) return null;
    values[i] = value;
    next = value + 1n;
  }
  return source.isAtEnd() ? values : null;
}

function bitSink(values: number) {
  let bytes = new Uint8Array(Math.max(16, Math.ceil((values * 43) / 8)));
  let size = 0;
  let open = 0;
  let held = 0;
  const push = (bit: number): void => {
    open = (open << 1) | bit;
    held += 1;
    if (held < 8) return;
    if (size === bytes.length) {
      const larger = new Uint8Array(bytes.length * 2);
      larger.set(bytes);
      bytes = larger;
    }
    bytes[size++] = open;
    open = 0;
    held = 0;
  };
  return {
    unary: (count: number): void => {
      for (let i = 0; i < count; i++) push(1);
      push(0);
    },
    bits: (value: number, width: number): void => {
      for (let at = width - 1; at >= 0; at--) push((value >>> at) & 1);
    },
    done: (): Uint8Array => {
      while (held > 0) push(0);
      return bytes.slice(0, size);
    },
  };
}

function bitSource(bytes: Uint8Array) {
  const length = bytes.length * 8;
  let at = 0;
  const bit = (): number => {
    const value = (bytes[at >>> 3]! >>> (7 - (at & 7))) & 1;
    at += 1;
    return value;
  };
  return {
    /** -1 where the bytes end first. */
    unary: (): number => {
      let count = 0;
      while (at < length) {
        if (bit() === 0) return count;
        count += 1;
      }
      return -1;
    },
    bits: (width: number): number => {
      if (at + width > length) return -1;
      let value = 0;
      for (let i = 0; i < width; i++) value = (value << 1) | bit();
      return value;
    },
    /** Nothing is left but the zeros that fill the last byte. */
    isAtEnd: (): boolean => {
      if (length - at >= 8) return false;
      while (at < length) if (bit() !== 0) return false;
      return true;
    },
  };
}
