import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { packEvidence } from './evidence.ts';
import { selectReceived } from './received-store.ts';
import { selectDisclosure } from './store.ts';
import type { DisclosuresDeps } from './types.ts';

/**
 * The evidence of one disclosure, without its content: what is handed out says that and under which article something
 * passed, and nothing about a person. That it was handed out stands in the ledger.
 */
export function createEvidence<Sealed>(kernel: Kernel, deps: DisclosuresDeps<Sealed>) {
  const { clock, database } = kernel;
  const { db } = database;

  /** @throws Problem `DISCLOSURE_UNKNOWN`, `EVIDENCE_MISSING` where nothing signed went over the exchange */
  return async function evidence(accountId: string, id: string): Promise<Uint8Array> {
    const sent = await selectDisclosure(db, id);
    const row = sent ?? (await selectReceived(db, id));
    if (!row) throw problem('DISCLOSURE_UNKNOWN');
    const signed = await deps.signed.documentOf(db, id);
    if (!signed) throw problem('EVIDENCE_MISSING');
    const own = await deps.ledger.evidenceOf(db, row.ledgerEntry);
    const memorandum = await deps.memoranda.signedText(db, row.memorandum.digest);
    const [sender, receiver] = sent ? [own, null] : [null, own];
    const packed = packEvidence({
      disclosures: [{ id, ...signed, memorandum, sender, receiver, content: null }],
      cards: await deps.signed.cards(db),
      madeAt: clock.nowIso(),
    });
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
        details: { step: 'evidence' },
      }),
    );
    return Buffer.from(packed);
  };
}
