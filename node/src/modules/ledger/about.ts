import type { PeerLedgerPage } from '@jisr/contract';
import { nodesInTiles, nodesOfInclusion, proveInclusion, tilesOf, toBase64 } from '@jisr/transparency-log';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Checkpoints } from './checkpoints.ts';
import { nativeCrypto } from './native-crypto.ts';
import { readerOf } from './sequence.ts';
import { selectAbout, selectTiles } from './store.ts';

const PAGE = 200;

/**
 * Entries about a party, for that party: they hold no personal data. Each comes with the proof that it is in the tree
 * of the head that stands beside them.
 */
export function createAbout({ database }: Kernel, checkpoints: Checkpoints, sequence: () => Promise<void>) {
  const { db } = database;
  return {
    /**
     * @param party who asks: `USA`
     * @param after the last index that it has; −1 from the beginning
     */
    async entriesAbout(party: string, after: number): Promise<PeerLedgerPage> {
      await sequence();
      const head = await checkpoints.sign();
      if (head === null) return { checkpoint: '', entries: [], next: null };
      const found = await selectAbout(db, party, { after, size: head.size, limit: PAGE + 1 });
      const rows = found.slice(0, PAGE);
      const nodes = rows.flatMap(({ index }) => nodesOfInclusion(index, head.size));
      const read = nodesInTiles(readerOf(await selectTiles(db, tilesOf(nodes))), nativeCrypto.sha256);
      const entries = rows.map(({ index, body }) => ({
        index,
        body,
        proof: proveInclusion(index, head.size, read, nativeCrypto.sha256).map(toBase64),
      }));
      const checkpoint = await checkpoints.withCosignatures(db, head);
      return { checkpoint, entries, next: found.length > PAGE ? rows.at(-1)!.index : null };
    },
  };
}
