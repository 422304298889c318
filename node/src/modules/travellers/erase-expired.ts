import type { Kernel } from '../../kernel/kernel.ts';
import { erasedBefore } from './retention.ts';
import { eraseCrossings, insertRun, lockExpired } from './retention-store.ts';
import type { TravellersDeps } from './types.ts';

/** Crossings erased in one transaction: other work waits for it on the embedded engine. */
const CROSSINGS_AT_ONCE = 20;

/**
 * Erases every crossing that is past the last term of the node's policy pack, with its travellers, what was said of them,
 * the messages that said it and what the upper layers hold of them (data-protection R4). The run itself is recorded.
 *
 * Masking after the first term (R3) is another run over the same tables: it is not part of this one.
 */
export async function eraseExpired(
  kernel: Kernel,
  deps: Pick<TravellersDeps, 'erased'>,
): Promise<{ crossings: number; travellers: number }> {
  const { config, clock, ids, database, log } = kernel;
  const before = erasedBefore(clock.now(), config.policyPack).toISOString();
  const run = { id: ids.uuid(), now: clock.nowIso(), reason: `term ${config.policyPack}` };
  const done = { crossings: 0, travellers: 0, statements: 0, messages: 0 };
  for (let more = true; more; ) {
    more = await database.transaction(async (tx) => {
      const expired = await lockExpired(tx, before, CROSSINGS_AT_ONCE);
      if (expired.crossingIds.length === 0) return false;
      await deps.erased(tx, expired);
      done.statements += await eraseCrossings(tx, expired, run);
      done.crossings += expired.crossingIds.length;
      done.travellers += expired.travellerIds.length;
      done.messages += expired.messageIds.length;
      return true;
    });
  }
  await database.transaction((tx) =>
    insertRun(tx, { ...done, id: run.id, ranAt: run.now, pack: config.policyPack, erasedBefore: before }),
  );
  log.info({ event: 'retention.run', runId: run.id, ...done }, 'expired travellers erased');
  return { crossings: done.crossings, travellers: done.travellers };
}
