import {
  equalBytes,
  formatCheckpoint,
  formatNote,
  formatProofFile,
  nodesInTiles,
  nodesOfInclusion,
  nodesOfRoot,
  proveInclusion,
  rootOf,
  signText,
  tilesOf,
} from '@jisr/transparency-log';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import {
  type CheckpointRow,
  insertCheckpoint,
  selectCosignatures,
  selectCovering,
  selectLatestCheckpoint,
} from './checkpoint-store.ts';
import type { LedgerKeys } from './keys.ts';
import { nativeCrypto } from './native-crypto.ts';
import { readerOf } from './sequence.ts';
import { lockHead, selectEntry, selectTiles } from './store.ts';

const { sha256 } = nativeCrypto;

/** Signed heads of the tree, and proofs under them. */
export function createCheckpoints({ clock, database, bus, log }: Kernel, keys: LedgerKeys) {
  async function rootAt(db: Db, size: number): Promise<Uint8Array> {
    const tiles = await selectTiles(db, tilesOf(nodesOfRoot(size)));
    return rootOf(size, nodesInTiles(readerOf(tiles), sha256), sha256);
  }

  /**
   * A log never signs two histories: before a new head is signed, the tree must still lead to the last one.
   *
   * @throws Problem `LEDGER_BROKEN`
   */
  async function mustContinue(db: Db, last: CheckpointRow, size: number): Promise<void> {
    const kept = last.size <= size && equalBytes(await rootAt(db, last.size), last.root);
    if (kept) return;
    log.error({ event: 'ledger.broken', size: last.size }, 'the ledger does not lead to its last checkpoint');
    throw problem('LEDGER_BROKEN', { size: String(last.size) });
  }

  /** Signs the present head unless it is signed; null while the tree is empty. */
  const sign = (): Promise<CheckpointRow | null> =>
    database.transaction(async (tx) => {
      const size = await lockHead(tx);
      const last = await selectLatestCheckpoint(tx);
      if (last) await mustContinue(tx, last, size);
      if (last?.size === size) return last;
      if (size === 0) return null;
      const root = await rootAt(tx, size);
      const text = formatCheckpoint({ origin: keys.log.key.name, size, root });
      const note = formatNote({ text, signatures: [signText(text, keys.log.key, keys.log.sign)] });
      const row = { size, root, note, at: clock.nowIso() };
      await insertCheckpoint(tx, row);
      await bus.publish(tx, 'ledger', '*');
      return row;
    });

  /** The note with the lines of its witnesses. */
  async function withCosignatures(db: Db, row: CheckpointRow): Promise<string> {
    const lines = await selectCosignatures(db, [row.size]);
    return row.note + lines.map(({ line }) => line).join('');
  }

  return {
    sign,
    withCosignatures,
    latest: () => selectLatestCheckpoint(database.db),
    /**
     * The proof of an entry, as the text of a `.tlog-proof` file: under the latest checkpoint that a witness has seen, or
     * else under the latest; one is signed where none covers the entry yet.
     *
     * @throws Problem `LEDGER_ENTRY_UNKNOWN`
     */
    async prove(index: number): Promise<string> {
      const { db } = database;
      const entry = await selectEntry(db, index);
      if (!entry) throw problem('LEDGER_ENTRY_UNKNOWN');
      const head = (await selectCovering(db, index)) ?? (await sign())!;
      const tiles = await selectTiles(db, tilesOf(nodesOfInclusion(index, head.size)));
      const proof = proveInclusion(index, head.size, nodesInTiles(readerOf(tiles), sha256), sha256);
      const checkpoint = await withCosignatures(db, head);
      // The leaf hash goes with it: whoever may not see the entry can still check that it stands in the tree.
      return formatProofFile({ index, proof, checkpoint, extra: entry.leafHash });
    },
  };
}
export type Checkpoints = ReturnType<typeof createCheckpoints>;
