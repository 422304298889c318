import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Approved, Refused } from './approval-check.ts';
import { fieldsOf, referencesIn } from './model.ts';
import { insertDisclosures, insertRefusal, type NewDisclosure, type RefusalRow } from './store.ts';
import type {
  Allowed,
  DisclosureHead,
  DisclosuresDeps,
  GateQuestion,
  Intent,
  LedgerEntry,
  Refusal,
} from './types.ts';

const HOUR_MS = 3_600_000;
/** Seals own copies and received contents at rest. */
export const CONTENT_SECRET = 'disclosure content';

/** Everything that the gate has established about one disclosure. */
export interface Established {
  readonly id: string;
  readonly intent: Intent;
  readonly intentDigest: string;
  readonly question: GateQuestion;
  readonly answer: Allowed;
  readonly approved: Approved;
  readonly payload: Record<string, unknown>;
  readonly removed: readonly string[];
  /** The envelope as it is sealed. */
  readonly content: Uint8Array;
  readonly salt: string;
  readonly objectDigest: string;
  readonly units: number;
  readonly retainUntil: string;
}

export type Register = ReturnType<typeof createRegister>;

/** Writes what left and what did not, each with its ledger entry, in the caller's transaction. */
export function createRegister(kernel: Kernel, deps: Pick<DisclosuresDeps, 'ledger'>) {
  const { clock, ids, secrets } = kernel;
  const { ledger } = deps;

  const referenceDigest = (reference: string) => secrets.fingerprint('disclosure references', reference);
  const actorsOf = (authorId: string | null, approved: readonly { officer: string }[] = []) => [
    ...(authorId === null ? [] : [ledger.pseudonym(authorId)]),
    ...approved.map(({ officer }) => officer),
  ];

  return {
    referenceDigest,
    actorsOf,
    headOf,
    /**
     * The rows, the own copies, the references, the ledger entries.
     *
     * @param documents digest of the signed document by disclosure, for those that go over the exchange
     */
    async disclose(
      tx: Db,
      all: readonly Established[],
      documents: ReadonlyMap<string, string>,
    ): Promise<void> {
      const entries = all.map((made) =>
        sentEntry(made, actorsOf(made.intent.author, made.approved.approvals)),
      );
      const ledgered = await ledger.appendAll(tx, entries);
      await insertDisclosures(
        tx,
        all.map((made, at) => {
          const { id, intent, payload, salt, content, retainUntil } = made;
          const references = new Set([...intent.subject.references, ...referencesIn(payload)]);
          return {
            ...rowOf(made, ledgered[at]!),
            documentDigest: documents.get(id) ?? null,
            salt,
            sealed: secrets.seal(CONTENT_SECRET, content),
            eraseAt: retainUntil,
            references: [...references].map(referenceDigest),
          };
        }),
      );
    },
    /** Says no, keeps it, ledgers it. */
    async refuse(
      tx: Db,
      of: Omit<RefusalRow, 'id' | 'ledgerEntry' | 'refusedAt' | 'law' | 'clause' | 'code' | 'reason'>,
      refused: Refused,
      entry: Pick<LedgerEntry, 'policyDigest' | 'objectDigest' | 'counterpart'>,
    ): Promise<{ refusal: Refusal; ledgerEntry: string }> {
      const id = ids.uuid();
      const { law, clause, code, text } = refused;
      const ledgerEntry = await ledger.append(tx, {
        kind: 'disclosure-refused',
        subject: id,
        articles: [clause],
        ...entry,
        actors: actorsOf(of.authorId),
        previousReceipt: null,
        details: { code, law, category: of.category, action: of.action, direction: of.direction },
      });
      await insertRefusal(tx, {
        ...of,
        id,
        law,
        clause,
        code,
        reason: text,
        ledgerEntry,
        refusedAt: clock.nowIso(),
      });
      return { refusal: { id, ...refused }, ledgerEntry };
    },
  };
}

const sentEntry = ({ id, intent, answer, objectDigest }: Established, actors: string[]): LedgerEntry => ({
  kind: 'disclosure-sent',
  subject: id,
  articles: answer.allArticles,
  policyDigest: answer.policyDigest,
  objectDigest,
  counterpart: intent.to.party,
  actors,
  previousReceipt: null,
  details: { category: intent.category, action: intent.action, channel: intent.channel ?? 'exchange' },
});

function rowOf(made: Established, ledgerEntry: string): Omit<NewDisclosure, 'documentDigest'> {
  const { id, intent, answer, question } = made;
  const { category, action, purpose, offence, tlp, mode, thread, inReplyTo } = intent;
  const channel = intent.channel ?? 'exchange';
  return {
    ...{ id, category, action, purpose, offence, tlp, mode, thread, inReplyTo, channel, ledgerEntry },
    intentKey: intent.key,
    intentDigest: made.intentDigest,
    recipient: intent.to.party,
    units: made.units,
    memorandum: answer.memorandum,
    article: answer.article,
    articles: answer.allArticles,
    policyDigest: answer.policyDigest,
    question: plainQuestion(question),
    obligations: answer.obligations,
    fields: fieldsOf(made.payload),
    redactions: made.removed,
    approvalId: intent.approval,
    approvals: made.approved.approvals,
    authorId: intent.author,
    objectDigest: made.objectDigest,
    retainUntil: made.retainUntil,
    disclosedAt: question.now.toISOString(),
    delivery: channel === 'exchange' ? 'queued' : 'handed-over',
  };
}

/** The question as it is kept: the instant as text. */
export const plainQuestion = (question: GateQuestion) => ({ ...question, now: question.now.toISOString() });

function headOf(made: Established): DisclosureHead {
  const { id, answer } = made;
  const { category, action, purpose, offence, tlp, thread, inReplyTo } = made.intent;
  const { answerWithinHours, onward, caveats } = answer.obligations;
  const answerBy =
    answerWithinHours === null
      ? null
      : new Date(made.question.now.getTime() + answerWithinHours * HOUR_MS).toISOString();
  return {
    ...{ id, category, action, purpose, offence, tlp, thread, inReplyTo, onward, caveats, answerBy },
    agreement: answer.memorandum,
    articles: answer.allArticles,
    retainUntil: made.retainUntil,
    approvals: made.approved.approvals,
  };
}
