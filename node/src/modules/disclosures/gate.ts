import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Refused } from './approval-check.ts';
import type { Contents } from './contents.ts';
import { envelopeOf, writeEnvelope } from './envelope.ts';
import { createExamine, type Ready } from './examining.ts';
import { intentDigest, objectDigestOf, retainUntilOf, unitsOf } from './model.ts';
import { makePass } from './pass.ts';
import { gateRefusal } from './refusal-texts.ts';
import { type Established, plainQuestion, type Register } from './register.ts';
import { addToCounts, countOf, type Earlier, lockCounts, selectByKeys } from './store.ts';
import type {
  Decide,
  DisclosureHead,
  DisclosuresDeps,
  GateQuestion,
  Intent,
  Outcome,
  Preview,
} from './types.ts';
import { createWeigh } from './weighing.ts';

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

/** One that the law lets pass, before it is written. */
interface Leaving<Sealed> {
  readonly established: Established;
  readonly sealed: Sealed | null;
}
/** What one call knows while it goes through its intents: one leaves after another, and each sees those before it. */
interface Round {
  readonly decide: Decide;
  readonly counts: Map<string, number>;
  readonly earlier: Map<string, Earlier>;
  readonly approvals: Set<string>;
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
  const { clock, ids, bus } = kernel;
  const { contents, register } = parts;
  const weigh = createWeigh(kernel, deps);
  const { countedOf, look, examine } = createExamine(kernel, deps, { contents, weigh });
  const ready = new WeakMap<Prepared, Ready<Sealed> | Refused>();

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

  /** Puts one intent before the law in its turn. What leaves is returned, to be written with the others. */
  async function judge(
    tx: Db,
    prepared: Prepared,
    round: Round,
  ): Promise<{ outcome: Outcome; leaving: Leaving<Sealed> | null }> {
    const made = ready.get(prepared);
    if (made === undefined) throw new Error('only what the gate itself prepared can be disclosed');
    const { intent } = prepared;
    const no = async (refused: Refused, question: GateQuestion | null = null) => ({
      outcome: await refuse(tx, intent, refused, question),
      leaving: null,
    });
    const earlier = round.earlier.get(intent.key);
    if (earlier) {
      if (earlier.intentDigest !== intentDigest(intent)) return no(gateRefusal('KEY_REUSED'));
      const { id, article } = earlier;
      return { outcome: { disclosed: true, id, article, repeated: true }, leaving: null };
    }
    if ('law' in made) return no(made);
    if (intent.approval !== null && round.approvals.has(intent.approval))
      return no(gateRefusal('APPROVAL_USED'));
    const counted = countOf(countedOf(intent));
    const used = round.counts.get(counted) ?? 0;
    const weighed = await weigh(tx, intent, { decide: round.decide, used });
    if (weighed.refusal) return no(weighed.refusal, weighed.question);
    // What was sealed is what the law allows now, or it does not leave.
    const content = writeEnvelope(envelopeOf(weighed.question, weighed.payload));
    if (!Buffer.from(made.content).equals(content)) return no(gateRefusal('LAW_CHANGED'), weighed.question);
    const established = establish(intent, made, weighed);
    const { id } = established;
    const { article } = weighed.answer;
    round.counts.set(counted, used + established.units);
    round.earlier.set(intent.key, { id, article, intentDigest: made.digest });
    if (intent.approval !== null) round.approvals.add(intent.approval);
    return {
      outcome: { disclosed: true, id, article, repeated: false },
      leaving: { established, sealed: made.sealed },
    };
  }

  function establish(
    intent: Intent,
    made: Ready<Sealed>,
    law: Pick<Established, 'question' | 'answer' | 'approved'>,
  ): Established {
    const { content, salt, sealed, payload, removed } = made;
    const objectDigest = objectDigestOf(salt, content);
    // The document must say of its content what the ledger says of it.
    if (sealed !== null && deps.exchange.objectDigest(sealed) !== objectDigest)
      throw new Error('the sealed content has another digest than the examined one');
    const { question, answer, approved } = law;
    return {
      id: ids.uuid(),
      ...{ intent, question, answer, approved, removed, content, salt, payload, objectDigest },
      intentDigest: made.digest,
      units: unitsOf(intent.category, payload),
      retainUntil: retainUntilOf(answer.obligations, question.now),
    };
  }

  async function write(tx: Db, leaving: readonly Leaving<Sealed>[]): Promise<void> {
    if (leaving.length === 0) return;
    const all = leaving.map(({ established }) => established);
    await addToCounts(
      tx,
      all.map(({ intent, units }) => ({ ...countedOf(intent), units })),
    );
    const heads = all.map(register.headOf);
    const digests = await putAll(tx, leaving, heads);
    await register.disclose(tx, all, digests);
    for (const { id, intent, payload, answer } of all)
      await parts.sent(tx, { id, category: intent.category, payload, article: answer.article });
    await bus.publish(tx, 'disclosure', all.length === 1 ? all[0]!.id : '*');
  }

  /** Into the outbox, each with its own pass; returns the digests of the signed documents. */
  async function putAll(
    tx: Db,
    leaving: readonly Leaving<Sealed>[],
    heads: readonly DisclosureHead[],
  ): Promise<ReadonlyMap<string, string>> {
    const documents = leaving.flatMap(({ sealed }, at) => {
      const head = heads[at]!;
      return sealed === null ? [] : [{ pass: makePass(head.id), sealed, head }];
    });
    return documents.length === 0 ? new Map() : deps.exchange.put(tx, documents);
  }

  /**
   * Examines intents, minimises and seals them: the costly half, outside of any transaction. Writes nothing.
   *
   * @example
   * const prepared = await disclosures.prepareAll(intents);
   * const outcomes = await database.transaction((tx) => disclosures.discloseAll(tx, prepared));
   */
  async function prepareAll(intents: readonly Intent[]): Promise<Prepared[]> {
    const own = intents.map((intent): Prepared => Object.freeze({ intent: structuredClone(intent) }));
    const examined = await examine(own.map(({ intent }) => intent));
    for (const [at, prepared] of own.entries()) ready.set(prepared, examined[at]!);
    return own;
  }

  /**
   * Lets all of these leave that may, or says why not. Asks everything again inside the transaction: the law, the
   * approvals and the quotas as they are at this moment. An expected refusal is a value, is kept and ledgered, and must
   * be committed too.
   *
   * @returns the outcomes, in the order of the intents
   * @throws Error for a `prepared` that `prepare` did not make
   */
  async function discloseAll(tx: Db, all: readonly Prepared[]): Promise<Outcome[]> {
    const intents = all.map(({ intent }) => intent);
    const counts = await lockCounts(tx, intents.map(countedOf));
    const keys = intents.map(({ key }) => key);
    const earlier = await selectByKeys(tx, keys);
    const decide = await deps.memoranda.deciding(tx, clock.now());
    const round: Round = { counts, earlier, decide, approvals: new Set() };
    const judged = [];
    for (const prepared of all) judged.push(await judge(tx, prepared, round));
    await write(
      tx,
      judged.flatMap(({ leaving }) => leaving ?? []),
    );
    return judged.map(({ outcome }) => outcome);
  }

  return {
    discloseAll,
    prepareAll,
    /** {@link prepareAll} of one. */
    prepare: async (intent: Intent): Promise<Prepared> => (await prepareAll([intent]))[0]!,
    /** {@link discloseAll} of one. */
    disclose: async (tx: Db, prepared: Prepared): Promise<Outcome> => (await discloseAll(tx, [prepared]))[0]!,
    /**
     * What the gate would say now, or if so many officers had approved. Nothing is written, nothing is counted, and
     * nothing leaves by it: {@link disclose} counts the approvals that there are.
     */
    async mayDisclose(intent: Intent, supposed = 0): Promise<Preview> {
      const invalid = contents.check(intent.category, intent.payload);
      if (invalid) return { allowed: false, refusal: invalid };
      const [weighed] = await look([intent], supposed);
      if (!weighed) throw new Error('an intent was not weighed');
      if (weighed.refusal) return { allowed: false, refusal: weighed.refusal };
      const { article, memorandum, obligations } = weighed.answer;
      return { allowed: true, article, memorandum, obligations, redactions: weighed.removed };
    },
  };
}
