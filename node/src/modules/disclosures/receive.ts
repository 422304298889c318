import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Refused } from './approval-check.ts';
import type { Contents } from './contents.ts';
import { addToCounts, type Counted, countOf, lockCounts } from './count-store.ts';
import { ENVELOPE_TYPE, type Envelope, readEnvelope } from './envelope.ts';
import {
  distinctOfficers,
  earlierOf,
  fieldsOf,
  minimise,
  referencesIn,
  retainUntilOf,
  stricterOnward,
  subjectOf,
  unitsOf,
} from './model.ts';
import { ONWARD_CONSENT } from './onward.ts';
import { insertReceived, type NewReceived } from './received-store.ts';
import { gateRefusal } from './refusal-texts.ts';
import { CONTENT_SECRET, plainQuestion, type Register } from './register.ts';

import type {
  Allowed,
  Decide,
  Desk,
  DisclosuresDeps,
  GateQuestion,
  Received,
  ReceivedDocument,
  Verdict,
} from './types.ts';

type Law =
  | { readonly refused: Refused; readonly question: GateQuestion | null }
  | (Taken & { refused: null });
interface Taken {
  readonly envelope: Envelope;
  readonly question: GateQuestion;
  readonly answer: Allowed;
  readonly desk: Desk;
}

/** A document that may be held. */
interface Held {
  readonly document: ReceivedDocument;
  readonly law: Taken;
  readonly counted: Counted & { readonly units: number };
}

/**
 * The gate of the receiver: may we hold this? It asks our own law, which the sender's "yes" does not bind, keeps for the
 * shorter of both terms, and refuses with the clause and nothing of the content.
 */
export function createReceive<Sealed>(
  kernel: Kernel,
  deps: DisclosuresDeps<Sealed>,
  parts: { contents: Contents; register: Register; desks: () => Readonly<Record<string, Desk>> },
) {
  const { clock, secrets, bus } = kernel;
  const { contents, register } = parts;

  function open({ mediaType, payload, from, to, head }: ReceivedDocument): Envelope | Refused {
    const envelope = mediaType === ENVELOPE_TYPE ? readEnvelope(payload) : null;
    if (envelope === null) return gateRefusal('ENVELOPE_INVALID');
    if (envelope.from.party !== from || envelope.to.party !== to || to !== deps.self.party)
      return gateRefusal('PARTY_WRONG');
    return contents.check(head.category, envelope.payload) ?? envelope;
  }

  function questionOf({ head }: ReceivedDocument, envelope: Envelope, used: number): GateQuestion {
    const { action, category, purpose, offence, tlp } = head;
    const { payload, subject, v: _v, ...said } = envelope;
    const now = clock.now();
    return {
      ...{ action, category, purpose, offence, tlp, ...said, now },
      fields: fieldsOf(payload),
      direction: 'in',
      subject: subjectOf(payload, subject, now),
      approvals: distinctOfficers(head.approvals, null).length,
      usedToday: used + unitsOf(category, payload) - 1,
    };
  }

  function weigh(document: ReceivedDocument, used: number, decide: Decide): Law {
    const envelope = open(document);
    if ('law' in envelope) return { refused: envelope, question: null };
    const { category } = document.head;
    const desk = parts.desks()[category];
    if (desk === undefined) return { refused: gateRefusal('HANDLER_MISSING', { category }), question: null };
    const question = questionOf(document, envelope, used);
    const answer = decide(question);
    if (!answer.allowed) {
      const { set, clause, code, text } = answer;
      return { refused: { law: set, clause, code, text }, question };
    }
    const refused = heldAgainst(document, answer, envelope, desk);
    return refused ? { refused, question } : { refused: null, envelope, question, answer, desk };
  }

  async function refuse(
    tx: Db,
    document: ReceivedDocument,
    refused: Refused,
    question: GateQuestion | null,
  ): Promise<Verdict> {
    const { id, thread, category, action, purpose, tlp } = document.head;
    const { ledgerEntry } = await register.refuse(
      tx,
      {
        ...{ thread, category, action, purpose, tlp },
        direction: 'in',
        intentKey: id,
        question: question && plainQuestion(question),
        authorId: null,
      },
      refused,
      { policyDigest: null, objectDigest: document.objectDigest, counterpart: document.from },
    );
    return { verdict: 'refused', reason: { article: refused.clause, code: refused.code }, ledgerEntry };
  }

  /** Writes what may be held, in its order; returns the places in the ledger. */
  async function hold(tx: Db, held: readonly Held[]): Promise<string[]> {
    const ledgered = await deps.ledger.appendAll(
      tx,
      held.map(({ document: { head, objectDigest, from }, law: { answer } }) => ({
        kind: 'disclosure-received',
        subject: head.id,
        articles: answer.allArticles,
        policyDigest: answer.policyDigest,
        objectDigest,
        counterpart: from,
        actors: head.approvals.map(({ officer }) => officer),
        previousReceipt: null,
        details: { category: head.category, action: head.action },
      })),
    );
    const rows = held.map(({ document, law: { envelope, answer, question } }, at) => ({
      ...rowOf(document, envelope, answer, { ledgerEntry: ledgered[at]!, now: question.now }),
      sealed: secrets.seal(CONTENT_SECRET, document.payload),
      references: referencesIn(envelope.payload).map(register.referenceDigest),
    }));
    await insertReceived(tx, rows);
    // One after another: a correction finds what came before it in the same batch.
    for (const [at, { law }] of held.entries()) await law.desk.take(tx, receivedOf(rows[at]!, law.envelope));
    return [...ledgered];
  }

  /**
   * Takes documents of the partner in, or refuses them; in the transaction in which their receipts are made.
   *
   * @returns the verdicts, in the order of the documents
   * @example
   * exchange: { received: disclosures.receive }
   */
  return async function receive(tx: Db, documents: readonly ReceivedDocument[]): Promise<Verdict[]> {
    if (documents.length === 0) return [];
    const day = clock.nowIso().slice(0, 10);
    const countedOf = ({ head: { category, action } }: ReceivedDocument): Counted => ({
      ...{ day, direction: 'in', category, action },
    });
    const counts = await lockCounts(tx, documents.map(countedOf));
    const decide = await deps.memoranda.deciding(tx, clock.now());
    const held: Held[] = [];
    const refused = new Map<string, Verdict>();
    for (const document of documents) {
      const counted = countOf(countedOf(document));
      const used = counts.get(counted) ?? 0;
      const law = weigh(document, used, decide);
      if (law.refused !== null) {
        refused.set(document.head.id, await refuse(tx, document, law.refused, law.question));
        continue;
      }
      const units = unitsOf(document.head.category, law.envelope.payload);
      counts.set(counted, used + units);
      held.push({ document, law, counted: { ...countedOf(document), units } });
    }
    const entries = new Map<string, string>();
    if (held.length > 0) {
      await addToCounts(
        tx,
        held.map(({ counted }) => counted),
      );
      const ledgered = await hold(tx, held);
      for (const [at, { document }] of held.entries()) entries.set(document.head.id, ledgered[at]!);
    }
    await bus.publish(tx, 'disclosure', documents.length === 1 ? documents[0]!.head.id : '*');
    return documents.map(({ head: { id } }): Verdict => {
      const ledgerEntry = entries.get(id);
      return ledgerEntry === undefined
        ? refused.get(id)!
        : { verdict: 'accepted', reason: null, ledgerEntry };
    });
  };
}

/** What stands against a document that our law would allow: another text of the agreement, another article, more fields. */
function heldAgainst(
  { head }: ReceivedDocument,
  { article, allArticles, memorandum, obligations }: Allowed,
  { payload }: Envelope,
  desk: Desk,
): Refused | null {
  const { agreement } = head;
  if (memorandum.id === agreement.id && memorandum.digest !== agreement.digest)
    return gateRefusal('POLICY_DIFFERS', {
      article: agreement.id,
      theirs: agreement.digest,
      ours: memorandum.digest,
    });
  const theirs = head.articles[0] ?? '';
  if (memorandum.id !== agreement.id || !allArticles.includes(theirs))
    return gateRefusal('ARTICLE_UNKNOWN', { article, detail: theirs });
  const { removed } = minimise(payload, obligations.minimise);
  if (removed.length > 0) return gateRefusal('FIELD_NOT_ALLOWED', { article, detail: removed.join(', ') });
  const fault = desk.fault?.(payload) ?? null;
  return fault === null ? null : gateRefusal('CONTENT_INVALID', { detail: fault });
}

function rowOf(
  document: ReceivedDocument,
  envelope: Envelope,
  answer: Allowed,
  { ledgerEntry, now }: { ledgerEntry: string; now: Date },
): Omit<NewReceived, 'sealed' | 'references'> {
  const { id, thread, inReplyTo, category, action, purpose, offence, tlp, retainUntil, onward, approvals } =
    document.head;
  const { payload, mode } = envelope;
  const consents = category === 'outcome-notice' && payload.outcome === ONWARD_CONSENT;
  return {
    ...{ id, thread, inReplyTo, category, action, purpose, offence, tlp, mode, approvals, ledgerEntry },
    sender: document.from,
    fromAgency: envelope.from.agency,
    toAgency: envelope.to.agency,
    memorandum: answer.memorandum,
    article: answer.article,
    articles: answer.allArticles,
    policyDigest: answer.policyDigest,
    obligations: { ...answer.obligations, onward: stricterOnward(answer.obligations.onward, onward) },
    fields: fieldsOf(payload),
    consentOf: consents && typeof payload.of === 'string' ? payload.of : null,
    documentDigest: document.documentDigest,
    objectDigest: document.objectDigest,
    salt: document.salt,
    receivedAt: now.toISOString(),
    retainUntil: earlierOf(retainUntilOf(answer.obligations, now), new Date(retainUntil).toISOString()),
  };
}

/** What a desk is given. */
export function receivedOf(
  row: Omit<NewReceived, 'sealed' | 'salt' | 'references'>,
  envelope: Envelope,
): Received {
  const { id, sender, thread, inReplyTo, category, action, purpose, offence, tlp, mode, article } = row;
  const { obligations, retainUntil, receivedAt } = row;
  return {
    ...{ id, sender, thread, inReplyTo, category, action, purpose, offence, tlp, mode, article },
    ...{ obligations, retainUntil, receivedAt },
    from: envelope.from,
    to: envelope.to,
    payload: envelope.payload,
  };
}
