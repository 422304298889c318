import { z } from 'zod';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Keys } from './keys.ts';
import type { Link } from './link.ts';
import { updateTold } from './peer-store.ts';
import type { KnownPeer } from './ring.ts';

const Known = z.object({ knows: z.int() });

/**
 * Hands the peer the cards that it has not seen. It need not ask: a peer that cannot call us learns of a new key as well,
 * and of a revoked one in the minute of the revocation.
 *
 * @param knows the newest own card that the peer says it knows
 */
export function createAnnounce({ database }: Kernel, parts: { keys: Keys; link: Link }) {
  return async (peer: KnownPeer, knows: number): Promise<void> => {
    await updateTold(database.db, knows);
    if (knows >= parts.keys.card().card.serial) return;
    const cards = await parts.keys.signedCards(Math.max(knows, 0));
    const path = `/x/v1/card?knows=${peer.trusted.card.serial}`;
    const body = Buffer.from(JSON.stringify({ v: 1, cards }));
    const answer = await parts.link.ask({ method: 'POST', path, body });
    const said = Known.parse(JSON.parse(Buffer.from(answer.body).toString('utf8')));
    await updateTold(database.db, said.knows);
  };
}
export type Announce = ReturnType<typeof createAnnounce>;
