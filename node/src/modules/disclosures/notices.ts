import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Contents } from './contents.ts';
import { closeDuties, type DutyRow, insertDuties } from './duty-store.ts';
import { readEnvelope, writeEnvelope } from './envelope.ts';
import type { Erasure } from './erasure.ts';
import { fieldsOf, minimise } from './model.ts';
import { receivedOf } from './receive.ts';
import { lockReceived, selectReceivedContent, updateContent } from './received-store.ts';
import { CONTENT_SECRET } from './register.ts';
import { selectDisclosure } from './store.ts';
import type { Desks, DisclosuresDeps, Received } from './types.ts';

const HOUR_MS = 3_600_000;
/** How long the partner has for a deletion or correction where its article sets no term. */
const DUE_HOURS = 72;

/** Takes the partner's corrections, deletions and confirmations: applied at once, whatever a desk thinks of them. */
export function createNotices<Sealed>(
  kernel: Kernel,
  deps: DisclosuresDeps<Sealed>,
  parts: { erasure: Pick<Erasure, 'erase'>; contents: Contents },
) {
  const { clock, ids, secrets } = kernel;

  /** What the sender withdraws is taken away, what it corrects is put in its place; within what its article allows. */
  async function correct(tx: Db, notice: Received, receivedId: string): Promise<void> {
    const [row] = await lockReceived(tx, [receivedId]);
    const content = row && (await selectReceivedContent(tx, row.id));
    const envelope = content && readEnvelope(secrets.open(CONTENT_SECRET, content.sealed));
    if (!row || !envelope) return;
    const { corrected, withdrawn } = notice.payload as {
      corrected?: object | null;
      withdrawn?: string[] | null;
    };
    const merged = Object.entries({ ...envelope.payload, ...corrected }).filter(
      ([name]) => !withdrawn?.includes(name),
    );
    const { kept } = minimise(Object.fromEntries(merged), row.obligations.minimise);
    if (parts.contents.check(row.category, kept)) return;
    const next = { ...envelope, payload: kept };
    await updateContent(tx, row.id, {
      sealed: secrets.seal(CONTENT_SECRET, writeEnvelope(next)),
      fields: fieldsOf(kept),
    });
    await deps.corrected(tx, receivedOf(row, next));
    await ledgered(tx, 'correction', notice, row.id);
  }

  const ledgered = (tx: Db, kind: 'correction' | 'deletion', notice: Received, subject: string) =>
    deps.ledger.append(tx, {
      kind,
      subject,
      articles: [notice.article],
      policyDigest: null,
      objectDigest: null,
      counterpart: notice.sender,
      actors: [],
      previousReceipt: null,
      details: { notice: notice.id },
    });

  const ofUs = (kind: 'correction' | 'deletion', notice: Received, disclosureId: string): DutyRow => ({
    id: ids.uuid(),
    disclosureId,
    owedBy: 'us',
    kind,
    noticeId: notice.id,
    article: notice.article,
    openedAt: clock.nowIso(),
    dueAt: clock.nowIso(),
    doneAt: clock.nowIso(),
  });

  const desks: Desks = {
    'deletion-notice': {
      fault: namesOne,
      async take(tx, notice) {
        const of = String(notice.payload.of);
        await insertDuties(tx, [ofUs('deletion', notice, of)]);
        await parts.erasure.erase(tx, [of], 'notice', notice.id);
      },
    },
    'correction-notice': {
      fault: (payload) => namesOne(payload) ?? correctionFault(payload),
      async take(tx, notice) {
        const of = String(notice.payload.of);
        await insertDuties(tx, [ofUs('correction', notice, of)]);
        await correct(tx, notice, of);
      },
    },
    'deletion-receipt': {
      fault: namesOne,
      async take(tx, notice) {
        const disclosureId = String(notice.payload.of);
        const at = clock.nowIso();
        await closeDuties(tx, { disclosureId, owedBy: 'partner', kind: 'deletion' }, at);
        await closeDuties(tx, { disclosureId, owedBy: 'partner', kind: 'deletion-receipt' }, at);
        await ledgered(tx, 'deletion', notice, disclosureId);
      },
    },
  };

  return desks;
}

/** What a notice of ours makes the partner owe, in the transaction in which it is disclosed. */
export function createOwed({ clock, ids }: Pick<Kernel, 'clock' | 'ids'>) {
  return async function owed(
    tx: Db,
    sent: { id: string; category: string; payload: Record<string, unknown>; article: string },
  ): Promise<void> {
    const kind = OWED[sent.category];
    const { of } = sent.payload;
    if (kind === undefined || typeof of !== 'string' || !(await selectDisclosure(tx, of))) return;
    const { id: noticeId, article } = sent;
    const openedAt = clock.nowIso();
    const dueAt = new Date(clock.now().getTime() + DUE_HOURS * HOUR_MS).toISOString();
    await insertDuties(tx, [
      {
        id: ids.uuid(),
        disclosureId: of,
        owedBy: 'partner',
        kind,
        noticeId,
        article,
        openedAt,
        dueAt,
        doneAt: null,
      },
    ]);
  };
}

const OWED: Readonly<Record<string, DutyRow['kind']>> = {
  'deletion-notice': 'deletion',
  'correction-notice': 'correction',
};

const namesOne = ({ of }: Readonly<Record<string, unknown>>): string | null =>
  typeof of === 'string' ? null : 'of';

function correctionFault({ corrected, withdrawn }: Readonly<Record<string, unknown>>): string | null {
  const values = corrected ?? {};
  if (typeof values !== 'object' || Array.isArray(values)) return 'corrected';
  const names = withdrawn ?? [];
  return Array.isArray(names) && names.every((name) => typeof name === 'string') ? null : 'withdrawn';
}
