import type { LedgerVerification } from '@jisr/contract';
import {
  createFrontier,
  equalBytes,
  type Frontier,
  HASH_BYTES,
  hashInTile,
  parseVkey,
  TILE_WIDTH,
  tilePath,
  toHex,
} from '@jisr/transparency-log';
import type { Kernel } from '../../kernel/kernel.ts';
import type { CheckpointRow } from './checkpoint-store.ts';
import type { LedgerKeys } from './keys.ts';
import { nativeCrypto } from './native-crypto.ts';
import { readerOf } from './sequence.ts';
import {
  type EntryRow,
  selectHead,
  selectLastIndex,
  selectTilesOfLevel,
  selectWalk,
  type TileRow,
} from './store.ts';
import type { LedgerDeps } from './types.ts';
import { checkCosignatures, checkWitnessed, createHeads, isOwnHead } from './verify-heads.ts';
import { createReport, judgeLeaf, type LeafSeen, type Report } from './verify-report.ts';

const { sha256 } = nativeCrypto;
/** Entries that are read at once: whole tiles. */
const STRIDE = 4 * TILE_WIDTH;
const TILES_READ = 64;

/** A node above the leaves, as computed from what is believed below it. */
type Above = readonly [byTile: Uint8Array, byEntry: Uint8Array];

/**
 * Walks the whole ledger: every text is hashed again, every stored hash, tile, head and cosignature is checked, and every
 * place that does not hold is named. Reads in pages, beside the work of the node.
 */
export function createVerify({ clock, database }: Kernel, keys: LedgerKeys, deps: LedgerDeps) {
  const { db } = database;

  /** One page of entries with their tiles, judged one by one. */
  async function page(report: Report, from: number, size: number): Promise<LeafSeen[]> {
    const end = Math.min(size, from + STRIDE);
    const rows = new Map(
      (await selectWalk(db, from, end - from)).map((row): [number, EntryRow] => [row.index, row]),
    );
    const tiles = await selectTilesOfLevel(db, 0, from / TILE_WIDTH, STRIDE / TILE_WIDTH);
    const read = readerOf(tiles);
    return Array.from({ length: end - from }, (_, at) => {
      const index = from + at;
      const place = { level: 0, n: Math.floor(index / TILE_WIDTH) };
      const hash = hashAt(read(place), index % TILE_WIDTH);
      if (hash === undefined && index % TILE_WIDTH === 0) report.add('tile-missing', tilePath(place));
      return judgeLeaf(report, index, rows.get(index), hash);
    });
  }

  async function walk(report: Report, size: number, witness: Parameters<typeof checkCosignatures>[3]) {
    const tree = createTwoTrees(report);
    const heads = createHeads(db);
    const counts = { checkpoints: 0, cosignatures: 0 };
    let due = await heads.next();
    let above: Above[] = [];
    for (let from = 0; from < size; from += STRIDE) {
      const leaves = await page(report, from, size);
      above = above.concat(rootsOfTiles(leaves));
      for (const leaf of leaves) {
        tree.append(leaf);
        if (tree.size() !== due) continue;
        const head = heads.take();
        counts.checkpoints += 1;
        if (isOwnHead(head, keys.log.key)) tree.meet(head);
        else report.add('checkpoint-changed', `checkpoint ${head.size}`);
        counts.cosignatures += await checkCosignatures(db, report, head, witness);
        due = await heads.next();
      }
    }
    tree.end();
    for (const head of await heads.rest()) report.add('checkpoint-beyond-head', `checkpoint ${head.size}`);
    return { ...counts, tiles: await climb(report, above, size), root: toHex(tree.root()) };
  }

  /** Checks the tiles above the leaves; returns how many tiles the tree has. */
  async function climb(report: Report, leaves: readonly Above[], size: number): Promise<number> {
    let tiles = Math.ceil(size / TILE_WIDTH);
    for (let [level, nodes] = [1, leaves]; nodes.length > 0; level += 1) {
      let next: Above[] = [];
      for (let n = 0; n * TILE_WIDTH < nodes.length; n += TILES_READ) {
        const read = readerOf(await selectTilesOfLevel(db, level, n, TILES_READ));
        const part = nodes.slice(n * TILE_WIDTH, (n + TILES_READ) * TILE_WIDTH);
        next = next.concat(checkLevel(report, level, n * TILE_WIDTH, part, read));
      }
      tiles += Math.ceil(nodes.length / TILE_WIDTH);
      nodes = next;
    }
    return tiles;
  }

  /** @returns what was checked, and every place that does not hold */
  return async function verify(): Promise<LedgerVerification> {
    const started = clock.now();
    const report = createReport();
    const peer = await deps.peer();
    const witness = peer && parseVkey(peer.witnessKey);
    // Read before the head: what is in the tree by now must be under it.
    const last = await selectLastIndex(db);
    const { size } = await selectHead(db);
    if (last !== null && last >= size) report.add('entry-beyond-head', `entry ${last}`, last);
    const walked = await walk(report, size, witness?.ok ? witness.value : null);
    await checkWitnessed(db, report, peer);
    const { faults } = report;
    const intact = faults.length === 0;
    const tookMs = clock.now().getTime() - started.getTime();
    return {
      intact,
      entries: size,
      ...walked,
      faults,
      complete: report.complete(),
      at: started.toISOString(),
      tookMs,
    };
  };
}

const hashAt = (tile: Uint8Array | undefined, at: number): Uint8Array | undefined =>
  tile === undefined || tile.length < (at + 1) * HASH_BYTES
    ? undefined
    : tile.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES);

/** The roots of the full tiles of a page, by what the tiles say and by what the entries say. */
function rootsOfTiles(leaves: readonly LeafSeen[]): Above[] {
  const roots: Above[] = [];
  for (let at = 0; at + TILE_WIDTH <= leaves.length; at += TILE_WIDTH) {
    const tile = leaves.slice(at, at + TILE_WIDTH);
    const root = (of: (leaf: LeafSeen) => Uint8Array) =>
      hashInTile(Buffer.concat(tile.map(of)), 0, TILE_WIDTH, sha256);
    const byTile = root((leaf) => leaf.byTile);
    const differ = tile.some((leaf) => leaf.byTile !== leaf.byEntry);
    roots.push([byTile, differ ? root((leaf) => leaf.byEntry) : byTile]);
  }
  return roots;
}

/** Compares part of a tile level with what was computed for it; gives the nodes above its full tiles. */
function checkLevel(
  report: Report,
  level: number,
  from: number,
  nodes: readonly Above[],
  read: (tile: Pick<TileRow, 'level' | 'n'>) => Uint8Array | undefined,
): Above[] {
  const believed = nodes.map(([byTile, byEntry], at) => {
    const place = { level, n: (from + at - ((from + at) % TILE_WIDTH)) / TILE_WIDTH };
    const within = (from + at) % TILE_WIDTH;
    const stored = hashAt(read(place), within);
    if (stored === undefined && within === 0) report.add('tile-missing', tilePath(place));
    if (stored === undefined) return byTile;
    if (equalBytes(stored, byTile) || equalBytes(stored, byEntry)) return stored;
    report.add('tile-changed', `${tilePath(place)}[${within}]`);
    return byTile;
  });
  const above: Above[] = [];
  for (let at = 0; at + TILE_WIDTH <= believed.length; at += TILE_WIDTH) {
    const root = hashInTile(Buffer.concat(believed.slice(at, at + TILE_WIDTH)), 0, TILE_WIDTH, sha256);
    above.push([root, root]);
  }
  return above;
}

/**
 * The tree twice: once as its tiles say, once as its entries say. They are one until somebody changed either; the next
 * signed head then tells which of the two was signed.
 */
function createTwoTrees(report: Report) {
  let byTile: Frontier = createFrontier(sha256);
  let byEntry: Frontier = byTile;
  let doubted: number[] = [];
  let met = 0;

  const settle = (code: 'entry-changed' | 'tile-changed') => {
    for (const index of doubted) {
      const tile = tilePath({ level: 0, n: Math.floor(index / TILE_WIDTH) });
      report.add(code, code === 'entry-changed' ? `entry ${index}` : `${tile}[${index % TILE_WIDTH}]`, index);
    }
    doubted = [];
  };

  return {
    size: () => byTile.size,
    root: () => byTile.root(),
    append(leaf: LeafSeen): void {
      const differs = leaf.byTile !== leaf.byEntry;
      if (differs) doubted.push(byTile.size);
      if (differs && byEntry === byTile) byEntry = byTile.copy();
      if (byEntry !== byTile) byEntry.append(leaf.byEntry);
      byTile.append(leaf.byTile);
    },
    /** Compares both with a signed head. */
    meet(head: CheckpointRow): void {
      if (equalBytes(byTile.root(), head.root)) {
        settle('entry-changed');
        byEntry = byTile;
      } else if (byEntry !== byTile && equalBytes(byEntry.root(), head.root)) {
        settle('tile-changed');
        byTile = byEntry;
      } else {
        const span = head.size - met > 1 ? `entries ${met}–${head.size - 1}` : `entry ${head.size - 1}`;
        report.add('checkpoint-forked', `checkpoint ${head.size} (${span})`);
        return;
      }
      met = head.size;
    },
    /** What no head covers: text and row are two against one tile. */
    end: () => settle('tile-changed'),
  };
}
