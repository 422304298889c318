import type { Acknowledgement, NewReferral, Referral, ReferralPage, ReferralQuery } from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { insertEvents, selectDecision } from './decision-store.ts';
import { mayRefer } from './model.ts';
import { cursorOf, offsetOf, referralOf } from './read.ts';
import {
  insertReferral,
  lockReferral,
  selectReferral,
  selectReferrals,
  updateAcknowledged,
} from './referral-store.ts';
import { lockHit } from './store.ts';
import type { HitsDeps } from './types.ts';

/** The post that was asked answers, or a supervisor: an acknowledgement from elsewhere says that nobody else need act. */
const mayAcknowledge = (actor: OfficerActor, post: string): boolean =>
  actor.post === null || actor.post === post || actor.roles.includes('supervisor');

/** Instructions to border posts: sent after a human's decision, acknowledged by the post (safeguard 1). */
export function createReferrals(kernel: Kernel, deps: Pick<HitsDeps, 'officers'>) {
  const { database, clock, ids, bus } = kernel;

  async function present(id: string): Promise<Referral> {
    const row = (await selectReferral(database.db, id))!;
    const officers = await deps.officers(
      database.db,
      [row.sentBy, row.acknowledgedBy].filter((by) => by !== null),
    );
    return referralOf(row, officers);
  }

  return {
    /** @throws Problem `REFERRAL_NOT_DECIDED` where no decision says that the person is, or may be, the listed one */
    async refer(actor: OfficerActor, hitId: string, entry: z.output<typeof NewReferral>): Promise<Referral> {
      const id = ids.uuid();
      await database.transaction(async (tx) => {
        const hit = await lockHit(tx, hitId);
        if (!hit) throw problem('NOT_FOUND');
        if (!mayRefer(hit.state, await selectDecision(tx, hitId), entry.instruction))
          throw problem('REFERRAL_NOT_DECIDED');
        await insertReferral(tx, { id, hitId, ...entry, sentAt: clock.nowIso(), sentBy: actor.accountId });
        await insertEvents(tx, [
          {
            id: ids.uuid(),
            hitId,
            at: clock.nowIso(),
            kind: 'referred',
            accountId: actor.accountId,
            params: { post: entry.post, instruction: entry.instruction },
          },
        ]);
        await bus.publish(tx, 'referral', id);
        await bus.publish(tx, 'hit', hitId);
      });
      return present(id);
    },
    /** @throws Problem `REFERRAL_OTHER_POST`, `REFERRAL_RECALLED`, `REFERRAL_DONE` */
    async acknowledge(
      actor: OfficerActor,
      referralId: string,
      entry: z.output<typeof Acknowledgement>,
    ): Promise<Referral> {
      await database.transaction(async (tx) => {
        const row = await lockReferral(tx, referralId);
        if (!row) throw problem('NOT_FOUND');
        if (!mayAcknowledge(actor, row.post)) throw problem('REFERRAL_OTHER_POST', { post: row.post });
        if (row.recalledAt) throw problem('REFERRAL_RECALLED');
        if (row.acknowledgedAt) throw problem('REFERRAL_DONE');
        await updateAcknowledged(tx, referralId, actor.accountId, clock.nowIso(), entry.outcome);
        await insertEvents(tx, [
          {
            id: ids.uuid(),
            hitId: row.hitId,
            at: clock.nowIso(),
            kind: 'acknowledged',
            accountId: actor.accountId,
            params: { outcome: entry.outcome ?? '' },
          },
        ]);
        await bus.publish(tx, 'referral', referralId);
        await bus.publish(tx, 'hit', row.hitId);
      });
      return present(referralId);
    },
    /** A border officer sees the referrals of the own post unless another is asked for. */
    async list(
      actor: OfficerActor,
      query: z.output<typeof ReferralQuery>,
    ): Promise<z.output<typeof ReferralPage>> {
      const offset = offsetOf(query.after);
      const post = query.post ?? (actor.roles.includes('border-officer') ? actor.post : null);
      const rows = await selectReferrals(database.db, {
        post,
        waiting: query.waiting ?? false,
        offset,
        limit: query.limit,
      });
      const officers = await deps.officers(
        database.db,
        rows.flatMap((row) => [row.sentBy, row.acknowledgedBy]).filter((id) => id !== null),
      );
      return {
        items: rows.map((row) => referralOf(row, officers)),
        next: rows.length === query.limit ? cursorOf(offset + rows.length) : null,
        total: null,
      };
    },
  };
}
