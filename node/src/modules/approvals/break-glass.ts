import type { BreakGlass, BreakGlassScope, NewBreakGlass, Officer, Permit } from '@jisr/contract';
import type { z } from 'zod';
import type { Grant, OfficerActor } from '../../kernel/actor.ts';
import { isDatabaseError } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import {
  type BreakGlassRow,
  countOverdue,
  countReading,
  insertBreakGlass,
  selectBreakGlass,
  selectBreakGlassById,
  selectLive,
} from './break-glass-store.ts';
import { breakGlassText } from './model.ts';
import { type createService, sha256 } from './service.ts';
import type { ApprovalsDeps } from './types.ts';

/** Which permit a scope opens, for the one object named; nothing else of that permit. */
const PERMIT_OF: Record<BreakGlassScope, Permit> = {
  traveller: 'travellers:read',
  hit: 'hits:read',
  disclosure: 'disclosures:read',
  request: 'disclosures:read',
};
/** Who is told at once, and of whom another one reviews. */
const REVIEWERS = ['supervisor', 'data-protection-officer'] as const;
const REVIEW_HOURS = 24;
/** An overdue review stays open for this long, and is shown as overdue. */
const REVIEW_DAYS = 90;
const LIMIT = 200;

/** Access in an emergency: at once, to one record, for an hour at most, told to those who watch, reviewed afterwards. */
export function createBreakGlass(
  kernel: Kernel,
  deps: ApprovalsDeps,
  approvals: Pick<ReturnType<typeof createService>, 'open'>,
) {
  const { database, clock, bus } = kernel;
  const { db } = database;

  function present(row: BreakGlassRow, officers: ReadonlyMap<string, Officer>): BreakGlass {
    const now = clock.now().getTime();
    const who = (id: string) => officers.get(id) ?? { id, name: { en: '?', ar: '؟' } };
    const waiting = Date.parse(row.reviewDueAt) <= now ? 'overdue' : 'waiting';
    const ended = { approved: 'justified', refused: 'not-justified' } as const;
    return {
      id: row.id,
      officer: who(row.accountId),
      scope: row.scope,
      object: row.object,
      reason: row.reason,
      caseReference: row.caseReference,
      openedAt: row.openedAt,
      endsAt: row.endsAt,
      live: Date.parse(row.endsAt) > now && row.state !== 'refused',
      readings: row.readings,
      review: {
        approval: row.approvalId,
        state: row.state === 'approved' || row.state === 'refused' ? ended[row.state] : waiting,
        dueAt: row.reviewDueAt,
        by: row.reviewer ? who(row.reviewer) : null,
        at: row.reviewedAt,
      },
    };
  }

  const officersOf = (rows: readonly BreakGlassRow[]) =>
    deps.officers(
      db,
      rows.flatMap((row) => [row.accountId, ...(row.reviewer ? [row.reviewer] : [])]),
    );

  return {
    /** What live break-glasses open to an account; asked at every request. */
    async grantsOf(accountId: string): Promise<Grant[]> {
      const rows = await selectLive(db, accountId, clock.nowIso());
      return rows.map(({ id, scope, object, caseReference }) => ({
        id,
        permit: PERMIT_OF[scope],
        object,
        caseReference,
      }));
    },
    /** A reading under a grant, after its line in the access log. */
    used: (grantId: string): Promise<void> => countReading(db, grantId),
    /** @throws Problem `BREAK_GLASS_LIVE`, and those of the proof */
    async open(actor: OfficerActor, given: z.output<typeof NewBreakGlass>): Promise<BreakGlass> {
      const { id, scope, object, reason, caseReference, minutes, proof } = given;
      const now = clock.now();
      const live = await selectLive(db, actor.accountId, now.toISOString());
      const same = live.find((one) => one.scope === scope && one.object === object);
      if (same) throw problem('BREAK_GLASS_LIVE', { until: same.endsAt.slice(11, 16) });
      const document = { id, officer: actor.username, scope, object, reason, caseReference, minutes };
      const digest = sha256(breakGlassText(document));
      const evidence = await deps.proofs.prove(actor.accountId, digest, proof);
      const endsAt = new Date(now.getTime() + minutes * 60_000).toISOString();
      const write = database.transaction(async (tx) => {
        const approvalId = await approvals.open(tx, {
          kind: 'break-glass',
          subject: id,
          document: { ...document, openedAt: now.toISOString(), endsAt, proof: evidence.method },
          title: TITLE_OF[scope],
          needed: 1,
          roles: REVIEWERS,
          excluded: [actor.accountId],
          articles: [],
          expiresAt: new Date(now.getTime() + REVIEW_DAYS * 86_400_000),
        });
        const reviewDueAt = new Date(now.getTime() + REVIEW_HOURS * 3_600_000).toISOString();
        const entry = { scope, object, reason, caseReference, openedAt: now.toISOString(), endsAt };
        await insertBreakGlass(tx, {
          id,
          accountId: actor.accountId,
          ...entry,
          evidence,
          approvalId,
          reviewDueAt,
        });
        await deps.ledger.append(tx, {
          kind: 'override',
          subject: id,
          articles: [],
          policyDigest: null,
          objectDigest: digest,
          counterpart: null,
          actors: [deps.ledger.pseudonym(actor.accountId)],
          previousReceipt: null,
          details: { scope, minutes: String(minutes), method: evidence.method },
        });
        await deps.notifyRoles(tx, REVIEWERS, 'break-glass', { scope, by: actor.username, approvalId });
        await bus.publish(tx, 'break-glass', id);
      });
      await write.catch((error: unknown) => {
        throw isDatabaseError(error, '23505') ? problem('CHALLENGE_ENDED') : error;
      });
      const row = (await selectBreakGlassById(db, id))!;
      return present(row, await officersOf([row]));
    },
    /** One's own, or all for those who review. */
    async list(actor: OfficerActor): Promise<{ items: BreakGlass[]; overdue: number }> {
      const all = [...REVIEWERS, 'auditor' as const].some((role) => actor.roles.includes(role));
      const rows = await selectBreakGlass(db, all ? null : actor.accountId, LIMIT);
      const officers = await officersOf(rows);
      return {
        items: rows.map((row) => present(row, officers)),
        overdue: all ? await countOverdue(db, clock.nowIso()) : 0,
      };
    },
  };
}

/** Signed by the reviewer, so in both languages here and no message key. */
const TITLE_OF: Record<BreakGlassScope, { en: string; ar: string }> = {
  traveller: { en: 'Review an emergency access to a traveller', ar: 'مراجعة وصول طارئ إلى مسافر' },
  hit: { en: 'Review an emergency access to a hit', ar: 'مراجعة وصول طارئ إلى تطابق' },
  disclosure: { en: 'Review an emergency access to a disclosure', ar: 'مراجعة وصول طارئ إلى إفصاح' },
  request: { en: 'Review an emergency access to a request', ar: 'مراجعة وصول طارئ إلى طلب' },
};
