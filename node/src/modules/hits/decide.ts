import { createHash } from 'node:crypto';
import type { NewDecision, Reopening, SecondOpinion } from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import {
  type DecisionRow,
  deleteSuppressions,
  insertClearance,
  insertDecision,
  insertEvents,
  insertStanding,
  selectDecision,
  updateSecond,
  withdrawDecision,
} from './decision-store.ts';
import {
  CLEARANCE_DAYS,
  canBeCleared,
  canMove,
  effectiveState,
  LEASE_MINUTES,
  nameKeyOf,
  revisionOf,
  STANDING_DAYS,
  stateAfter,
} from './model.ts';
import { createRecall } from './recall.ts';
import { type HitRow, lockHit, updateState } from './store.ts';
import type { HitsDeps } from './types.ts';

const DAY_MS = 86_400_000;

/** Claim, decide, agree as the second person, open again. Each is one transaction over the locked hit. */
export function createDecide(
  kernel: Kernel,
  deps: Pick<HitsDeps, 'officers' | 'statusChanged' | 'screenAgain'>,
) {
  const { database, clock, ids, bus, metrics } = kernel;
  const recall = createRecall(kernel);

  const dayFromNow = (days: number): string =>
    new Date(clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);

  async function lock(tx: Db, hitId: string): Promise<HitRow> {
    const row = await lockHit(tx, hitId);
    if (!row) throw problem('NOT_FOUND');
    return { ...row, state: effectiveState(row.state, row.claimedUntil, clock.now()) };
  }

  async function tell(
    tx: Db,
    hitId: string,
    kind: string,
    actor: OfficerActor | null,
    params: Record<string, string> = {},
  ): Promise<void> {
    await insertEvents(tx, [
      { id: ids.uuid(), hitId, at: clock.nowIso(), kind, accountId: actor?.accountId ?? null, params },
    ]);
    await bus.publish(tx, 'hit', hitId);
  }

  async function move(
    tx: Db,
    hit: HitRow,
    state: HitRow['state'],
    claim: { by: string; until: string } | null,
    verdict: HitRow['verdict'],
  ): Promise<void> {
    if (!canMove(hit.state, state))
      throw problem(decided(hit) ? 'HIT_ALREADY_DECIDED' : 'HIT_MOVE_INVALID', { state: hit.state });
    await updateState(tx, hit.id, {
      state,
      claimedBy: claim?.by ?? null,
      claimedUntil: claim?.until ?? null,
      verdict,
      at: clock.nowIso(),
    });
  }

  /** What follows from a decision in force: a clearance, or a standing "do not board" for each document. */
  async function carryOut(tx: Db, hit: HitRow, decision: DecisionRow): Promise<void> {
    if (decision.verdict === 'not-listed') {
      await clear(tx, hit, decision);
      await recall(tx, hit.id, decision.accountId);
    }
    if (decision.verdict === 'is-listed' && decision.instruction === 'deny-boarding') {
      for (const documentKey of hit.subject.documentKeys) {
        await insertStanding(tx, {
          id: ids.uuid(),
          listingId: hit.listingId,
          documentKey,
          hitId: hit.id,
          decisionId: decision.id,
          createdAt: clock.nowIso(),
          validUntil: dayFromNow(STANDING_DAYS),
        });
      }
    }
    metrics.decisions.inc({ verdict: decision.verdict });
    await deps.statusChanged(tx, [hit.travellerId]);
  }

  async function clear(tx: Db, hit: HitRow, decision: DecisionRow): Promise<void> {
    const identity = {
      nameKey: nameKeyOf(hit.subject.fullName),
      birthDate: hit.subject.birthDate,
      documentKey: hit.subject.matchedKeys[0] ?? hit.subject.documentKeys[0] ?? null,
    };
    if (!canBeCleared(identity)) return;
    const row = {
      listingId: hit.listingId,
      ...identity,
      basis: hit.basis,
      hitId: hit.id,
      birthDateAgrees: hit.subject.birthDateAgrees,
      createdBy: decision.accountId,
      createdAt: clock.nowIso(),
      validUntil: dayFromNow(CLEARANCE_DAYS),
    };
    // Numbers are short enough to be read out, so that one in many millions is taken.
    for (let given = false; !given; ) {
      const id = ids.uuid();
      given = await insertClearance(tx, { id, number: clearanceNumber(id), ...row });
    }
  }

  return {
    /** Takes a hit for ten minutes; claiming again renews. @throws Problem `HIT_ALREADY_CLAIMED` */
    claim: (actor: OfficerActor, hitId: string) =>
      database.transaction(async (tx) => {
        const hit = await lock(tx, hitId);
        const mine = hit.state === 'claimed' && hit.claimedBy === actor.accountId;
        if (hit.state === 'claimed' && !mine)
          throw problem('HIT_ALREADY_CLAIMED', { officer: await nameOf(tx, hit.claimedBy!) });
        const until = new Date(clock.now().getTime() + LEASE_MINUTES * 60_000).toISOString();
        // "Cannot tell" holds until somebody looks again.
        if (hit.state === 'undetermined') await withdrawDecision(tx, hitId, clock.nowIso());
        await move(tx, hit, 'claimed', { by: actor.accountId, until }, null);
        if (!mine) await tell(tx, hitId, 'claimed', actor);
      }),
    release: (actor: OfficerActor, hitId: string) =>
      database.transaction(async (tx) => {
        const hit = await lock(tx, hitId);
        if (hit.state !== 'claimed' || hit.claimedBy !== actor.accountId) throw problem('HIT_NOT_CLAIMED');
        await move(tx, hit, 'open', null, null);
        await tell(tx, hitId, 'released', actor);
      }),
    /** @throws Problem `HIT_NOT_CLAIMED`, `HIT_ALREADY_DECIDED`, `HIT_CHANGED`, `HIT_INSTRUCTION_REQUIRED` */
    decide: (actor: OfficerActor, hitId: string, entry: z.output<typeof NewDecision>) =>
      database.transaction(async (tx) => {
        const hit = await lock(tx, hitId);
        if (decided(hit)) throw problem('HIT_ALREADY_DECIDED');
        if (hit.state !== 'claimed' || hit.claimedBy !== actor.accountId) throw problem('HIT_NOT_CLAIMED');
        refuseUnseen(hit, entry.revision);
        const { revision: _seen, ...said } = entry;
        const instruction = entry.verdict === 'is-listed' ? entry.instruction : null;
        if (entry.verdict === 'is-listed' && instruction === null) throw problem('HIT_INSTRUCTION_REQUIRED');
        const state = stateAfter(entry.verdict, instruction);
        const waits = state === 'awaiting-second';
        const decision: DecisionRow = {
          id: ids.uuid(),
          hitId,
          ...said,
          instruction,
          accountId: actor.accountId,
          at: clock.nowIso(),
          status: waits ? 'pending' : 'final',
          secondAccountId: null,
          secondAt: null,
          secondAgreed: null,
          secondNote: null,
          evidence: null,
        };
        await insertDecision(tx, decision);
        await move(tx, hit, state, null, entry.verdict);
        await tell(tx, hitId, waits ? 'proposed' : 'decided', actor, {
          verdict: entry.verdict,
          reason: entry.reason,
          instruction: instruction ?? '',
        });
        if (!waits) await carryOut(tx, hit, decision);
      }),
    /** @throws Problem `HIT_SECOND_SAME_PERSON`, `HIT_CHANGED`, `HIT_MOVE_INVALID` */
    second: (actor: OfficerActor, hitId: string, entry: z.output<typeof SecondOpinion>) =>
      database.transaction(async (tx) => {
        const hit = await lock(tx, hitId);
        const decision = await selectDecision(tx, hitId);
        if (hit.state !== 'awaiting-second' || !decision)
          throw problem('HIT_MOVE_INVALID', { state: hit.state });
        if (decision.accountId === actor.accountId) throw problem('HIT_SECOND_SAME_PERSON');
        refuseUnseen(hit, entry.revision);
        await updateSecond(tx, decision.id, {
          status: entry.agree ? 'final' : 'refused',
          accountId: actor.accountId,
          at: clock.nowIso(),
          agreed: entry.agree,
          note: entry.note,
        });
        await move(tx, hit, entry.agree ? 'confirmed' : 'open', null, entry.agree ? decision.verdict : null);
        await tell(tx, hitId, entry.agree ? 'second-agreed' : 'second-refused', actor, {
          instruction: decision.instruction ?? '',
        });
        if (entry.agree) await carryOut(tx, hit, decision);
      }),
    /** Opens a decided hit again; its clearance, its standing decision and its referrals end with it. */
    reopen: (actor: OfficerActor, hitId: string, entry: z.output<typeof Reopening>) =>
      database.transaction(async (tx) => {
        const hit = await lock(tx, hitId);
        if (!decided(hit)) throw problem('HIT_MOVE_INVALID', { state: hit.state });
        await withdrawDecision(tx, hitId, clock.nowIso());
        await move(tx, hit, 'open', null, null);
        await recall(tx, hitId, actor.accountId);
        await tell(tx, hitId, 'reopened', actor, { reason: entry.reason });
        await deps.statusChanged(tx, [hit.travellerId]);
        // Whom the clearance spared is looked at again, without waiting for the next message.
        const spared = await deleteSuppressions(tx, hitId);
        if (spared.length > 0) await deps.screenAgain(tx, spared);
      }),
    note: (actor: OfficerActor, hitId: string, text: string) =>
      database.transaction(async (tx) => {
        await lock(tx, hitId);
        await tell(tx, hitId, 'noted', actor, { text });
      }),
  };

  async function nameOf(tx: Db, accountId: string): Promise<string> {
    const officer = (await deps.officers(tx, [accountId])).get(accountId);
    return officer ? `${officer.name.en} / ${officer.name.ar}` : '';
  }
}

/** A decision is about what its officer saw: evidence that came meanwhile is looked at first. */
function refuseUnseen(hit: HitRow, revision: string | undefined): void {
  if (revision !== undefined && revision !== revisionOf(hit)) throw problem('HIT_CHANGED');
}

const decided = (hit: HitRow): boolean => hit.state === 'cleared' || hit.state === 'confirmed';

/** A number that can be read out over the telephone: no letters that sound or look alike. */
export function clearanceNumber(id: string): string {
  const alphabet = 'ACDEFHJKLMNPRTUVWXY34679';
  const bytes = createHash('sha256').update(id).digest();
  const letters = Array.from(bytes.subarray(0, 8), (byte) => alphabet[byte % alphabet.length]).join('');
  return `J-${letters.slice(0, 4)}-${letters.slice(4)}`;
}
