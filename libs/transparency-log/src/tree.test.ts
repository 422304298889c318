import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createFrontier,
  emptyRoot,
  equalBytes,
  leafHash,
  nobleCrypto,
  nodeHash,
  nodesInTiles,
  parseTilePath,
  proveConsistency,
  proveInclusion,
  readBundle,
  rootFromInclusion,
  splitOf,
  tilePath,
  toHex,
  verifyConsistency,
  verifyInclusion,
  writeBundle,
} from './index.ts';
import { entriesNamed, LEAVES, memoryLog, ROOTS } from './testing.ts';

/** The definitions of RFC 9162 §2.1, word for word: slow, and what everything else is measured by. */
function mth(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return emptyRoot();
  if (leaves.length === 1) return leafHash(leaves[0]!);
  const k = splitOf(leaves.length);
  return nodeHash(mth(leaves.slice(0, k)), mth(leaves.slice(k)));
}
function path(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return [];
  const k = splitOf(leaves.length);
  return m < k
    ? [...path(m, leaves.slice(0, k)), mth(leaves.slice(k))]
    : [...path(m - k, leaves.slice(k)), mth(leaves.slice(0, k))];
}
function subproof(m: number, leaves: readonly Uint8Array[], whole: boolean): Uint8Array[] {
  if (m === leaves.length) return whole ? [] : [mth(leaves)];
  const k = splitOf(leaves.length);
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), whole), mth(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), mth(leaves.slice(0, k))];
}
const hex = (hashes: readonly Uint8Array[]) => hashes.map(toHex);
const flip = (hash: Uint8Array, at: number) =>
  hash.map((byte, place) => (place === at % hash.length ? byte ^ 1 : byte));
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('the tree of the reference leaves', () => {
  const log = memoryLog(LEAVES);

  it('has the published roots', () => {
    expect(toHex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(ROOTS.map((_, at) => toHex(log.root(at + 1)))).toEqual(ROOTS);
    const frontier = createFrontier();
    const walked = LEAVES.map((leaf) => {
      frontier.append(leafHash(leaf));
      return toHex(frontier.root());
    });
    expect(walked).toEqual(ROOTS);
  });

  it('has the published proofs', () => {
    const starts = (proof: Uint8Array[]) => proof.map((one) => toHex(one).slice(0, 16));
    expect(starts(proveInclusion(5, 8, log.read))).toEqual([
      'bc1a0643b12e4d2d',
      'ca854ea128ed050b',
      'd37ee418976dd957',
    ]);
    expect(starts(proveConsistency(6, 8, log.read))).toEqual([
      '0ebc5d3437fbe2db',
      'ca854ea128ed050b',
      'd37ee418976dd957',
    ]);
  });
});

describe('proofs', () => {
  const most = 300;
  const entries = entriesNamed(most);
  const log = memoryLog(entries);

  it('are those of the recursive definition, and the iterative verifier takes them', () => {
    const place = fc.integer({ min: 1, max: most }).chain((size) =>
      fc.record({
        size: fc.constant(size),
        index: fc.nat(size - 1),
        old: fc.integer({ min: 0, max: size }),
      }),
    );
    fc.assert(
      fc.property(place, ({ size, index, old }) => {
        const root = log.root(size);
        const proof = proveInclusion(index, size, log.read);
        const leaf = leafHash(entries[index]!);
        expect(hex(proof)).toEqual(hex(path(index, entries.slice(0, size))));
        expect(toHex(root)).toBe(toHex(mth(entries.slice(0, size))));
        expect(verifyInclusion({ leafHash: leaf, index, size, proof, root })).toBe(true);
        const consistency = proveConsistency(old, size, log.read);
        if (old > 0) expect(hex(consistency)).toEqual(hex(subproof(old, entries.slice(0, size), true)));
        const claim = { oldSize: old, size, oldRoot: log.root(old), root, proof: consistency };
        expect(verifyConsistency(claim)).toBe(true);
      }),
    );
  });

  it('prove nothing else: not another entry, place, size or root, with no hash changed, missing or added', () => {
    const change = fc.record({
      size: fc.integer({ min: 2, max: most }),
      seed: fc.nat(),
      at: fc.nat(),
      added: hash,
    });
    fc.assert(
      fc.property(change, ({ size, seed, at, added }) => {
        const index = seed % size;
        const good = {
          leafHash: leafHash(entries[index]!),
          index,
          size,
          proof: proveInclusion(index, size, log.read),
          root: log.root(size),
        };
        const other = (index + 1 + (at % (size - 1))) % size;
        const swapped = good.proof.map((one, place) =>
          place === at % good.proof.length ? flip(one, at) : one,
        );
        for (const wrong of [
          { leafHash: flip(good.leafHash, at) },
          { index: other },
          { root: flip(good.root, at) },
          { proof: swapped },
          { proof: good.proof.slice(1) },
          { proof: [...good.proof, added] },
        ])
          expect(verifyInclusion({ ...good, ...wrong })).toBe(false);
        const old = 1 + (seed % (size - 1));
        const claim = {
          oldSize: old,
          size,
          oldRoot: log.root(old),
          root: good.root,
          proof: proveConsistency(old, size, log.read),
        };
        for (const wrong of [
          { oldRoot: flip(claim.oldRoot, at) },
          { root: flip(claim.root, at) },
          { proof: claim.proof.slice(1) },
          { proof: [...claim.proof, added] },
        ])
          expect(verifyConsistency({ ...claim, ...wrong })).toBe(false);
      }),
    );
  });

  it('of impossible numbers are refused, not computed', () => {
    const root = log.root();
    for (const [index, size] of [
      [-1, 3],
      [3, 3],
      [0.5, 3],
      [0, Number.NaN],
      [0, 2 ** 60],
    ] as const) {
      expect(verifyInclusion({ leafHash: root, index, size, proof: [], root })).toBe(false);
      expect(() => proveInclusion(index, size, log.read)).toThrow(RangeError);
    }
    expect(verifyInclusion({ leafHash: new Uint8Array(31), index: 0, size: 1, proof: [], root })).toBe(false);
    expect(() => proveConsistency(4, 3, log.read)).toThrow(RangeError);
    expect(verifyConsistency({ oldSize: 4, size: 3, oldRoot: root, root, proof: [] })).toBe(false);
  });

  it('hold beyond 2^31 and 2^32 entries', () => {
    const sizes = fc.tuple(
      fc.integer({ min: 2 ** 31, max: Number.MAX_SAFE_INTEGER }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    // Any hash may stand for a subtree: the root is what the proof leads to, whichever way it is folded.
    const read = ({ level, index }: { level: number; index: number }) =>
      leafHash(new TextEncoder().encode(`${level}/${index}`));
    fc.assert(
      fc.property(sizes, ([size, part]) => {
        const index = Math.min(size - 1, Math.floor(part * size));
        const proof = proveInclusion(index, size, read);
        expect(proof.length).toBeLessThanOrEqual(53);
        const leaf = read({ level: 0, index });
        const root = rootFromInclusion({ leafHash: leaf, index, size, proof })!;
        expect(root).toHaveLength(32);
        const near = index < size - 1 ? index + 1 : index - 1;
        expect(verifyInclusion({ leafHash: leaf, index: near, size, proof, root })).toBe(false);
      }),
    );
    // A tree of 2^33 equal leaves: every level has one hash, so that its roots are known.
    const level = [leafHash(new Uint8Array(0))];
    for (let at = 1; at <= 33; at += 1) level.push(nodeHash(level[at - 1]!, level[at - 1]!));
    const equal = (node: { level: number }) => level[node.level]!;
    for (const index of [0, 2 ** 31, 2 ** 32 + 5, 2 ** 33 - 1]) {
      const proof = proveInclusion(index, 2 ** 33, equal);
      expect(verifyInclusion({ leafHash: level[0]!, index, size: 2 ** 33, proof, root: level[33]! })).toBe(
        true,
      );
    }
    const claim = { oldSize: 2 ** 32, size: 2 ** 33, oldRoot: level[32]!, root: level[33]! };
    expect(verifyConsistency({ ...claim, proof: proveConsistency(2 ** 32, 2 ** 33, equal) })).toBe(true);
  });
});

describe('tiles', () => {
  it('hold the same tree however it was appended', () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(cuts, (batches) => {
        const entries = entriesNamed(batches.reduce((sum, count) => sum + count, 0));
        const log = memoryLog([]);
        let at = 0;
        for (const count of batches) {
          log.append(entries.slice(at, at + count).map((entry) => leafHash(entry)));
          at += count;
        }
        const frontier = createFrontier();
        for (const entry of entries) frontier.append(leafHash(entry));
        expect(equalBytes(log.root(), frontier.root())).toBe(true);
        expect([...log.tiles.values()].every((tile) => tile.length <= 8192)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('give many proofs for hardly more hashing than one', () => {
    const log = memoryLog(entriesNamed(5000));
    let hashes = 0;
    const counted = (bytes: Uint8Array) => {
      hashes += 1;
      return nobleCrypto.sha256(bytes);
    };
    const read = nodesInTiles((tile) => log.tiles.get(tilePath(tile)), counted);
    const prove = (index: number) => proveInclusion(index, log.size, read, counted);
    const first = prove(1000);
    const ofOne = hashes;
    for (let index = 1001; index < 1200; index += 1) prove(index);
    expect(hashes).toBeLessThan(ofOne * 4);
    expect(prove(1000)).toEqual(first);
  });

  it('are told when one is cut short', () => {
    const log = memoryLog(entriesNamed(10));
    log.tiles.set('tile/0/000', new Uint8Array(32));
    expect(() => log.append([leafHash(new Uint8Array(1))])).toThrow('tile/0/000 is cut short');
    expect(() => log.root()).toThrow('tile/0/000');
  });

  it('have the paths of the specification', () => {
    expect(tilePath({ level: 0, n: 1234067 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 'entries', n: 5 }, 112)).toBe('tile/entries/005.p/112');
    for (const wrong of [
      'tile/0/5',
      'tile/0/x000/005',
      'tile/00/005',
      'tile/0/005.p/0',
      'tile/0/005.p/256',
      '/tile/0/005',
    ])
      expect(parseTilePath(wrong)).toEqual({ ok: false, fault: 'TILE_PATH_MALFORMED' });
    const tile = fc.record({
      level: fc.oneof(fc.nat(63), fc.constant('entries' as const)),
      n: fc.nat(2 ** 40),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(tile, (one) => {
        expect(parseTilePath(tilePath(one, one.width))).toEqual({ ok: true, value: one });
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseTilePath(text).ok).toBe(false);
      }),
    );
  });

  it('and bundles of entries come back as they were', () => {
    const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 });
    fc.assert(
      fc.property(entries, (given) => {
        expect(readBundle(writeBundle(given))).toEqual({ ok: true, value: given });
      }),
      { numRuns: 30 },
    );
    fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof readBundle(bytes).ok === 'boolean'));
    expect(readBundle(Uint8Array.of(0, 5, 1)).ok).toBe(false);
    expect(readBundle(Uint8Array.of(0)).ok).toBe(false);
  });
});
