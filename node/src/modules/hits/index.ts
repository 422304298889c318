import type { HitDetail } from '@jisr/contract';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { createDecide } from './decide.ts';
import { createListingEnds } from './listing-ends.ts';
import { createRaise, keptOfCrossing } from './raise.ts';
import { createRead } from './read.ts';
import { createReferrals } from './referrals.ts';
import { sheetOf } from './sheet.ts';
import { createStatus } from './status.ts';
import { updateCrossings } from './store.ts';
import type { HitsDeps } from './types.ts';

export { hitRoutes } from './routes.ts';
export type { HitsDeps, Proposed } from './types.ts';

/** What needs a human: raised by the engine, decided by officers, with a second person where liberty is at stake. */
export function createHits(kernel: Kernel, deps: HitsDeps) {
  const { raise } = createRaise(kernel, deps);
  const decide = createDecide(kernel, deps);
  const { list, read, hitsOf, hitCountsOf, hitTotals } = createRead(kernel, deps);
  const referrals = createReferrals(kernel, deps);
  const statusOf = createStatus(kernel);

  /** Each act answers with the hit as it then stands. */
  const then =
    <Rest extends readonly unknown[]>(
      act: (actor: OfficerActor, hitId: string, ...rest: Rest) => Promise<void>,
    ) =>
    async (actor: OfficerActor, hitId: string, ...rest: Rest): Promise<HitDetail> => {
      await act(actor, hitId, ...rest);
      return read(hitId);
    };

  return {
    raise,
    statusOf,
    listChanged: createListingEnds(kernel, deps),
    /** The flight's times have changed: the hits of its travellers show them, and the queue goes by them. */
    async crossingChanged(tx: Db, crossingId: string): Promise<void> {
      const [crossing] = await deps.travellers.summariesOf(tx, [crossingId]);
      if (crossing) await updateCrossings(tx, crossingId, keptOfCrossing(crossing), crossing);
    },
    hitsOf,
    hitCountsOf,
    hitTotals,
    list,
    read,
    claim: then(decide.claim),
    release: then(decide.release),
    decide: then(decide.decide),
    second: then(decide.second),
    reopen: then(decide.reopen),
    note: then(decide.note),
    referrals,
    /** The printable sheet: both languages on one page. */
    async sheet(actor: OfficerActor, hitId: string): Promise<{ hit: HitDetail; html: string }> {
      const hit = await read(hitId);
      return { hit, html: sheetOf(hit, actor, kernel.clock.nowIso(), kernel.config) };
    },
  };
}
export type Hits = ReturnType<typeof createHits>;
