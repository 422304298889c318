import { openReceipt, type Receipt, receiptStage } from '@jisr/exchange-documents';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Alarms } from './alarms.ts';
import { secondsOf } from './claims.ts';
import { type Receipted, selectSent, updateReceipted, updateSecond } from './outbox-store.ts';
import { entryOf } from './receipts.ts';
import type { KnownPeer } from './ring.ts';
import { suite } from './suite.ts';
import type { ExchangeDeps, Reason, Settlement } from './types.ts';

/** A receipt that counts for nothing: its place among those that came, and why. */
export interface ReceiptFault {
  readonly at: number;
  readonly code: string;
}

interface Checked {
  readonly token: string;
  readonly claims: Receipt;
  readonly articles: readonly string[];
}

const STATE_OF = {
  accepted: 'received',
  duplicate: 'received',
  refused: 'refused',
  processed: 'processed',
  deleted: 'processed',
  rejected: 'refused',
} as const satisfies Record<Receipt['verdict'], Settlement['state']>;

const reasonOf = ({ reason }: Receipt): Reason | null =>
  reason && { article: reason.clause ?? reason.set, code: reason.code };

/** Verifies the peer's receipts and records what they say, each for the very document that it names. */
export function createSettle(kernel: Kernel, deps: ExchangeDeps, parts: { alarms: Alarms }) {
  const { database, clock, config, bus } = kernel;

  /** `within`: the ids that were just sent; a receipt for another document has no place in that answer. */
  async function check(
    peer: KnownPeer,
    tokens: readonly string[],
    within: ReadonlySet<string> | null,
  ): Promise<{ good: Checked[]; faults: ReceiptFault[] }> {
    const receivedAt = secondsOf(clock.nowIso());
    const expected = { keys: peer.ring, issuer: peer.party, audience: config.country, receivedAt };
    const faults: ReceiptFault[] = [];
    const opened = tokens.flatMap((token, at) => {
      const checked = openReceipt(suite, token, expected, null);
      if (checked.ok) return [{ token, at, claims: checked.value.claims }];
      faults.push({ at, code: checked.fault.code });
      return [];
    });
    const sent = await selectSent(
      database.db,
      opened.map(({ claims }) => claims.of),
    );
    const good = opened.flatMap(({ token, at, claims }) => {
      const document = sent.get(claims.of);
      const foreign = !document || (within !== null && !within.has(claims.of));
      if (!foreign && document.digest === claims.digest)
        return [{ token, claims, articles: document.articles }];
      faults.push({ at, code: foreign ? 'RECEIPT_OTHER_DOCUMENT' : 'RECEIPT_OTHER_DIGEST' });
      return [];
    });
    return { good, faults };
  }

  async function record(tx: Db, peer: KnownPeer, good: readonly Checked[]): Promise<number> {
    const at = clock.nowIso();
    const first = good.filter(({ claims }) => receiptStage(claims) === 'first');
    const news = new Set(await updateReceipted(tx, first.map(receiptedOf), at));
    for (const each of good) {
      if (receiptStage(each.claims) === 'first') continue;
      const row = { ...receiptedOf(each), id: each.claims.of };
      if (await updateSecond(tx, row, at)) news.add(each.claims.of);
    }
    const told = good.filter(({ claims }) => news.has(claims.of));
    if (told.length === 0) return 0;
    await deps.ledger.appendAll(
      tx,
      told.map(({ token, claims, articles }) => {
        const refused = claims.verdict === 'refused' || claims.verdict === 'rejected';
        const kind = refused ? 'refusal-received' : 'receipt-received';
        return entryOf(kind, { id: claims.of, articles }, token, peer.party);
      }),
    );
    await deps.settled(
      tx,
      told.map(({ claims }) => ({
        id: claims.of,
        state: STATE_OF[claims.verdict],
        reason: reasonOf(claims),
        at,
      })),
    );
    await bus.publish(tx, 'exchange', told.length === 1 ? told[0]!.claims.of : '*');
    return told.length;
  }

  /**
   * @returns how many receipts were news, and those that count for nothing (an alarm is raised for each)
   */
  return async (
    peer: KnownPeer,
    tokens: readonly string[],
    within: ReadonlySet<string> | null,
  ): Promise<{ news: number; faults: readonly ReceiptFault[] }> => {
    const { good, faults } = await check(peer, tokens, within);
    const news = good.length === 0 ? 0 : await database.transaction((tx) => record(tx, peer, good));
    for (const { at, code } of faults)
      await parts.alarms(database.db, 'receipt-foreign', { place: String(at + 1), code });
    return { news, faults };
  };
}
export type Settle = ReturnType<typeof createSettle>;

const receiptedOf = ({ token, claims }: Checked): Receipted => ({
  id: claims.of,
  digest: claims.digest,
  state: STATE_OF[claims.verdict],
  receipt: token,
  reason: reasonOf(claims),
  place: claims.log && { index: claims.log.index, origin: claims.log.origin },
});
