import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { type Approved, lackOf, type Refused, readApproval } from './approval-check.ts';
import type { Contents } from './contents.ts';
import { ENVELOPE_TYPE, envelopeOf, writeEnvelope } from './envelope.ts';
import {
  fieldsOf,
  intentDigest,
  minimise,
  objectDigestOf,
  retainUntilOf,
  subjectOf,
  unitsOf,
} from './model.ts';
import { readSource, type Source } from './onward.ts';
import { makePass } from './pass.ts';
import { gateRefusal } from './refusal-texts.ts';
import { plainQuestion, type Register } from './register.ts';
import { addToCount, type Counted, lockCount, selectByKey, selectCount, setDocument } from './store.ts';
import type { Allowed, DisclosuresDeps, GateQuestion, Intent, Outcome, Preview } from './types.ts';

/** An intent that was examined and sealed. Only {@link createGate} makes one; a copy is none. */
export interface Prepared {
  readonly intent: Intent;
}

/** Tells what follows of a disclosure, in its transaction. */
type Told = (
  tx: Db,
  sent: { id: string; category: string; payload: Record<string, unknown>; article: string },
) => Promise<void>;

export type Gate = ReturnType<typeof createGate>;

interface Ready<Sealed> {
  readonly digest: string;
  readonly payload: Record<string, unknown>;
  readonly removed: readonly string[];
  readonly content: Uint8Array;
  readonly salt: string;
  /** Null where nothing goes over the exchange. */
  readonly sealed: Sealed | null;
}
interface Known {
  readonly used: number;
  readonly approved: Approved;
  readonly source: Source;
}

/**
 * The gate. It trusts nothing that a desk says about its own disclosure: fields and age are read from the content,
 * approvals from the approval, the quota from the register, and what is sealed is what was examined.
 */
export function createGate<Sealed>(
  kernel: Kernel,
  deps: DisclosuresDeps<Sealed>,
  parts: { contents: Contents; register: Register; sent: Told },
) {
  const { clock, database, ids, bus } = kernel;
  const { contents, register } = parts;
  const ready = new WeakMap<Prepared, Ready<Sealed> | Refused>();

  function questionOf(intent: Intent, payload: Record<string, unknown>, known: Known): GateQuestion {
    const now = clock.now();
    return {
      action: intent.action,
      category: intent.category,
      fields: fieldsOf(payload),
      purpose: intent.purpose,
      offence: intent.offence,
      tlp: intent.tlp,
      direction: 'out',
      from: intent.from,
      to: intent.to,
      subject: subjectOf(payload, intent.subject, now),
      approvals: known.approved.approvals.length,
      mode: intent.mode,
      // The law asks "is less used than the quota?": with all but one of this intent's own units counted, none passes it.
      usedToday: known.used + unitsOf(intent.category, payload) - 1,
      assurances: intent.assurances ?? [],
      originator: known.source.originator,
      originatorConsent: known.source.consent,
      now,
      automatic: intent.author === null,
      urgent: intent.urgent ?? false,
    };
  }

  /** Asks the law of the content as it is; where that is too much and the desk agrees, of what an article lists. */
  async function judge(db: Db, intent: Intent, known: Known) {
    const whole = { ...intent.payload };
    const ask = async (payload: Record<string, unknown>) => {
      const question = questionOf(intent, payload, known);
      return { payload, question, answer: await deps.memoranda.decide(db, question) };
    };
    const first = await ask(whole);
    if (first.answer.allowed || !intent.minimise) return { ...first, removed: [] as string[] };
    const bare = await ask({});
    if (!bare.answer.allowed) return { ...first, removed: [] as string[] };
    const { kept, removed } = minimise(whole, bare.answer.obligations.minimise);
    return { ...(removed.length > 0 ? await ask(kept) : first), removed };
  }

  /** What stands against it, or the law's leave. */
  async function weigh(db: Db, intent: Intent, used: number, supposed = 0) {
    const approved = supposed > 0 ? supposing(supposed) : await readApproval(db, deps, intent);
    if ('law' in approved) return { refusal: approved, question: null };
    const source = await readSource(db, intent, clock.nowIso());
    if ('law' in source) return { refusal: source, question: null };
    const { question, answer, payload, removed } = await judge(db, intent, { used, approved, source });
    if (!answer.allowed)
      return {
        refusal: { law: answer.set, clause: answer.clause, code: answer.code, text: answer.text },
        question,
      };
    const refusal = heldAgainst(answer, payload, approved);
    return refusal ? { refusal, question } : { refusal: null, question, answer, payload, removed, approved };
  }

  const countedOf = (intent: Intent): Counted => ({
    day: clock.nowIso().slice(0, 10),
    direction: 'out',
    category: intent.category,
    action: intent.action,
  });

  async function examine(intent: Intent): Promise<Ready<Sealed> | Refused> {
    const refusal = contents.check(intent.category, intent.payload);
    if (refusal) return refusal;
    const { db } = database;
    const weighed = await weigh(db, intent, await selectCount(db, countedOf(intent)));
    if (weighed.refusal) return weighed.refusal;
    const salt = ids.token(32);
    const { payload, removed, question } = weighed;
    const content = writeEnvelope(envelopeOf(question, payload));
    const over = (intent.channel ?? 'exchange') === 'exchange';
    const sealed = over ? await deps.exchange.seal(content, ENVELOPE_TYPE, salt) : null;
    return { digest: intentDigest(intent), content, payload, removed, salt, sealed };
  }

  async function refuse(
    tx: Db,
    intent: Intent,
    refused: Refused,
    question: GateQuestion | null,
  ): Promise<Outcome> {
    const { refusal } = await register.refuse(
      tx,
      {
        direction: 'out',
        intentKey: intent.key,
        thread: intent.thread,
        category: intent.category,
        action: intent.action,
        purpose: intent.purpose,
        tlp: intent.tlp,
        question: question && plainQuestion(question),
        authorId: intent.author,
      },
      refused,
      { policyDigest: null, objectDigest: null, counterpart: intent.to.party },
    );
    return { disclosed: false, refusal };
  }

  async function pass(
    tx: Db,
    intent: Intent,
    made: Ready<Sealed>,
    law: { question: GateQuestion; answer: Allowed; approved: Approved },
  ): Promise<Outcome> {
    const { content, salt, sealed } = made;
    const objectDigest = objectDigestOf(salt, content);
    // The document must say of its content what the ledger says of it.
    if (sealed !== null && deps.exchange.objectDigest(sealed) !== objectDigest)
      throw new Error('the sealed content has another digest than the examined one');
    const disclosure = await register.disclose(tx, {
      intent,
      ...law,
      removed: made.removed,
      content,
      salt,
      payload: made.payload,
      objectDigest,
      intentDigest: made.digest,
      units: unitsOf(intent.category, made.payload),
      retainUntil: retainUntilOf(law.answer.obligations, law.question.now),
    });
    await addToCount(tx, countedOf(intent), unitsOf(intent.category, made.payload));
    const { article } = law.answer;
    await parts.sent(tx, { id: disclosure.id, category: intent.category, payload: made.payload, article });
    if (made.sealed !== null) {
      const { documentDigest } = await deps.exchange.put(
        tx,
        makePass(disclosure.id),
        made.sealed,
        disclosure,
      );
      await setDocument(tx, disclosure.id, documentDigest);
    }
    await bus.publish(tx, 'disclosure', disclosure.id);
    return { disclosed: true, id: disclosure.id, article, repeated: false };
  }

  return {
    /**
     * Examines an intent, minimises it and seals it: the costly half, outside of any transaction. Writes nothing.
     *
     * @example
     * const prepared = await disclosures.prepare(intent);
     * const outcome = await database.transaction((tx) => disclosures.disclose(tx, prepared));
     */
    async prepare(intent: Intent): Promise<Prepared> {
      const own = structuredClone(intent);
      const prepared: Prepared = Object.freeze({ intent: own });
      ready.set(prepared, await examine(own));
      return prepared;
    },
    /**
     * Lets it leave, or says why not. Asks everything again inside the transaction: the law, the approval and the quota
     * as they are at this moment. An expected refusal is a value, is kept and ledgered, and must be committed too.
     *
     * @throws Error for a `prepared` that {@link prepare} did not make
     */
    async disclose(tx: Db, prepared: Prepared): Promise<Outcome> {
      const made = ready.get(prepared);
      if (made === undefined) throw new Error('only what the gate itself prepared can be disclosed');
      const { intent } = prepared;
      const used = await lockCount(tx, countedOf(intent));
      const earlier = await selectByKey(tx, intent.key);
      if (earlier) {
        if (earlier.intentDigest !== intentDigest(intent))
          return refuse(tx, intent, gateRefusal('KEY_REUSED'), null);
        return { disclosed: true, id: earlier.id, article: earlier.article, repeated: true };
      }
      if ('law' in made) return refuse(tx, intent, made, null);
      const weighed = await weigh(tx, intent, used);
      if (weighed.refusal) return refuse(tx, intent, weighed.refusal, weighed.question);
      // What was sealed is what the law allows now, or it does not leave.
      const content = writeEnvelope(envelopeOf(weighed.question, weighed.payload));
      if (!Buffer.from(made.content).equals(content))
        return refuse(tx, intent, gateRefusal('LAW_CHANGED'), weighed.question);
      return pass(tx, intent, made, weighed);
    },
    /**
     * What the gate would say now, or if so many officers had approved. Nothing is written, nothing is counted, and
     * nothing leaves by it: {@link disclose} counts the approvals that there are.
     */
    async mayDisclose(intent: Intent, supposed = 0): Promise<Preview> {
      const invalid = contents.check(intent.category, intent.payload);
      if (invalid) return { allowed: false, refusal: invalid };
      const { db } = database;
      const weighed = await weigh(db, intent, await selectCount(db, countedOf(intent)), supposed);
      if (weighed.refusal) return { allowed: false, refusal: weighed.refusal };
      const { article, memorandum, obligations } = weighed.answer;
      return { allowed: true, article, memorandum, obligations, redactions: weighed.removed };
    },
  };
}

/** Officers who have not approved yet, for a look ahead. */
const supposing = (count: number): Approved => ({
  approvals: Array.from({ length: count }, (_, n) => ({
    officer: `supposed-${n}`,
    at: '',
    method: 'passkey' as const,
    keyThumbprint: null,
  })),
  roles: [],
});

/** The gate's own look at a "yes": a mistake in the law's reading lets nothing out that the article does not list. */
function heldAgainst(answer: Allowed, payload: Record<string, unknown>, approved: Approved): Refused | null {
  const { article, obligations } = answer;
  const { kept, removed } = minimise(payload, obligations.minimise);
  if (removed.length > 0) return gateRefusal('FIELD_NOT_ALLOWED', { article, detail: removed.join(', ') });
  if (Object.keys(kept).length === 0) return gateRefusal('NOTHING_LEFT', { article });
  return lackOf(article, obligations, approved);
}
