/**
 * The Merkle tree of RFC 6962 and RFC 9162 over SHA-256. A node is named by its level (0: leaves) and its index in that
 * level; the nodes that exist are exactly the perfect subtrees. Sizes go up to 2^53 − 1: halving is division, never a
 * shift, because shifts end at 2^31.
 */
import { concat } from './bytes.ts';
import { type LogCrypto, nobleCrypto } from './crypto.ts';

type Sha256 = LogCrypto['sha256'];

/** A perfect subtree: it covers the leaves `[index · 2^level, (index + 1) · 2^level)`. */
export interface NodeAt {
  readonly level: number;
  readonly index: number;
}

/** Gives the hash of a perfect subtree. */
export type ReadNode = (node: NodeAt) => Uint8Array;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/**
 * The hash of an entry: SHA-256(0x00 ‖ entry) (RFC 9162 §2.1.1).
 *
 * @example
 * toHex(leafHash(new Uint8Array(0))).slice(0, 8) // '6e340b9c'
 */
export const leafHash = (entry: Uint8Array, sha256: Sha256 = nobleCrypto.sha256): Uint8Array =>
  sha256(concat(LEAF, entry));

/** The hash over two subtrees: SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (
  left: Uint8Array,
  right: Uint8Array,
  sha256: Sha256 = nobleCrypto.sha256,
): Uint8Array => sha256(concat(NODE, left, right));

/** The root of the tree without entries: SHA-256 of nothing. */
export const emptyRoot = (sha256: Sha256 = nobleCrypto.sha256): Uint8Array => sha256(new Uint8Array(0));

/** The largest power of two that is smaller than `n` (n ≥ 2): where RFC 9162 splits. */
export function splitOf(n: number): number {
  let split = 2 ** Math.floor(Math.log2(n));
  // The logarithm is rounded near 2^53.
  while (split >= n) split /= 2;
  while (split * 2 < n) split *= 2;
  return split;
}

/**
 * The perfect subtrees whose leaves are `[start, end)`, from left to right. `start` must be a place where RFC 9162
 * splits, that is 0 or a multiple of the power of two that covers the range.
 */
export function coverOf(start: number, end: number): NodeAt[] {
  const cover: NodeAt[] = [];
  for (let at = start; at < end; ) {
    let level = 0;
    let width = 1;
    while (at % (width * 2) === 0 && at + width * 2 <= end) {
      width *= 2;
      level += 1;
    }
    cover.push({ level, index: at / width });
    at += width;
  }
  return cover;
}

/** Hashes neighbouring perfect subtrees, widest first, into the one hash above them. */
const foldUp = (hashes: readonly Uint8Array[], sha256: Sha256): Uint8Array =>
  hashes.reduceRight((right, left) => nodeHash(left, right, sha256));

/**
 * The root of the first `size` entries, from stored subtrees.
 *
 * @example
 * rootOf(3, read, sha256) // reads (1, 0) and (0, 2)
 */
export function rootOf(size: number, read: ReadNode, sha256: Sha256 = nobleCrypto.sha256): Uint8Array {
  return size === 0 ? emptyRoot(sha256) : foldUp(coverOf(0, size).map(read), sha256);
}

/** The ranges of leaves whose hashes prove that an entry is in the tree, from the leaf upwards (RFC 9162 §2.1.3.1). */
export function inclusionRanges(index: number, size: number): [number, number][] {
  const ranges: [number, number][] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    ranges.push(index < middle ? [middle, end] : [start, middle]);
    [start, end] = index < middle ? [start, middle] : [middle, end];
  }
  return ranges.reverse();
}

/** The ranges that prove that the tree of `oldSize` is the beginning of that of `size` (RFC 9162 §2.1.4.1). */
export function consistencyRanges(oldSize: number, size: number): [number, number][] {
  if (oldSize === 0 || oldSize === size) return [];
  const ranges: [number, number][] = [];
  let [start, end] = [0, size];
  while (oldSize !== end) {
    const middle = start + splitOf(end - start);
    ranges.push(oldSize <= middle ? [middle, end] : [start, middle]);
    [start, end] = oldSize <= middle ? [start, middle] : [middle, end];
  }
  // The old tree itself is known to who asks when it is one perfect subtree from the left edge.
  if (start > 0) ranges.push([start, end]);
  return ranges.reverse();
}

const nodesOf = (ranges: readonly [number, number][]): NodeAt[] =>
  ranges.flatMap(([start, end]) => coverOf(start, end));

/** Which nodes a root, an inclusion proof and a consistency proof need: to read them at once, before proving. */
export const nodesOfRoot = (size: number): NodeAt[] => coverOf(0, size);
export const nodesOfInclusion = (index: number, size: number): NodeAt[] =>
  nodesOf(inclusionRanges(index, size));
export const nodesOfConsistency = (oldSize: number, size: number): NodeAt[] =>
  nodesOf(consistencyRanges(oldSize, size));

const hashesOf = (ranges: readonly [number, number][], read: ReadNode, sha256: Sha256): Uint8Array[] =>
  ranges.map(([start, end]) => foldUp(coverOf(start, end).map(read), sha256));

/**
 * The proof that entry `index` is in the tree of `size` entries: hashes from the leaf upwards.
 *
 * @throws RangeError unless `0 ≤ index < size`
 */
export function proveInclusion(
  index: number,
  size: number,
  read: ReadNode,
  sha256: Sha256 = nobleCrypto.sha256,
): Uint8Array[] {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new RangeError(`entry ${index} is not in a tree of ${size}`);
  return hashesOf(inclusionRanges(index, size), read, sha256);
}

/**
 * The proof that a tree of `size` entries begins with the one of `oldSize`; empty for 0 and for equal sizes.
 *
 * @throws RangeError unless `0 ≤ oldSize ≤ size`
 */
export function proveConsistency(
  oldSize: number,
  size: number,
  read: ReadNode,
  sha256: Sha256 = nobleCrypto.sha256,
): Uint8Array[] {
  if (!Number.isSafeInteger(size) || !Number.isSafeInteger(oldSize) || oldSize < 0 || oldSize > size)
    throw new RangeError(`a tree of ${size} does not begin with one of ${oldSize}`);
  return hashesOf(consistencyRanges(oldSize, size), read, sha256);
}

/** The right edge of a growing tree: the perfect subtrees that a root needs, and nothing else. */
export interface Frontier {
  readonly size: number;
  append(hash: Uint8Array): void;
  root(): Uint8Array;
  /** One that goes its own way from here. */
  copy(): Frontier;
}

/**
 * Walks a log in one pass and in logarithmic memory.
 *
 * @example
 * const frontier = createFrontier();
 * frontier.append(leafHash(entry));
 * frontier.root();
 */
export function createFrontier(sha256: Sha256 = nobleCrypto.sha256): Frontier {
  return frontierFrom(0, [], sha256);
}

function frontierFrom(start: number, edge: Uint8Array[], sha256: Sha256): Frontier {
  let size = start;
  return {
    get size() {
      return size;
    },
    append(hash) {
      let top = hash;
      for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) top = nodeHash(edge.pop()!, top, sha256);
      edge.push(top);
      size += 1;
    },
    root: () => (size === 0 ? emptyRoot(sha256) : foldUp(edge, sha256)),
    copy: () => frontierFrom(size, [...edge], sha256),
  };
}
