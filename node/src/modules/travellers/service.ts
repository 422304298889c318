import type { Board, CrossingDetail, CrossingQuery, TravellerDetail } from '@jisr/contract';
import type { z } from 'zod';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { createApplyMessage } from './apply-message.ts';
import {
  type CrossingFilter,
  countCrossings,
  lockCrossingById,
  messageLine,
  selectBoardNumbers,
  selectCrossingMessages,
  selectCrossingPage,
  selectCrossings,
  selectDeparting,
} from './crossing-store.ts';
import { readRowCursor, writeCursor } from './cursor.ts';
import { eraseExpired } from './erase-expired.ts';
import { issue } from './issues.ts';
import { maskedOn } from './retention.ts';
import { forScreening } from './screening-view.ts';
import { searchTravellers } from './search-travellers.ts';
import { incompleteSeries, missingParts, seriesName } from './series.ts';
import { displayName, showCrossings, showFacts, showTravellers } from './showing.ts';
import {
  selectCompanions,
  selectElsewhere,
  selectStatements,
  selectTravellers,
  selectTravellersOfCrossing,
} from './traveller-store.ts';
import { shownDocument } from './traveller-view.ts';
import type { Travellers, TravellersDeps } from './types.ts';

/** A crossing departs soon when it leaves within this time. */
const SOON_MS = 2 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

/** What the module's jobs call. */
export interface TravellersWork {
  checkSeries(payload: { crossingId: string; seriesKey: string }): Promise<void>;
  daily(): Promise<void>;
  /** Makes sure that the daily job waits; called when the node starts. */
  schedule(): Promise<void>;
}

/**
 * The travellers module.
 *
 * @example
 * const travellers = createTravellers(kernel, deps);
 * await database.transaction((tx) => travellers.applyMessage(tx, { messageId, message, carrier, receivedAt }));
 */
export function createTravellers(kernel: Kernel, deps: TravellersDeps): Travellers & TravellersWork {
  const { db } = kernel.database;
  return {
    applyMessage: createApplyMessage(kernel, deps),
    readBoard: () => readBoard(kernel, deps),
    listCrossings: (query) => listCrossings(db, query, deps),
    readCrossing: (id) => readCrossing(db, id, deps),
    searchTravellers: (query) => searchTravellers(db, query, deps),
    readTraveller: (id) => readTraveller(kernel, id, deps),
    ...forScreening(kernel),
    rowsOf: async (on, ids) => showTravellers(on, await selectTravellers(on, ids), deps),
    summariesOf: async (on, ids) => showCrossings(on, await selectCrossings(on, ids), deps),
    companionsOf: (on, id) => companionsOf(on, id, deps),
    personOf: async (on, id) => {
      const [row] = await selectTravellers(on, [id]);
      if (!row) return null;
      return {
        documents: (row.view.documents?.value ?? []).map(shownDocument),
        birthPlace: row.view.birthPlace?.value ?? null,
      };
    },
    eraseExpired: () => eraseExpired(kernel, deps),
    checkSeries: (payload) => checkSeries(kernel, deps, payload),
    daily: async () => {
      await eraseExpired(kernel, deps);
      await schedule(kernel, deps);
    },
    schedule: async () => {
      await runAtStart(kernel, deps);
      await schedule(kernel, deps);
    },
  };
}

async function readBoard({ database, clock }: Kernel, deps: TravellersDeps): Promise<Board> {
  const { db } = database;
  const now = clock.now();
  const midnight = `${clock.nowIso().slice(0, 10)}T00:00:00.000Z`;
  const numbers = await selectBoardNumbers(db, midnight, now.toISOString());
  const soon = await selectDeparting(db, now.toISOString(), new Date(now.getTime() + SOON_MS).toISOString());
  const counts = await deps.hitCountsOf(db, soon);
  const withHits = soon.filter((id) => {
    const open = counts.get(id)?.open;
    return open !== undefined && open[1] + open[2] + open[3] > 0;
  });
  return { ...(await deps.hitTotals(db)), ...numbers, departingSoonWithHits: withHits.length };
}

async function listCrossings(db: Db, query: z.output<typeof CrossingQuery>, deps: TravellersDeps) {
  const cursor = readRowCursor(query.after);
  const filter: CrossingFilter = {
    from: instantOf(query.from, 'from'),
    to: instantOf(query.to, 'to'),
    direction: query.direction === 'all' ? null : query.direction,
    q: query.q?.toUpperCase().replace(/\s+/g, '') || null,
    after: cursor && { sortAt: cursor.at, id: cursor.id },
    limit: query.limit + 1,
  };
  const rows = await selectCrossingPage(db, filter);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: await showCrossings(db, shown, deps),
    next: last && rows.length > shown.length ? writeCursor([last.sortAt, last.id]) : null,
    total: await countCrossings(db, filter),
  };
}

function instantOf(given: string | undefined, name: string): string | null {
  if (given === undefined) return null;
  const instant = new Date(given);
  if (Number.isNaN(instant.getTime())) throw problem('REQUEST_INVALID', { detail: name });
  return instant.toISOString();
}

async function readCrossing(db: Db, id: string, deps: TravellersDeps): Promise<CrossingDetail> {
  const [row] = await selectCrossings(db, [id]);
  if (!row) throw problem('NOT_FOUND');
  const [summary] = await showCrossings(db, [row], deps);
  const messages = await selectCrossingMessages(db, id);
  return {
    ...summary!,
    operatingCarrier: row.operatingCarrier,
    operatingNumber: row.operatingNumber,
    legs: row.legs,
    people: await showTravellers(db, await selectTravellersOfCrossing(db, id), deps),
    messages: messages.map(messageLine),
    quality: row.quality,
    missingParts: incompleteSeries(messages),
  };
}

async function readTraveller(
  { database, config }: Kernel,
  id: string,
  deps: TravellersDeps,
): Promise<TravellerDetail> {
  const { db } = database;
  const [row] = await selectTravellers(db, [id]);
  if (!row) throw problem('NOT_FOUND');
  const [person] = await showTravellers(db, [row], deps);
  const elsewhere = await selectElsewhere(db, id);
  const crossings = await selectCrossings(db, [
    row.crossingId,
    ...elsewhere.map((other) => other.crossingId),
  ]);
  const shown = new Map((await showCrossings(db, crossings, deps)).map((one) => [one.id, one]));
  const statements = (await selectStatements(db, [id])).get(id) ?? [];
  const { view } = row;
  return {
    ...person!,
    crossing: shown.get(row.crossingId)!,
    givenNames: row.givenNames,
    surname: row.surname,
    title: view.title?.value ?? null,
    birthPlace: view.birthPlace?.value ?? null,
    residence: /^[A-Z]{3}$/.test(view.residence?.value ?? '') ? view.residence!.value : null,
    embarkation: view.embarkation?.value ?? null,
    debarkation: view.debarkation?.value ?? null,
    reference: row.reference,
    verified: view.verified?.value ?? null,
    documents: (view.documents?.value ?? []).map(shownDocument),
    seats: [...(view.seats?.value ?? [])],
    bags: view.bags?.value ?? { count: null, weightKg: null },
    facts: showFacts(statements, view),
    companions: await companionsOf(db, id, deps),
    otherCrossings: elsewhere.flatMap(({ travellerId, crossingId }) => {
      const crossing = shown.get(crossingId);
      return crossing ? [{ travellerId, crossing }] : [];
    }),
    maskedOn: maskedOn(crossings[0]!.firstReceivedAt, config.policyPack),
  };
}

async function companionsOf(db: Db, id: string, { otherScript }: TravellersDeps) {
  const rows = await selectCompanions(db, id);
  return rows.map((row) => ({ id: row.id, name: displayName(row, otherScript), link: row.link }));
}

async function checkSeries(
  { database, bus }: Kernel,
  deps: TravellersDeps,
  { crossingId, seriesKey }: { crossingId: string; seriesKey: string },
): Promise<void> {
  await database.transaction(async (tx) => {
    if (!(await lockCrossingById(tx, crossingId))) return;
    const rows = (await selectCrossingMessages(tx, crossingId)).filter((row) => row.seriesKey === seriesKey);
    const missing = missingParts(rows);
    if (missing.length === 0) return;
    const told = issue(
      'SERIES_INCOMPLETE',
      { parts: missing.join(', '), series: seriesName(seriesKey) },
      seriesKey,
    );
    await deps.raiseIssue(
      tx,
      rows.map(({ messageId }) => messageId),
      told,
    );
    await bus.publish(tx, 'crossing', crossingId);
  });
}

/** The next run is at 03:00 UTC, when few flights are being prepared. */
/** At once when the node starts: a backup that was put back may hold what was erased since (data-protection R4). */
async function runAtStart({ database }: Kernel, { queue }: TravellersDeps): Promise<void> {
  await database.transaction((tx) => queue.enqueue(tx, 'travellers.daily', {}, { key: 'start' }));
}

async function schedule({ database, clock }: Kernel, { queue }: TravellersDeps): Promise<void> {
  const day = clock.nowIso().slice(0, 10);
  const today = new Date(`${day}T03:00:00.000Z`);
  const runAt = today > clock.now() ? today : new Date(today.getTime() + DAY_MS);
  // The day is in the key: a job that asks for itself under its own key would only run again at once.
  const key = runAt.toISOString().slice(0, 10);
  await database.transaction((tx) => queue.enqueue(tx, 'travellers.daily', {}, { key, runAt }));
}
