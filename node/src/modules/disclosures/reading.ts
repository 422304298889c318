import type {
  DataProtectionState,
  DisclosureDetail,
  DisclosureQuery,
  DisclosureRefusal,
  DisclosureRow as DisclosureView,
  ReceivedDisclosureDetail,
  ReceivedDisclosureRow,
} from '@jisr/contract';
import type { z } from 'zod';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { readRowCursor, writeCursor } from '../travellers/index.ts';
import { selectDuties, selectDutiesOf, selectExpiryDays, selectTotals } from './duty-store.ts';
import { readEnvelope } from './envelope.ts';
import {
  type ReceivedRow,
  selectReceived,
  selectReceivedContent,
  selectReceivedPage,
} from './received-store.ts';
import { CONTENT_SECRET, type Register } from './register.ts';
import {
  type DisclosureRow,
  type RefusalRow,
  selectContent,
  selectDisclosure,
  selectDisclosures,
  selectHeldCopies,
  selectRefusal,
  selectRefusals,
} from './store.ts';
import type { DisclosuresDeps } from './types.ts';

const DAY_MS = 86_400_000;
const DUTIES_MOST = 500;
const FOUND_MOST = 500;
type Query = z.output<typeof DisclosureQuery>;
type Officers = Awaited<ReturnType<DisclosuresDeps['officers']>>;

/** What is shown of the gate: the register to those who work with the partner, content one at a time and logged. */
export function createReading<Sealed>(kernel: Kernel, deps: DisclosuresDeps<Sealed>, register: Register) {
  const { clock, database, secrets } = kernel;
  const { db } = database;

  const authorsOf = (rows: readonly { authorId: string | null }[]) =>
    deps.officers(db, [...new Set(rows.map((row) => row.authorId).filter((id) => id !== null))]);
  const filterOf = ({ after, limit, category, thread }: Query) => ({
    before: readRowCursor(after),
    limit: limit + 1,
    category,
    thread,
  });
  async function viewsOf(rows: readonly DisclosureRow[]): Promise<DisclosureView[]> {
    const [authors, held] = [
      await authorsOf(rows),
      await selectHeldCopies(
        db,
        rows.map(({ id }) => id),
      ),
    ];
    return rows.map((row) => viewOf(row, authors, held.has(row.id)));
  }
  const ledgeredOf = async (entry: string) => ({
    entry,
    index: (await deps.ledger.placeOf(db, [entry])).get(entry)?.index ?? null,
  });

  function opened(id: string, content: { sealed: Uint8Array } | undefined) {
    const envelope = content && readEnvelope(secrets.open(CONTENT_SECRET, content.sealed));
    if (!envelope) throw problem('DISCLOSURE_CONTENT_ERASED');
    return { id, content: envelope.payload };
  }

  return {
    async list(query: Query) {
      return paged(await selectDisclosures(db, filterOf(query)), query.limit, 'disclosedAt', viewsOf);
    },
    async received(query: Query) {
      const rows = await selectReceivedPage(db, filterOf(query));
      return paged(rows, query.limit, 'receivedAt', async (some) => some.map(receivedView));
    },
    async refusals(query: Query) {
      return paged(await selectRefusals(db, filterOf(query)), query.limit, 'refusedAt', async (some) => {
        const authors = await authorsOf(some);
        return some.map((row) => refusalView(row, authors));
      });
    },
    /** @throws Problem `DISCLOSURE_UNKNOWN` */
    async refusal(id: string): Promise<DisclosureRefusal> {
      const row = await selectRefusal(db, id);
      if (!row) throw problem('DISCLOSURE_UNKNOWN');
      return refusalView(row, await authorsOf([row]));
    },
    /** Why it was allowed. @throws Problem `DISCLOSURE_UNKNOWN` */
    async read(id: string): Promise<DisclosureDetail> {
      const row = await selectDisclosure(db, id);
      if (!row) throw problem('DISCLOSURE_UNKNOWN');
      const [view] = await viewsOf([row]);
      return {
        ...view!,
        inReplyTo: row.inReplyTo,
        articles: [...row.articles],
        articleText: await deps.memoranda.articleText(db, row.article, row.memorandum.digest),
        policyDigest: row.policyDigest,
        question: questionView(row.question),
        obligations: obligationsView(row.obligations),
        approvedBy: [...row.approvals],
        objectDigest: row.objectDigest,
        documentDigest: row.documentDigest,
        deliveryReason: row.deliveryReason,
        ledger: await ledgeredOf(row.ledgerEntry),
        duties: await selectDutiesOf(db, id),
      };
    },
    /** What binds us. @throws Problem `DISCLOSURE_UNKNOWN` */
    async readReceived(id: string): Promise<ReceivedDisclosureDetail> {
      const row = await selectReceived(db, id);
      if (!row) throw problem('DISCLOSURE_UNKNOWN');
      return {
        ...receivedView(row),
        inReplyTo: row.inReplyTo,
        articles: [...row.articles],
        articleText: await deps.memoranda.articleText(db, row.article, row.memorandum.digest),
        policyDigest: row.policyDigest,
        obligations: obligationsView(row.obligations),
        approvedBy: [...row.approvals],
        objectDigest: row.objectDigest,
        documentDigest: row.documentDigest,
        ledger: await ledgeredOf(row.ledgerEntry),
        duties: await selectDutiesOf(db, id),
      };
    },
    /** @throws Problem `DISCLOSURE_UNKNOWN`, `DISCLOSURE_CONTENT_ERASED` */
    async content(id: string) {
      if (!(await selectDisclosure(db, id))) throw problem('DISCLOSURE_UNKNOWN');
      return opened(id, await selectContent(db, id));
    },
    /** @throws Problem `DISCLOSURE_UNKNOWN`, `DISCLOSURE_CONTENT_ERASED` */
    async receivedContent(id: string) {
      if (!(await selectReceived(db, id))) throw problem('DISCLOSURE_UNKNOWN');
      return opened(id, await selectReceivedContent(db, id));
    },
    state: (): Promise<DataProtectionState> => selectTotals(db, clock.nowIso()),
    async expiry({ from, days }: { from: string; days: number }) {
      const start = new Date(`${from}T00:00:00.000Z`);
      const to = new Date(start.getTime() + days * DAY_MS).toISOString();
      return { days: await selectExpiryDays(db, { from: start.toISOString(), to }) };
    },
    duties: async (state: 'owed' | 'done') => ({
      items: await selectDuties(db, state === 'done', DUTIES_MOST),
    }),
    /** Everything about one person that is still held, in both directions. */
    async search(text: string) {
      const reference = register.referenceDigest(text);
      const filter = { before: null, limit: FOUND_MOST, reference };
      const sent = await viewsOf(await selectDisclosures(db, filter));
      const received = (await selectReceivedPage(db, filter)).map(receivedView);
      return { sent, received };
    },
  };
}

async function paged<
  Time extends string,
  Row extends { readonly id: string } & Readonly<Record<Time, string>>,
  View,
>(
  rows: readonly Row[],
  limit: number,
  time: Time,
  show: (rows: readonly Row[]) => Promise<View[]>,
): Promise<{ items: View[]; next: string | null; total: null }> {
  const some = rows.slice(0, limit);
  const last = some.at(-1);
  const next = rows.length > limit && last ? writeCursor([last[time], last.id]) : null;
  return { items: await show(some), next, total: null };
}

const officerOf = (officers: Officers, id: string | null) =>
  id === null ? null : (officers.get(id) ?? null);

function viewOf(row: DisclosureRow, authors: Officers, held: boolean): DisclosureView {
  const { id, thread, category, action, purpose, tlp, article, retainUntil, channel, recipient, delivery } =
    row;
  return {
    ...{
      id,
      thread,
      category,
      action,
      purpose,
      tlp,
      article,
      retainUntil,
      channel,
      recipient,
      delivery,
      held,
    },
    at: row.disclosedAt,
    agreement: row.memorandum,
    fields: [...row.fields],
    redactions: [...row.redactions],
    author: officerOf(authors, row.authorId),
  };
}

function receivedView(row: ReceivedRow): ReceivedDisclosureRow {
  const { id, thread, category, action, purpose, tlp, article, retainUntil, sender, erasedAt, erasedWhy } =
    row;
  return {
    ...{ id, thread, category, action, purpose, tlp, article, retainUntil, sender, erasedAt, erasedWhy },
    at: row.receivedAt,
    agreement: row.memorandum,
    fields: [...row.fields],
    held: erasedAt === null,
    onward: row.obligations.onward,
  };
}

function refusalView(row: RefusalRow, authors: Officers): DisclosureRefusal {
  const { id, direction, thread, category, action, purpose, tlp, law, clause, code, reason, ledgerEntry } =
    row;
  return {
    ...{ id, direction, thread, category, action, purpose, tlp, law, clause, code, reason, ledgerEntry },
    at: row.refusedAt,
    author: officerOf(authors, row.authorId),
  };
}

function questionView({
  subject,
  assurances,
  ...question
}: DisclosureRow['question']): DisclosureDetail['question'] {
  const { from, to, offence, mode, approvals, usedToday, originator, originatorConsent, automatic } =
    question;
  return {
    ...{ from, to, offence, mode, approvals, usedToday, originator, originatorConsent, automatic },
    ...subject,
    assurances: [...assurances],
  };
}

const obligationsView = (of: DisclosureRow['obligations']): DisclosureDetail['obligations'] => ({
  ...of,
  approvalRoles: [...of.approvalRoles],
  minimise: [...of.minimise],
  caveats: of.caveats.map((caveat) => ({ ...caveat })),
});
