import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { type EvidenceOf, packEvidence } from './evidence.ts';
import { selectReceived, selectReceivedPage } from './received-store.ts';
import { selectDisclosure, selectDisclosures } from './store.ts';
import type { DisclosuresDeps, SignedDocument } from './types.ts';

/** Disclosures of one thread at most: the largest that has been thought of is a request with its supplements. */
const THREAD_MOST = 500;

interface Row {
  readonly id: string;
  readonly ledgerEntry: string;
  readonly memorandum: { readonly digest: string };
  readonly articles: readonly string[];
  readonly policyDigest: string;
  readonly objectDigest: string;
  readonly thread: string;
}

/**
 * The evidence of one disclosure, or of all that answers one another in its thread, without the contents: what is handed
 * out says that and under which article something passed, and nothing about a person. That it was handed out stands in
 * the ledger.
 */
export function createEvidence<Sealed>(kernel: Kernel, deps: DisclosuresDeps<Sealed>) {
  const { clock, database } = kernel;
  const { db } = database;

  async function find(id: string): Promise<Row> {
    const row = (await selectDisclosure(db, id)) ?? (await selectReceived(db, id));
    if (!row) throw problem('DISCLOSURE_UNKNOWN');
    return row;
  }

  async function threadOf({ thread }: Row): Promise<Row[]> {
    const page = { before: null, limit: THREAD_MOST, thread };
    const rows = [...(await selectDisclosures(db, page)), ...(await selectReceivedPage(db, page))];
    // Identifiers begin with their time.
    return rows.sort((one, other) => (one.id < other.id ? -1 : 1)).slice(0, THREAD_MOST);
  }

  /** Own entry and, of what the partner took from us, its entry, each with its proof. */
  async function evidenceOf(row: Row, signed: SignedDocument): Promise<EvidenceOf> {
    const { id } = row;
    const own = await deps.ledger.evidenceOf(db, row.ledgerEntry);
    const { disclosure, receipts, peerIndex } = signed;
    const memorandum = await deps.memoranda.signedText(db, row.memorandum.digest);
    const isSent = (await selectDisclosure(db, id)) !== undefined;
    const theirs = isSent && peerIndex !== null ? await deps.ledger.peerEvidence(peerIndex) : null;
    const sides = isSent ? { sender: own, receiver: theirs } : { sender: null, receiver: own };
    return { id, disclosure, receipts, memorandum, ...sides, content: null };
  }

  /** @throws Problem `DISCLOSURE_UNKNOWN`, `EVIDENCE_MISSING` where nothing signed went over the exchange */
  return async function evidence(
    accountId: string,
    id: string,
    of: 'disclosure' | 'thread' = 'disclosure',
  ): Promise<Uint8Array> {
    const row = await find(id);
    const disclosures: EvidenceOf[] = [];
    for (const each of of === 'thread' ? await threadOf(row) : [row]) {
      const signed = await deps.signed.documentOf(db, each.id);
      if (signed) disclosures.push(await evidenceOf(each, signed));
    }
    if (!disclosures.some((each) => each.id === id)) throw problem('EVIDENCE_MISSING');
    const packed = packEvidence({ disclosures, cards: await deps.signed.cards(db), madeAt: clock.nowIso() });
    await database.transaction((tx) =>
      deps.ledger.append(tx, {
        kind: 'audit',
        subject: id,
        articles: row.articles,
        policyDigest: row.policyDigest,
        objectDigest: row.objectDigest,
        counterpart: null,
        actors: [deps.ledger.pseudonym(accountId)],
        previousReceipt: null,
        details: { step: 'evidence', of },
      }),
    );
    return Buffer.from(packed);
  };
}
