import type { AnswerStatus } from '@jisr/contract';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { answerOf, effectiveState } from './model.ts';
import { selectStanding, selectStates } from './pair-store.ts';

/** What carriers may be told of travellers, by the rule of `answerOf`: the only way to a status (data-protection R12). */
export function createStatus(kernel: Kernel) {
  const { clock } = kernel;
  return async function statusOf(
    db: Db,
    travellers: readonly { readonly travellerId: string; readonly missing: readonly string[] }[],
  ): Promise<Map<string, { status: AnswerStatus; decisionId: string | null }>> {
    const hits = await selectStates(
      db,
      travellers.map((traveller) => traveller.travellerId),
    );
    const pairs = hits.flatMap((hit) =>
      hit.documentKeys.map((documentKey) => ({ listingId: hit.listingId, documentKey })),
    );
    const standing = pairs.length > 0 ? await selectStanding(db, pairs, clock.nowIso().slice(0, 10)) : [];
    return new Map(
      travellers.map(({ travellerId, missing }) => {
        const own = hits.filter((hit) => hit.travellerId === travellerId);
        const decision = standing.find((row) =>
          own.some(
            (hit) =>
              hit.state !== 'cleared' &&
              !hit.listingEnded &&
              hit.listingId === row.listingId &&
              hit.documentKeys.includes(row.documentKey),
          ),
        );
        const states = own.map((hit) => effectiveState(hit.state, hit.claimedUntil, clock.now()));
        return [
          travellerId,
          {
            status: answerOf({ standingDecision: decision?.id ?? null, states, missing }),
            decisionId: decision?.id ?? null,
          },
        ];
      }),
    );
  };
}
