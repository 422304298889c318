import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Refused } from './approval-check.ts';
import type { Contents } from './contents.ts';
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
import { addToCount, type Counted, lockCount } from './store.ts';
import type {
  Allowed,
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

  async function weigh(tx: Db, document: ReceivedDocument, used: number): Promise<Law> {
    const envelope = open(document);
    if ('law' in envelope) return { refused: envelope, question: null };
    const { category } = document.head;
    const desk = parts.desks()[category];
    if (desk === undefined) return { refused: gateRefusal('HANDLER_MISSING', { category }), question: null };
    const question = questionOf(document, envelope, used);
    const answer = await deps.memoranda.decide(tx, question);
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
    await bus.publish(tx, 'disclosure', id);
    return { verdict: 'refused', reason: { article: refused.clause, code: refused.code }, ledgerEntry };
  }

  async function hold(
    tx: Db,
    document: ReceivedDocument,
    { envelope, answer, desk, question }: Taken,
  ): Promise<Verdict> {
    const { head } = document;
    const ledgerEntry = await deps.ledger.append(tx, {
      kind: 'disclosure-received',
      subject: head.id,
      articles: answer.allArticles,
      policyDigest: answer.policyDigest,
      objectDigest: document.objectDigest,
      counterpart: document.from,
      actors: head.approvals.map(({ officer }) => officer),
      previousReceipt: null,
      details: { category: head.category, action: head.action },
    });
    const row = rowOf(document, envelope, answer, { ledgerEntry, now: question.now });
    const sealed = secrets.seal(CONTENT_SECRET, document.payload);
    const references = referencesIn(envelope.payload).map(register.referenceDigest);
    await insertReceived(tx, { ...row, sealed }, references);
    await desk.take(tx, receivedOf(row, envelope));
    await bus.publish(tx, 'disclosure', head.id);
    return { verdict: 'accepted', reason: null, ledgerEntry };
  }

  /**
   * Takes a document of the partner in, or refuses it; in the transaction in which its receipt is made.
   *
   * @example
   * exchange: { received: disclosures.receive }
   */
  return async function receive(tx: Db, document: ReceivedDocument): Promise<Verdict> {
    const { category, action } = document.head;
    const counted: Counted = { day: clock.nowIso().slice(0, 10), direction: 'in', category, action };
    const law = await weigh(tx, document, await lockCount(tx, counted));
    if (law.refused !== null) return refuse(tx, document, law.refused, law.question);
    await addToCount(tx, counted, unitsOf(category, law.envelope.payload));
    return hold(tx, document, law);
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
): Omit<NewReceived, 'sealed'> {
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
export function receivedOf(row: Omit<NewReceived, 'sealed' | 'salt'>, envelope: Envelope): Received {
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
