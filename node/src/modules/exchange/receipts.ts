import { digestOf, type Receipt, signReceipt } from '@jisr/exchange-documents';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { secondsOf } from './claims.ts';
import {
  type Known,
  selectIncoming,
  selectKnown,
  selectUnreceipted,
  updateReceipts,
  updateSecondReceipt,
} from './inbox-store.ts';
import type { Keys } from './keys.ts';
import { PUSH_JOB } from './put.ts';
import type { KnownPeer, Ring } from './ring.ts';
import { suite } from './suite.ts';
import type { ExchangeDeps, ExchangeEntry, Reason } from './types.ts';

const setOf = (article: string): 'floor' | 'directive' | 'memorandum' =>
  article.startsWith('floor') ? 'floor' : article.startsWith('directive') ? 'directive' : 'memorandum';

/** How the ledger names what a receipt says; the peer names it as received, and both are joined by it. */
const KIND_OF = {
  accepted: 'receipt-sent',
  processed: 'receipt-sent',
  deleted: 'receipt-sent',
  refused: 'refusal-sent',
  rejected: 'refusal-sent',
} as const satisfies Partial<Record<Receipt['verdict'], ExchangeEntry['kind']>>;

/** The reason as it is signed: the clause that stopped it, and nothing else. */
const wireReason = (reason: Reason): Receipt['reason'] => ({
  set: setOf(reason.article),
  clause: reason.article,
  code: reason.code,
  text: null,
});

/** Makes receipts: after the commit of what they are for, with its place in the own ledger, kept verbatim. */
export function createReceipts(
  kernel: Kernel,
  deps: Pick<ExchangeDeps, 'ledger' | 'cardParts'>,
  parts: { keys: Keys; ring: Ring },
) {
  const { database, clock, config, queue } = kernel;

  async function make(peer: KnownPeer, rows: readonly Known[]): Promise<Map<string, string>> {
    await deps.ledger.sequence();
    const entries = rows.flatMap(({ ledgerEntry }) => ledgerEntry ?? []);
    const places = await deps.ledger.placeOf(database.db, entries);
    const { logOrigin } = parts.keys.card().card;
    const signer = parts.keys.signer(peer.toldSerial);
    const made = await Promise.all(
      rows.map(async (row) => {
        const place = (row.ledgerEntry && places.get(row.ledgerEntry)) || null;
        const receipt = await signReceipt(signer, {
          v: 1,
          of: row.id,
          digest: row.digest,
          iss: config.country,
          aud: peer.party,
          iat: secondsOf(clock.nowIso()),
          receivedAt: secondsOf(row.receivedAt),
          verdict: row.verdict,
          reason: row.verdict === 'refused' && row.reason ? wireReason(row.reason) : null,
          log: place && { origin: logOrigin, index: place.index },
        });
        return { row, receipt, place };
      }),
    );
    return database.transaction(async (tx) => {
      const kept = await updateReceipts(
        tx,
        made.map(({ row, receipt, place }) => ({ id: row.id, receipt, place })),
      );
      const own = made.filter(({ row, receipt }) => kept.get(row.id) === receipt);
      await deps.ledger.appendAll(
        tx,
        own.map(({ row, receipt }) => entryOf(KIND_OF[row.verdict], row, receipt, peer.party)),
      );
      return kept;
    });
  }

  return {
    /** The receipts of these documents, in this order; those that have none yet are made. */
    async of(peer: KnownPeer, ids: readonly string[]): Promise<string[]> {
      if (ids.length === 0) return [];
      const known = await selectKnown(database.db, ids);
      const without = [...known.values()].filter(({ receipt }) => receipt === null);
      const made = without.length === 0 ? new Map<string, string>() : await make(peer, without);
      return ids.flatMap((id) => known.get(id)?.receipt ?? made.get(id) ?? []);
    },
    /** Makes the receipts that a node owed when it died. */
    async catchUp(): Promise<void> {
      const peer = await parts.ring.peer();
      if (!peer) return;
      const owed = await selectUnreceipted(database.db, 500);
      if (owed.length > 0) await make(peer, owed);
    },
    /**
     * Says later what became of the content of a document that was accepted: processed, rejected, deleted. In the
     * caller's transaction; it goes back to the sender after the commit.
     */
    async second(
      tx: Db,
      id: string,
      verdict: 'processed' | 'rejected' | 'deleted',
      reason: Reason | null,
    ): Promise<void> {
      const peer = await parts.ring.peer(tx);
      const row = await selectIncoming(tx, id);
      if (!peer || !row) throw new Error('a second receipt is for a document that was accepted');
      const now = secondsOf(clock.nowIso());
      const receipt = await signReceipt(parts.keys.signer(peer.toldSerial), {
        v: 1,
        of: id,
        digest: row.digest,
        iss: config.country,
        aud: peer.party,
        iat: now,
        receivedAt: now,
        verdict,
        reason: verdict === 'rejected' && reason ? wireReason(reason) : null,
        log: null,
      });
      await updateSecondReceipt(tx, id, receipt);
      await deps.ledger.append(
        tx,
        entryOf(KIND_OF[verdict], { id, articles: row.articles }, receipt, peer.party),
      );
      await queue.enqueue(tx, PUSH_JOB, {}, { key: 'now' });
    },
  };
}
export type Receipts = ReturnType<typeof createReceipts>;

/** The ledger's line of a receipt. */
export const entryOf = (
  kind: ExchangeEntry['kind'],
  of: { readonly id: string; readonly articles: readonly string[] },
  receipt: string,
  counterpart: string,
): ExchangeEntry => ({
  kind,
  subject: of.id,
  articles: of.articles,
  policyDigest: null,
  objectDigest: digestOf(suite, receipt),
  counterpart,
  actors: [],
  previousReceipt: null,
});
