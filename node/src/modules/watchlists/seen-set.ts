/** A set of small whole numbers, one bit each: a million listings in 125 KB. */
export interface SeenSet {
  add(number: number): void;
  has(number: number): boolean;
}

/**
 * @example
 * const seen = createSeenSet();
 * seen.add(7);
 * seen.has(7); // true
 */
export function createSeenSet(): SeenSet {
  let bytes = new Uint8Array(1024);
  return {
    add: (number) => {
      const at = number >>> 3;
      if (at >= bytes.length) {
        const larger = new Uint8Array(Math.max(bytes.length * 2, at + 1));
        larger.set(bytes);
        bytes = larger;
      }
      bytes[at] = bytes[at]! | (1 << (number & 7));
    },
    has: (number) => ((bytes[number >>> 3] ?? 0) & (1 << (number & 7))) !== 0,
  };
}
