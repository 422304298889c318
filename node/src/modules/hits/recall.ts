import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { insertEvents } from './decision-store.ts';
import { updateRecalled } from './referral-store.ts';

/** Recalls what posts were asked to do about a hit. Told on the hit's page with the officer who caused it, if one did. */
export type Recall = (tx: Db, hitId: string, accountId: string | null) => Promise<void>;

/**
 * A referral asks a post to act on a decision: when that decision no longer holds, nobody is to be stopped by it
 * (safeguard 1).
 */
export function createRecall({ clock, ids, bus }: Kernel): Recall {
  return async (tx, hitId, accountId) => {
    const at = clock.nowIso();
    const recalled = await updateRecalled(tx, hitId, at);
    await insertEvents(
      tx,
      recalled.map((referral) => ({
        id: ids.uuid(),
        hitId,
        at,
        kind: 'recalled',
        accountId,
        params: { post: referral.post, instruction: referral.instruction },
      })),
    );
    for (const { id } of recalled) await bus.publish(tx, 'referral', id);
  };
}
