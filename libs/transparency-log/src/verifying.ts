/** The verifiers of RFC 9162 §2.1.3.2 and §2.1.4.2, step by step as the RFC gives them, right beyond 2^31 entries. */
import { equalBytes } from './bytes.ts';
import { type LogCrypto, nobleCrypto } from './crypto.ts';
import { emptyRoot, nodeHash } from './tree.ts';

const HASH_BYTES = 32;
const half = (n: number) => Math.floor(n / 2);
const isOdd = (n: number) => n % 2 === 1;
const isCount = (n: number) => Number.isSafeInteger(n) && n >= 0;
const areHashes = (hashes: readonly Uint8Array[]) => hashes.every(({ length }) => length === HASH_BYTES);

export interface InclusionClaim {
  readonly leafHash: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/**
 * Recomputes the root that a proof leads to; null where the proof has not the form that this place in the tree needs.
 * `onStep` hears of each hash on the way, for whoever shows the computation.
 */
export function rootFromInclusion(
  { leafHash, index, size, proof }: Omit<InclusionClaim, 'root'>,
  sha256: LogCrypto['sha256'] = nobleCrypto.sha256,
  onStep?: (step: { side: 'left' | 'right'; sibling: Uint8Array; hash: Uint8Array }) => void,
): Uint8Array | null {
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([leafHash, ...proof])) return null;
  let [node, last, hash] = [index, size - 1, leafHash];
  for (const sibling of proof) {
    if (last === 0) return null;
    const side = isOdd(node) || node === last ? 'left' : 'right';
    hash = side === 'left' ? nodeHash(sibling, hash, sha256) : nodeHash(hash, sibling, sha256);
    onStep?.({ side, sibling, hash });
    while (side === 'left' && !isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    [node, last] = [half(node), half(last)];
  }
  return last === 0 ? hash : null;
}

/**
 * Whether the entry with this leaf hash stands at `index` of the tree with this root and size.
 *
 * @example
 * verifyInclusion({ leafHash, index: 5, size: 8, proof, root })
 */
export function verifyInclusion(claim: InclusionClaim, sha256?: LogCrypto['sha256']): boolean {
  const root = rootFromInclusion(claim, sha256);
  return root !== null && equalBytes(root, claim.root);
}

export interface ConsistencyClaim {
  readonly oldSize: number;
  readonly size: number;
  readonly oldRoot: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Whether the tree of `size` begins with the tree of `oldSize`: nothing was changed, removed or put in between. */
export function verifyConsistency(
  claim: ConsistencyClaim,
  sha256: LogCrypto['sha256'] = nobleCrypto.sha256,
): boolean {
  const { oldSize, size, oldRoot, root, proof } = claim;
  if (!isCount(oldSize) || !isCount(size) || oldSize > size) return false;
  if (!areHashes([oldRoot, root, ...proof])) return false;
  if (oldSize === size) return proof.length === 0 && equalBytes(oldRoot, root);
  if (oldSize === 0) return proof.length === 0 && equalBytes(oldRoot, emptyRoot(sha256));
  const both = rootsFromConsistency(oldSize, size, oldRoot, proof, sha256);
  return both !== null && equalBytes(both.old, oldRoot) && equalBytes(both.now, root);
}

function rootsFromConsistency(
  oldSize: number,
  size: number,
  oldRoot: Uint8Array,
  proof: readonly Uint8Array[],
  sha256: LogCrypto['sha256'],
): { old: Uint8Array; now: Uint8Array } | null {
  let [node, last] = [oldSize - 1, size - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  // A power of two: the old root is itself the first hash of the path and was left out of the proof.
  const path = node === 0 ? [oldRoot, ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined) return null;
  let [old, now] = [first, first];
  for (const hash of rest) {
    if (last === 0) return null;
    if (isOdd(node) || node === last) {
      [old, now] = [nodeHash(hash, old, sha256), nodeHash(hash, now, sha256)];
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else now = nodeHash(now, hash, sha256);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 ? { old, now } : null;
}
