import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Refused } from './approval-check.ts';
import type { Contents } from './contents.ts';
import { addToCounts, countOf, lockCounts } from './count-store.ts';
import { envelopeOf, writeEnvelope } from './envelope.ts';
import { countedOf, createExamine, type Ready } from './examining.ts';
import { intentDigest, objectDigestOf, retainUntilOf, unitsOf } from './model.ts';
import { makePass } from './pass.ts';
import { gateRefusal } from './refusal-texts.ts';
import { type Established, plainQuestion, type Register } from './register.ts';
import { type Earlier, selectByKeys } from './store.ts';
import type { Decide, DisclosureHead, DisclosuresDeps, GateQuestion, Intent, Outcome } from './types.ts';
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
  /** The day on which it counts: the same for all of them, and the one that was locked. */
  readonly day: string;
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
  const { clock, bus } = kernel;
  const { contents, register } = parts;
  const weigh = createWeigh(kernel, deps);
  const { examine, mayDisclose } = createExamine(kernel, deps, { contents, weigh });
  const ready = new WeakMap<Prepared, Ready<Sealed> | Refused>();

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
      outcome: await refuse(tx, register, { intent, question }, refused),
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
    const counted = countOf(countedOf(intent, round.day));
    const used = round.counts.get(counted) ?? 0;
    const weighed = await weigh(tx, intent, { decide: round.decide, used });
    if (weighed.refusal) return no(weighed.refusal, weighed.question);
    // What was sealed is what the law allows now, or it does not leave.
    const content = writeEnvelope(envelopeOf(weighed.question, weighed.payload));
    if (!Buffer.from(made.content).equals(content)) return no(gateRefusal('LAW_CHANGED'), weighed.question);
    const established = establish(kernel, deps, made, { intent, ...weighed });
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

  async function write(tx: Db, leaving: readonly Leaving<Sealed>[], day: string): Promise<void> {
    if (leaving.length === 0) return;
    const all = leaving.map(({ established }) => established);
    await addToCounts(
      tx,
      all.map(({ intent, units }) => ({ ...countedOf(intent, day), units })),
    );
    const heads = all.map(register.headOf);
    const digests = await putAll(tx, deps, leaving, heads);
    await register.disclose(tx, all, digests);
    for (const { id, intent, payload, answer } of all)
      await parts.sent(tx, { id, category: intent.category, payload, article: answer.article });
    await bus.publish(tx, 'disclosure', all.length === 1 ? all[0]!.id : '*');
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
    const day = clock.nowIso().slice(0, 10);
    const counts = await lockCounts(
      tx,
      intents.map((intent) => countedOf(intent, day)),
    );
    const keys = intents.map(({ key }) => key);
    const earlier = await selectByKeys(tx, keys);
    const decide = await deps.memoranda.deciding(tx, clock.now());
    const round: Round = { day, counts, earlier, decide, approvals: new Set() };
    const judged = [];
    for (const prepared of all) judged.push(await judge(tx, prepared, round));
    await write(
      tx,
      judged.flatMap(({ leaving }) => leaving ?? []),
      day,
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
    mayDisclose,
  };
}

/** All that is known of an intent that may leave. */
function establish<Sealed>(
  { ids }: Pick<Kernel, 'ids'>,
  deps: Pick<DisclosuresDeps<Sealed>, 'exchange'>,
  { digest, content, salt, sealed, payload, removed }: Ready<Sealed>,
  law: Pick<Established, 'intent' | 'question' | 'answer' | 'approved'>,
): Established {
  const objectDigest = objectDigestOf(salt, content);
  // The document must say of its content what the ledger says of it.
  if (sealed !== null && deps.exchange.objectDigest(sealed) !== objectDigest)
    throw new Error('the sealed content has another digest than the examined one');
  const { intent, question, answer, approved } = law;
  return {
    id: ids.uuid(),
    ...{ intent, question, answer, approved, removed, content, salt, payload, objectDigest },
    intentDigest: digest,
    units: unitsOf(intent.category, payload),
    retainUntil: retainUntilOf(answer.obligations, question.now),
  };
}

/** Into the outbox, each with its own pass; returns the digests of the signed documents. */
async function putAll<Sealed>(
  tx: Db,
  deps: Pick<DisclosuresDeps<Sealed>, 'exchange'>,
  leaving: readonly Leaving<Sealed>[],
  heads: readonly DisclosureHead[],
): Promise<ReadonlyMap<string, string>> {
  const documents = leaving.flatMap(({ sealed }, at) => {
    const head = heads[at]!;
    return sealed === null ? [] : [{ pass: makePass(head.id), sealed, head }];
  });
  return documents.length === 0 ? new Map() : deps.exchange.put(tx, documents);
}

/** Says no, keeps it with what was asked, and ledgers it. */
async function refuse(
  tx: Db,
  register: Register,
  { intent, question }: { intent: Intent; question: GateQuestion | null },
  refused: Refused,
): Promise<Outcome> {
  const { key, thread, category, action, purpose, tlp, author } = intent;
  const kept = question && plainQuestion(question);
  const { refusal } = await register.refuse(
    tx,
    {
      ...{ thread, category, action, purpose, tlp },
      direction: 'out',
      intentKey: key,
      question: kept,
      authorId: author,
    },
    refused,
    { policyDigest: null, objectDigest: null, counterpart: intent.to.party },
  );
  return { disclosed: false, refusal };
}
