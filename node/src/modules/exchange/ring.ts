import { type KeyRing, keysOf, type TrustedCard } from '@jisr/exchange-documents';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { selectCards } from './key-store.ts';
import { trustedChain } from './keys.ts';
import { type PeerRow, selectPeer } from './peer-store.ts';

/** The peer as the exchange works with it: its pairing, its newest card, and every key that its root has vouched for. */
export interface KnownPeer extends PeerRow {
  readonly trusted: TrustedCard;
  readonly ring: KeyRing;
}

/** Reads the peer; its cards are verified once and kept in memory until another one comes. */
export function createRing({ database }: Pick<Kernel, 'database'>) {
  let cached: { readonly mark: string; readonly trusted: TrustedCard; readonly ring: KeyRing } | undefined;
  let admitted: ReadonlySet<string> = new Set();
  return {
    async peer(db: Db = database.db): Promise<KnownPeer | undefined> {
      const row = await selectPeer(db);
      if (!row || row.state === 'none') {
        admitted = new Set();
        return undefined;
      }
      if (row.cardDigest === null) return undefined;
      const mark = `${row.epoch} ${row.cardDigest}`;
      if (cached?.mark !== mark) {
        const cards = await selectCards(db, row.party, row.epoch);
        const chain = trustedChain(cards.map(({ signed }) => signed));
        cached = { mark, trusted: chain.at(-1)!, ring: keysOf(chain) };
      }
      admitted = ['card-imported', 'words-compared', 'revoked'].includes(row.state)
        ? new Set()
        : new Set(cached.trusted.card.tls);
      return { ...row, trusted: cached.trusted, ring: cached.ring };
    },
    /** TLS keys of the peer that may call, as they were when the peer was last read. */
    pins: (): ReadonlySet<string> => admitted,
  };
}
export type Ring = ReturnType<typeof createRing>;
