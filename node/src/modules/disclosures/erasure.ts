import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { closeDuties, type DutyRow, insertDuties, selectDuty } from './duty-store.ts';
import type { Erasures } from './erasure-journal.ts';
import {
  eraseOwnCopies,
  eraseReceived,
  lockReceived,
  type ReceivedRow,
  selectExpired,
  selectHeld,
  selectReceived,
} from './received-store.ts';
import type { Sender } from './sending.ts';
import type { DisclosuresDeps, Intent } from './types.ts';

const BATCH = 200;
const DAY_MS = 86_400_000;
/** For how long the partner may take to confirm that it has deleted what we sent, days. */
const CONFIRM_DAYS = 7;

export type Erasure = ReturnType<typeof createErasure>;

/**
 * Ends what has ended: contents of the partner at their term or when it asks, own copies at the term of the partner.
 * Content, salt and references go; the tombstone stays, and the partner is told by a signed confirmation.
 */
export function createErasure<Sealed>(
  kernel: Kernel,
  deps: DisclosuresDeps<Sealed>,
  parts: { send: Sender['send']; journal: Erasures },
) {
  const { clock, database, ids, queue, log, bus } = kernel;

  const duty = (of: Omit<DutyRow, 'id' | 'openedAt'>): DutyRow => ({
    ...of,
    id: ids.uuid(),
    openedAt: clock.nowIso(),
  });
  const later = (days: number) => new Date(clock.now().getTime() + days * DAY_MS).toISOString();

  /** Erases these of the partner's contents that are still here, and opens the duty to confirm it. */
  async function erase(
    tx: Db,
    receivedIds: readonly string[],
    why: NonNullable<ReceivedRow['erasedWhy']>,
    noticeId: string | null = null,
  ): Promise<void> {
    const rows = await lockReceived(tx, receivedIds);
    const held = rows.filter((row) => row.erasedAt === null);
    const at = clock.nowIso();
    await eraseReceived(
      tx,
      held.map((row) => row.id),
      why,
      at,
    );
    await deps.erased(tx, held);
    for (const row of held) await deps.ledger.append(tx, deletionOf(row, why));
    await confirmLater(tx, why === 'notice' ? rows : held, noticeId);
    for (const row of held) await bus.publish(tx, 'disclosure', row.id);
    // Before the commit: what a failed commit leaves behind has ended all the same, and an erasure missed would come back.
    await parts.journal.write(held.map((row) => row.id));
  }

  async function confirmLater(tx: Db, rows: readonly ReceivedRow[], noticeId: string | null): Promise<void> {
    const duties = rows
      .filter((row) => row.purpose !== 'protocol')
      .map((row) =>
        duty({
          disclosureId: row.id,
          owedBy: 'us',
          kind: 'deletion-receipt',
          noticeId: noticeId ?? row.id,
          article: row.article,
          dueAt: later(1),
          doneAt: null,
        }),
      );
    await insertDuties(tx, duties);
    for (const { id } of duties) await queue.enqueue(tx, 'disclosures.receipt', { dutyId: id }, { key: id });
  }

  /** The partner's part at the term: it confirms that it has deleted too. */
  async function expireOwn(tx: Db): Promise<number> {
    const gone = await eraseOwnCopies(tx, clock.nowIso(), BATCH);
    const sent = gone.filter(
      ({ channel, category }) => channel === 'exchange' && !category.startsWith('deletion-'),
    );
    await insertDuties(
      tx,
      sent.map(({ id, article }) =>
        duty({
          disclosureId: id,
          owedBy: 'partner',
          kind: 'deletion-receipt',
          noticeId: id,
          article,
          dueAt: later(CONFIRM_DAYS),
          doneAt: null,
        }),
      ),
    );
    return gone.length;
  }

  return {
    erase,
    /** Erases all whose term has come; run by the hour, and at the start. */
    async expire(): Promise<{ received: number; own: number }> {
      const done = { received: 0, own: 0 };
      for (;;) {
        const expired = await selectExpired(database.db, clock.nowIso(), BATCH);
        if (expired.length > 0) await database.transaction((tx) => erase(tx, expired, 'term'));
        const own = await database.transaction(expireOwn);
        done.received += expired.length;
        done.own += own;
        if (expired.length < BATCH && own < BATCH) break;
      }
      log.info({ event: 'disclosures.expired', ...done }, 'contents whose term has come are erased');
      return done;
    },
    /** After a restore: what was erased before is erased again, by the journal that lies beside the database. */
    async applyJournal(): Promise<number> {
      let again = 0;
      for (const some of await parts.journal.read()) {
        const held = await selectHeld(database.db, some);
        if (held.length > 0) await database.transaction((tx) => erase(tx, held, 'restore'));
        again += held.length;
      }
      if (again > 0)
        log.warn({ event: 'disclosures.erased-again', again }, 'a restored database held erased contents');
      return again;
    },
    /** Sends the confirmation that is owed; a refusal of the gate leaves the duty open, and the job is tried again. */
    async confirm(dutyId: string): Promise<void> {
      const owed = await selectDuty(database.db, dutyId);
      const row = owed && (await selectReceived(database.db, owed.disclosureId));
      if (!owed || owed.doneAt !== null || !row) return;
      const { disclosureId, owedBy, kind, noticeId } = owed;
      const outcome = await parts.send(confirmationOf(row, owed, deps), async (tx, said) => {
        if (said.disclosed) await closeDuties(tx, { disclosureId, owedBy, kind, noticeId }, clock.nowIso());
      });
      if (!outcome.disclosed) throw new Error(`the confirmation was refused: ${outcome.refusal.clause}`);
    },
  };
}

const deletionOf = (row: ReceivedRow, why: string) => ({
  kind: 'deletion' as const,
  subject: row.id,
  articles: row.articles,
  policyDigest: row.policyDigest,
  objectDigest: row.objectDigest,
  counterpart: row.sender,
  actors: [],
  previousReceipt: null,
  details: { why, category: row.category },
});

function confirmationOf(row: ReceivedRow, owed: DutyRow, deps: Pick<DisclosuresDeps, 'self'>): Intent {
  return {
    key: `deletion-receipt:${owed.disclosureId}:${owed.noticeId}`,
    action: 'notify',
    category: 'deletion-receipt',
    purpose: 'protocol',
    offence: null,
    tlp: 'green',
    mode: null,
    payload: { of: row.id, deletedAt: row.erasedAt ?? owed.openedAt, copies: 1 },
    subject: { minor: false, own: false, sensitive: false, references: [] },
    from: deps.self,
    to: { party: row.sender, agency: row.fromAgency },
    thread: row.thread,
    inReplyTo: owed.noticeId === row.id ? null : owed.noticeId,
    approval: null,
    author: null,
  };
}
