import type { Kernel } from '../../kernel/kernel.ts';
import type { Refused } from './approval-check.ts';
import type { Contents } from './contents.ts';
import { type Counted, countOf, selectCounts } from './count-store.ts';
import { ENVELOPE_TYPE, envelopeOf, writeEnvelope } from './envelope.ts';
import { intentDigest } from './model.ts';
import type { DisclosuresDeps, Intent, Preview } from './types.ts';
import type { Weigh, Weighed } from './weighing.ts';

/** An intent that was examined, minimised and sealed. */
export interface Ready<Sealed> {
  readonly digest: string;
  readonly payload: Record<string, unknown>;
  readonly removed: readonly string[];
  readonly content: Uint8Array;
  readonly salt: string;
  /** Null where nothing goes over the exchange. */
  readonly sealed: Sealed | null;
}
type Passed = Extract<Weighed, { refusal: null }>;

/** What an intent counts as, on a day (`2026-03-01`). */
export const countedOf = ({ category, action }: Intent, day: string): Counted => ({
  ...{ day, direction: 'out', category, action },
});

/** The gate's look ahead: what an intent is as things stand, outside of any transaction. Writes nothing. */
export function createExamine<Sealed>(
  { clock, database, ids }: Pick<Kernel, 'clock' | 'database' | 'ids'>,
  deps: DisclosuresDeps<Sealed>,
  parts: { contents: Contents; weigh: Weigh },
) {
  const { contents, weigh } = parts;

  /** Weighs intents as things stand, without a lock and without counting. */
  async function look(intents: readonly Intent[], supposed = 0): Promise<Weighed[]> {
    const { db } = database;
    const day = clock.nowIso().slice(0, 10);
    const kinds = intents.map((intent) => countedOf(intent, day));
    const counts = await selectCounts(db, kinds);
    const decide = await deps.memoranda.deciding(db, clock.now());
    const all: Weighed[] = [];
    for (const [at, intent] of intents.entries()) {
      const used = counts.get(countOf(kinds[at]!)) ?? 0;
      all.push(await weigh(db, intent, { decide, used, supposed }));
    }
    return all;
  }

  /** Minimised and sealed, or what stands against it; in the order of the intents. */
  async function examine(intents: readonly Intent[]): Promise<(Ready<Sealed> | Refused)[]> {
    const invalid = intents.map(({ category, payload }) => contents.check(category, payload));
    const weighed = await look(intents.filter((_, at) => invalid[at] === null));
    const looked = intents.map((intent, at) => {
      const refused = invalid[at] ?? null;
      const said = refused === null ? weighed.shift()! : { refusal: refused };
      return said.refusal === null ? minimised(intent, said) : said.refusal;
    });
    const leaving = looked.flatMap((each) => ('law' in each || !each.over ? [] : [each]));
    const sealed = leaving.length === 0 ? [] : await deps.exchange.seal(leaving, ENVELOPE_TYPE);
    const sealedOf = new Map(leaving.map((each, at) => [each, sealed[at]!]));
    return looked.map((each) =>
      'law' in each ? each : { ...each, sealed: each.over ? sealedOf.get(each)! : null },
    );
  }

  const minimised = (intent: Intent, { payload, removed, question }: Passed) => ({
    digest: intentDigest(intent),
    payload,
    removed,
    content: writeEnvelope(envelopeOf(question, payload)),
    salt: ids.token(32),
    over: (intent.channel ?? 'exchange') === 'exchange',
  });

  return {
    examine,
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
