import type { FilterPublication, PartnerHit, PartnerQuery, ReceivedQuery } from '@jisr/contract';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createAnswering } from './answering.ts';
import { createAsking } from './asking.ts';
import { presentPublication } from './desk.ts';
import { selectPublication } from './filter-store.ts';
import {
  AnswerContent,
  BlindQuestionContent,
  FilterContent,
  faultIn,
  PlainQuestionContent,
} from './model.ts';
import { createOblivious } from './oblivious.ts';
import { createPublishing } from './publishing.ts';
import { deleteOfReceived } from './query-store.ts';
import { createReading } from './reading.ts';
import { createTaking } from './taking.ts';
import type { QueriesDeps } from './types.ts';

export { queriesJobs } from './jobs.ts';
export { queryRoutes } from './routes.ts';
export type { Gate, Intent, Outcome, Preview, QueriesDeps, Received, Refused, Side } from './types.ts';

export type Queries = ReturnType<typeof createQueries>;

/** Hit or no hit: what we ask the partner, what it asks us, and what each lets the other ask against. */
export function createQueries(kernel: Kernel, deps: QueriesDeps) {
  const { queue } = kernel;
  const { db } = kernel.database;
  const oblivious = deps.oblivious ?? createOblivious(kernel.log);
  const asking = createAsking(kernel, deps, oblivious);
  const taking = createTaking(kernel, deps, oblivious);
  const answering = createAnswering(kernel, deps, oblivious);
  const publishing = createPublishing(kernel, deps, oblivious);
  const reading = createReading(kernel, deps);
  const { presentReceived, ...shown } = reading;

  return {
    ...shown,
    ask: async (actor: OfficerActor, entry: Parameters<typeof asking.ask>[1]): Promise<PartnerQuery> =>
      reading.read(await asking.ask(actor, entry)),
    preview: asking.preview,
    decide: async (
      actor: OfficerActor,
      id: string,
      entry: { readonly confirmed: boolean; readonly note: string },
    ): Promise<PartnerHit> => {
      await taking.decide(actor, id, entry);
      return reading.partnerHit(id);
    },
    answerHeld: async (actor: OfficerActor, id: string): Promise<ReceivedQuery> =>
      presentReceived(await answering.answerHeld(actor, id)),
    verify: answering.verify,
    share: async (actor: OfficerActor, watchlistId: string, shared: boolean) => {
      await publishing.share(actor, watchlistId, shared);
      return reading.desk();
    },
    publish: async (actor: OfficerActor): Promise<FilterPublication> =>
      presentPublication((await selectPublication(db, await publishing.publish(actor)))!),
    /** The listings behind a reference that was given to the partner; empty for one that never was. */
    resolve: answering.resolve,
    /** For the gate: what is wrong with a content from the partner, and what is done with it inside its receipt's transaction. */
    desks: {
      'query-blind': { fault: faultIn(BlindQuestionContent), take: answering.takeBlind },
      'query-plain': { fault: faultIn(PlainQuestionContent), take: answering.takePlain },
      'hit-answer': { fault: faultIn(AnswerContent), take: taking.takeAnswer },
      filter: { fault: faultIn(FilterContent), take: publishing.takeFilter },
    },
    approval: publishing.approval,
    settled: taking.settled,
    /** After a manifest was screened: the partner is asked in a job, where setting and article allow it. */
    screened: async (tx: Db, travellerIds: readonly string[]): Promise<void> => {
      if (!deps.automatic || travellerIds.length === 0) return;
      // An officer's question and its answer go before a whole manifest.
      await queue.enqueue(tx, 'queries.flight', { travellerIds }, { background: true });
    },
    /** What came under these receipts is to be gone. */
    erased: async (tx: Db, receivedIds: readonly string[]): Promise<void> => {
      await deleteOfReceived(tx, receivedIds);
      await answering.forget(tx, receivedIds);
    },
    work: {
      answer: answering.answerReceived,
      finish: taking.finish,
      flight: asking.askFlight,
      build: publishing.buildAll,
      release: publishing.release,
      checkFilter: publishing.checkFilter,
      nightly: publishing.nightly,
    },
    schedule: publishing.schedule,
    stop: () => oblivious.stop(),
  };
}
