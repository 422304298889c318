import {
  appendLeaves,
  growingTiles,
  leafHash,
  type ReadTile,
  tilePath,
  toHex,
  utf8,
} from '@jisr/transparency-log';
import type { Kernel } from '../../kernel/kernel.ts';
import { nativeCrypto } from './native-crypto.ts';
import {
  lockHead,
  moveEntries,
  selectPending,
  selectTiles,
  type TileRow,
  updateHead,
  upsertTiles,
} from './store.ts';

/** Entries that enter the tree in one transaction. */
const BATCH = 1000;

/** Looks tiles up by their place. */
export function readerOf(tiles: readonly TileRow[]): ReadTile {
  const byPath = new Map(tiles.map((tile) => [tilePath(tile), tile.hashes]));
  return (tile) => byPath.get(tilePath(tile));
}

/**
 * Moves waiting entries into the tree.
 *
 * One batch at a time, under the lock of the head. A batch is whatever rows are visible: they are taken *out* of the waiting
 * table in the transaction that puts them into the tree, and no place in their order is remembered. So an entry whose
 * transaction committed after a later one was sequenced is still waiting and enters with the next batch; and a batch
 * that was broken off has moved nothing.
 */
export function createSequence({ database, bus }: Kernel, grown: (size: number) => Promise<void>) {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  const batch = (): Promise<{ moved: number; size: number }> =>
    database.transaction(async (tx) => {
      const size = await lockHead(tx);
      const waiting = await selectPending(tx, BATCH);
      if (waiting.length === 0) return { moved: 0, size };
      const held = await selectTiles(tx, growingTiles(size));
      const leaves = waiting.map(({ body }) => leafHash(utf8(body), nativeCrypto.sha256));
      const tiles = appendLeaves(size, leaves, readerOf(held), nativeCrypto.sha256);
      await moveEntries(
        tx,
        waiting.map(({ id }, at) => ({ id, index: size + at, leafHash: toHex(leaves[at]!) })),
      );
      await upsertTiles(tx, tiles);
      await updateHead(tx, size + waiting.length);
      await bus.publish(tx, 'ledger', '*');
      return { moved: waiting.length, size: size + waiting.length };
    });

  async function run(): Promise<void> {
    for (let full = true; full; ) {
      const { moved, size } = await batch();
      if (moved > 0) await grown(size);
      full = moved === BATCH;
    }
  }

  async function start(): Promise<void> {
    running = run();
    try {
      await running;
    } finally {
      running = null;
    }
  }

  return {
    /**
     * Sequences everything that was committed before the call. Calls that meet one at work share the next run: the present
     * one may have read the waiting rows already.
     */
    sequence(): Promise<void> {
      if (running === null) return start();
      const again = () => {
        next = null;
        return start();
      };
      // Whoever waits for the present run hears of its failure; the next one tries again.
      next ??= running.then(again, again);
      return next;
    },
    /** Waits for what is at work. */
    async settled(): Promise<void> {
      await Promise.allSettled([running, next]);
    },
  };
}
