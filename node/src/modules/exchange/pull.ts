import { type Bundle, type Disclosure, readBatch } from '@jisr/exchange-documents';
import { z } from 'zod';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Announce } from './announce.ts';
import type { Contents } from './contents.ts';
import { selectChunks } from './inbox-store.ts';
import type { Link } from './link.ts';
import type { Pairing } from './pairing.ts';
import { receiptsMark } from './peer-routes.ts';
import type { Receive } from './receive.ts';
import type { Ring } from './ring.ts';
import type { Settle } from './settle.ts';

const Health = z.object({
  state: z.string(),
  mode: z.enum(['push', 'pull']),
  knows: z.int(),
  card: z.int(),
});
const Cards = z.object({ cards: z.array(z.string()).max(1000) });
/** Rounds of one pull at most; the next one is a minute later. */
const ROUNDS = 1000;

/** What this node fetches from the peer: its health and newer cards, and its documents where it cannot call us. */
export function createPull(
  kernel: Kernel,
  parts: {
    ring: Ring;
    link: Link;
    receive: Receive;
    contents: Contents;
    pairing: Pairing;
    announce: Announce;
    settle: Settle;
  },
) {
  const { database } = kernel;
  const { link } = parts;

  const json = async (path: string): Promise<unknown> =>
    JSON.parse(Buffer.from((await link.ask({ method: 'GET', path })).body).toString('utf8'));

  async function takeCards(after: number): Promise<void> {
    const { cards } = Cards.parse(await json(`/x/v1/card?after=${after}`));
    for (const card of cards) await database.transaction((tx) => parts.pairing.acceptCard(tx, card));
    // So that it signs by its newest key from here on.
    const peer = await parts.ring.peer();
    if (peer) await json(`/x/v1/health?knows=${peer.trusted.card.serial}`);
  }

  /** Parts of large payloads lie at the peer until we have them. */
  async function takeChunks(bundles: readonly Bundle[]): Promise<void> {
    for (const { disclosure, payload } of bundles) {
      const claims = claimsOf(disclosure);
      if (payload !== null || claims?.payload.place !== 'chunks') continue;
      const digests = claims.payload.parts.map(({ digest }) => digest);
      const have = await selectChunks(database.db, digests);
      for (const [n, digest] of digests.entries()) {
        if (have.has(digest)) continue;
        const { body } = await link.ask({ method: 'GET', path: `/x/v1/chunks/${claims.id}/${n}` });
        await parts.contents.keep(digest, n, body);
      }
    }
  }

  /** Fetches and receipts until the peer has nothing more. */
  async function takeDocuments(): Promise<void> {
    let took = '';
    for (let round = 0; round < ROUNDS; round += 1) {
      const { body } = await link.ask({ method: 'GET', path: `/x/v1/outbox${took && `?took=${took}`}` });
      const batch = readBatch(body);
      const peer = await parts.ring.peer();
      if (!batch.ok || !peer) return;
      const { bundles, receipts: seconds } = batch.value;
      if (bundles.length + seconds.length === 0) return;
      if (seconds.length > 0) await parts.settle(peer, seconds, null);
      took = seconds.length > 0 ? receiptsMark(seconds) : '';
      if (bundles.length === 0) continue;
      await takeChunks(bundles);
      const { receipts } = await parts.receive(batch.value);
      if (receipts.length === 0) return;
      const said = Buffer.from(JSON.stringify({ v: 1, receipts }));
      await link.ask({ method: 'POST', path: '/x/v1/receipts', body: said });
    }
  }

  /**
   * Looks whether the peer is there, learns its newer cards, and fetches what it has where it waits to be asked.
   *
   * @throws PeerAway
   */
  return async (): Promise<void> => {
    const peer = await parts.ring.peer();
    if (peer?.state !== 'active' || kernel.config.exchangeMode === 'pull' || !(await link.free())) return;
    const health = Health.parse(await json(`/x/v1/health?knows=${peer.trusted.card.serial}`));
    await parts.announce(peer, health.knows);
    if (health.card > peer.trusted.card.serial) await takeCards(peer.trusted.card.serial);
    if (health.mode === 'pull') await takeDocuments();
  };
}
export type Pull = ReturnType<typeof createPull>;

/** Only to see which parts to fetch; what comes of it is verified by `receive`. */
function claimsOf(disclosure: string): Disclosure | null {
  const [, payload = ''] = disclosure.split('.');
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Disclosure;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
