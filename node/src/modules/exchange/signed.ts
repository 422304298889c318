import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { selectCards } from './key-store.ts';
import type { Keys } from './keys.ts';
import { selectDocument } from './list-store.ts';
import type { Ring } from './ring.ts';

/** What was signed, verbatim: for evidence that is checked without this node. */
export function createSigned({ config }: Pick<Kernel, 'config'>, parts: { keys: Keys; ring: Ring }) {
  const shown = (party: string, signed: readonly string[]) =>
    signed.map((text, at) => ({ party, serial: at + 1, text }));
  return {
    /**
     * The document of a disclosure in either direction with its receipts; null for none. Of one that we sent and the peer
     * took, the place in the peer's ledger too, as its receipt says.
     */
    async documentOf(
      db: Db,
      id: string,
    ): Promise<{ disclosure: string; receipts: string[]; peerIndex: number | null } | null> {
      const row = await selectDocument(db, id);
      if (!row) return null;
      return {
        disclosure: row.jws,
        receipts: [row.receipt, row.secondReceipt].filter((receipt) => receipt !== null),
        peerIndex: row.state === 'refused' ? null : row.peerIndex,
      };
    },
    /** The cards of both nodes, the oldest first. */
    async cards(db: Db) {
      const own = shown(config.country, await parts.keys.signedCards(0));
      const peer = await parts.ring.peer(db);
      if (!peer) return own;
      const theirs = await selectCards(db, peer.party, peer.epoch);
      return [
        ...own,
        ...shown(
          peer.party,
          theirs.map(({ signed }) => signed),
        ),
      ];
    },
  };
}
