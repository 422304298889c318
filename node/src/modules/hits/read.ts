import type {
  HitDetail,
  HitPage,
  HitQuery,
  HitSummary,
  Officer,
  PartnerHitMark,
  Referral,
  TravellerRow,
} from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { readCursor, writeCursor } from '../travellers/index.ts';
import {
  type DecisionRow,
  type EventRow,
  selectClearanceOf,
  selectEvents,
  selectLastDecision,
} from './decision-store.ts';
import { effectiveState, revisionOf } from './model.ts';
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
  selectHitsOf,
} from './store.ts';
import type { HitsDeps } from './types.ts';

const SOON_MS = 2 * 3_600_000;
type Officers = Map<string, Officer>;
type Marks = ReadonlyMap<string, PartnerHitMark>;

/** The queue, one hit whole, and the marks that other screens show of hits. */
export function createRead(kernel: Kernel, deps: HitsDeps) {
  const { database, clock } = kernel;
  const { db } = database;

  const summaryOf = (row: HitRow, officers: Officers, marks: Marks): HitSummary => {
    const state = effectiveState(row.state, row.claimedUntil, clock.now());
    const { id, name, birthDate, nationality, document } = row.subject;
    return {
      id: row.id,
      state,
      severity: row.severity,
      score: row.score,
      basis: row.basis,
      raisedAt: row.raisedAt,
      traveller: { id, name, birthDate, nationality, document },
      partnerHit: marks.get(row.travellerId) ?? null,
      listing: row.listing,
      crossing: { ...row.crossing, departureAt: row.departureAt, arrivalAt: row.arrivalAt },
      claim:
        state === 'claimed' ? { officer: officers.get(row.claimedBy!)!, until: row.claimedUntil! } : null,
      verdict: row.verdict,
    };
  };

  const marksOf = (rows: readonly HitRow[]): Promise<Marks> =>
    deps.partnerHitsOf(db, [...new Set(rows.map(({ travellerId }) => travellerId))]);

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
    const marks = await marksOf(rows);
    const total = await countHits(db, filter);
    const end = filter.offset + rows.length;
    return {
      items: rows.map((row) => summaryOf(row, officers, marks)),
      next: end < total && rows.length > 0 ? cursorOf(end) : null,
      total,
    };
  }

  /** All rows that the page of one hit is made of. */
  async function gather(row: HitRow) {
    const decision = await selectLastDecision(db, row.id);
    const clearance = await selectClearanceOf(db, row.id);
    const referrals = await selectReferralsOf(db, row.id);
    const events = await selectEvents(db, row.id);
    const named = [
      row.claimedBy,
      decision?.accountId,
      decision?.secondAccountId,
      ...events.map((event) => event.accountId),
      ...referrals.flatMap((referral) => [referral.sentBy, referral.acknowledgedBy]),
    ];
    const officers = await deps.officers(
      db,
      named.filter((id): id is string => Boolean(id)),
    );
    return { decision, clearance, referrals, events, officers };
  }

  /** Both people and the crossing, as they are now; what the hit was computed from is in the hit. */
  async function present(row: HitRow) {
    const [person] = await deps.travellers.rowsOf(db, [row.travellerId]);
    const about = await deps.travellers.personOf(db, row.travellerId);
    const [listed] = await deps.watchlists.readListings(db, [row.listingId]);
    const [crossingDetail] = await deps.travellers.summariesOf(db, [row.crossingId]);
    if (!person || !about || !listed || !crossingDetail) throw problem('NOT_FOUND');
    return {
      person,
      documents: about.documents,
      birthPlace: about.birthPlace,
      listed,
      crossingDetail,
      companions: await deps.travellers.companionsOf(db, row.travellerId),
    };
  }

  async function read(hitId: string): Promise<HitDetail> {
    const row = await selectHit(db, hitId);
    if (!row) throw problem('NOT_FOUND');
    const { decision, clearance, referrals, events, officers } = await gather(row);
    const others = (await selectHitsOf(db, row.travellerId)).filter((other) => other.id !== hitId);
    return {
      ...summaryOf(row, officers, await marksOf([row])),
      ...(await present(row)),
      revision: revisionOf(row),
      explanation: await selectExplanation(db, hitId),
      engine: {
        version: row.engineVersion,
        listVersion: row.listVersion,
        messageId: row.messageId,
        segment: row.segment,
      },
      otherHits: others.map((other) => ({
        id: other.id,
        state: effectiveState(other.state, other.claimedUntil, clock.now()),
        listing: other.listing,
        crossing: {
          carrier: other.crossing.carrier,
          number: other.crossing.number,
          departure: other.crossing.departure,
        },
      })),
      decision: decision ? decisionOf(decision, officers) : null,
      clearance: clearance
        ? { id: clearance.id, until: clearance.validUntil, number: clearance.number }
        : null,
      referrals: referrals.map((referral) => referralOf(referral, officers)),
      history: events.map((event) => eventOf(event, officers)),
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

function decisionOf(row: DecisionRow, officers: Officers): HitDetail['decision'] {
  const { verdict, reason, note, instruction, at, evidence } = row;
  const second = row.secondAccountId
    ? {
        by: officers.get(row.secondAccountId)!,
        at: row.secondAt!,
        agreed: row.secondAgreed!,
        note: row.secondNote,
      }
    : null;
  return { verdict, reason, note, instruction, at, by: officers.get(row.accountId)!, second, evidence };
}

function eventOf(row: EventRow, officers: Officers): HitDetail['history'][number] {
  const kind = row.kind as HitDetail['history'][number]['kind'];
  return {
    at: row.at,
    kind,
    officer: row.accountId ? (officers.get(row.accountId) ?? null) : null,
    params: row.params,
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
    recalledAt: row.recalledAt,
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
export const cursorOf = (offset: number): string => writeCursor([offset]);

/** @throws Problem `REQUEST_INVALID` for a cursor that this queue did not give */
export function offsetOf(cursor: string | undefined): number {
  const offset = Number(readCursor(cursor, 1)?.[0] ?? 0);
  if (!Number.isSafeInteger(offset) || offset < 0) throw problem('REQUEST_INVALID', { detail: 'after' });
  return offset;
}
