import type {
  HitDetail,
  HitPage,
  HitQuery,
  HitSummary,
  Officer,
  Referral,
  TravellerRow,
} from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { selectClearanceOf, selectDecision, selectEvents } from './decision-store.ts';
import { effectiveState } from './model.ts';
import { type ReferralRow, selectReferralsOf } from './referral-store.ts';
import {
  countHits,
  type HitFilter,
  type HitRow,
  selectBoard,
  selectExplanation,
  selectHit,
  selectHitCounts,
  selectHitMarks,
  selectHits,
  selectPairs,
} from './store.ts';
import type { HitsDeps } from './types.ts';

const SOON_MS = 2 * 3_600_000;
type Officers = Map<string, Officer>;

/** The queue, one hit whole, and the marks that other screens show of hits. */
export function createRead(kernel: Kernel, deps: HitsDeps) {
  const { database, clock } = kernel;
  const { db } = database;

  const summaryOf = (row: HitRow, officers: Officers): HitSummary => {
    const state = effectiveState(row.state, row.claimedUntil, clock.now());
    const { fullName: _fullName, documentKeys: _documentKeys, ...traveller } = row.subject;
    return {
      id: row.id,
      state,
      severity: row.severity,
      score: row.score,
      basis: row.basis,
      raisedAt: row.raisedAt,
      traveller,
      listing: row.listing,
      crossing: { ...row.crossing, departureAt: row.departureAt, arrivalAt: row.arrivalAt },
      claim:
        state === 'claimed' ? { officer: officers.get(row.claimedBy!)!, until: row.claimedUntil! } : null,
      verdict: row.verdict,
    };
  };

  function filterOf(actor: OfficerActor, query: z.output<typeof HitQuery>): HitFilter {
    const now = clock.now();
    return {
      view: query.view,
      accountId: actor.accountId,
      now: now.toISOString(),
      soon: new Date(now.getTime() + SOON_MS).toISOString(),
      words: (query.q ?? '')
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .split(/\s+/)
        .filter(Boolean),
      crossingId: query.crossing ?? null,
      watchlistId: query.watchlist ?? null,
      severity: query.severity ?? null,
      offset: offsetOf(query.after),
      limit: query.limit,
    };
  }

  async function list(
    actor: OfficerActor,
    query: z.output<typeof HitQuery>,
  ): Promise<z.output<typeof HitPage>> {
    const filter = filterOf(actor, query);
    const rows = await selectHits(db, filter);
    const officers = await deps.officers(
      db,
      rows.map((row) => row.claimedBy).filter((id) => id !== null),
    );
    const total = await countHits(db, filter);
    const end = filter.offset + rows.length;
    return {
      items: rows.map((row) => summaryOf(row, officers)),
      next: end < total && rows.length > 0 ? cursorOf(end) : null,
      total,
    };
  }

  async function read(hitId: string): Promise<HitDetail> {
    const row = await selectHit(db, hitId);
    if (!row) throw problem('NOT_FOUND');
    const [decision, clearance, referrals, events] = [
      await selectDecision(db, hitId),
      await selectClearanceOf(db, hitId),
      await selectReferralsOf(db, hitId),
      await selectEvents(db, hitId),
    ];
    const officers = await deps.officers(
      db,
      [
        row.claimedBy,
        decision?.accountId,
        decision?.secondAccountId,
        ...events.map((event) => event.accountId),
        ...referrals.flatMap((referral) => [referral.sentBy, referral.acknowledgedBy]),
      ].filter((id): id is string => Boolean(id)),
    );
    const [person, listed, crossing, about] = [
      (await deps.travellers.rowsOf(db, [row.travellerId]))[0],
      (await deps.watchlists.readListings(db, [row.listingId]))[0],
      (await deps.travellers.summariesOf(db, [row.crossingId]))[0],
      await deps.travellers.personOf(db, row.travellerId),
    ];
    if (!person || !listed || !crossing || !about) throw problem('NOT_FOUND');
    return {
      ...summaryOf(row, officers),
      person,
      documents: about.documents,
      birthPlace: about.birthPlace,
      listed,
      explanation: await selectExplanation(db, hitId),
      engine: {
        version: row.engineVersion,
        listVersion: row.listVersion,
        messageId: row.messageId,
        segment: row.segment,
      },
      crossingDetail: crossing,
      companions: await deps.travellers.companionsOf(db, row.travellerId),
      otherHits: (await selectPairs(db, [row.travellerId]))
        .filter((other) => other.id !== hitId)
        .map((other) => ({
          id: other.id,
          state: effectiveState(other.state, other.claimedUntil, clock.now()),
          listing: other.listing,
          crossing: {
            carrier: other.crossing.carrier,
            number: other.crossing.number,
            departure: other.crossing.departure,
          },
        })),
      decision: decision
        ? {
            verdict: decision.verdict,
            reason: decision.reason,
            note: decision.note,
            instruction: decision.instruction,
            by: officers.get(decision.accountId)!,
            at: decision.at,
            second: decision.secondAccountId
              ? {
                  by: officers.get(decision.secondAccountId)!,
                  at: decision.secondAt!,
                  agreed: decision.secondAgreed!,
                  note: decision.secondNote,
                }
              : null,
          }
        : null,
      clearance: clearance
        ? { id: clearance.id, until: clearance.validUntil, number: clearance.number }
        : null,
      referrals: referrals.map((referral) => referralOf(referral, officers)),
      history: events.map((event) => ({
        at: event.at,
        kind: event.kind as HitDetail['history'][number]['kind'],
        officer: event.accountId ? (officers.get(event.accountId) ?? null) : null,
        params: event.params,
      })),
    };
  }

  return {
    list,
    read,
    /** Hits of travellers, for the rows of a crossing. */
    async hitsOf(on: Db, travellerIds: readonly string[]): Promise<Map<string, TravellerRow['hits']>> {
      const marks = new Map<string, TravellerRow['hits']>();
      for (const { travellerId, claimedUntil, ...mark } of await selectHitMarks(on, travellerIds)) {
        const hits = marks.get(travellerId) ?? [];
        hits.push({ ...mark, state: effectiveState(mark.state, claimedUntil, clock.now()) });
        marks.set(travellerId, hits);
      }
      return marks;
    },
    async hitCountsOf(on: Db, crossingIds: readonly string[]) {
      const counts = new Map<string, { open: { 1: number; 2: number; 3: number }; decided: number }>();
      for (const row of await selectHitCounts(on, crossingIds)) {
        const entry = counts.get(row.crossingId) ?? { open: { 1: 0, 2: 0, 3: 0 }, decided: 0 };
        entry.open[row.severity] += row.open;
        entry.decided += row.decided;
        counts.set(row.crossingId, entry);
      }
      return counts;
    },
    async hitTotals(on: Db) {
      const now = clock.now();
      const row = await selectBoard(on, now.toISOString(), new Date(now.getTime() + SOON_MS).toISOString());
      return {
        openHits: { 1: row.one, 2: row.two, 3: row.three },
        oldestUnclaimedAt: row.oldest,
        awaitingSecond: row.second,
        departingSoonWithHits: row.soon,
      };
    },
  };
}

export function referralOf(row: ReferralRow, officers: Officers): Referral {
  return {
    id: row.id,
    hitId: row.hitId,
    post: row.post,
    instruction: row.instruction,
    note: row.note,
    sentAt: row.sentAt,
    sentBy: officers.get(row.sentBy)!,
    acknowledgedAt: row.acknowledgedAt,
    acknowledgedBy: row.acknowledgedBy ? officers.get(row.acknowledgedBy)! : null,
    outcome: row.outcome,
    traveller: { id: row.traveller.id, name: row.traveller.name },
    crossing: {
      id: row.crossing.id,
      carrier: row.crossing.carrier,
      number: row.crossing.number,
      arrivalAt: row.arrivalAt,
    },
  };
}

/** A queue changes under the reader, so its cursor is a place, not a row. */
export const cursorOf = (offset: number): string => Buffer.from(String(offset)).toString('base64url');
export function offsetOf(cursor: string | undefined): number {
  const offset = Number(Buffer.from(cursor ?? '', 'base64url').toString());
  return Number.isInteger(offset) && offset >= 0 ? offset : 0;
}
