import type { Issue } from '@jisr/contract';
import { seriesKey, type TravelMessage } from '@jisr/travel-messages';
import { airport, toUtc } from '../../kernel/airports.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { borderCrossing, borderLegOf, type CrossingView, foldCrossing, naturalKey } from './crossing-fold.ts';
import {
  type CrossingMessageRow,
  insertCrossingMessage,
  type ListedReference,
  lockCrossing,
  selectCrossingMessages,
  updateCounts,
  updateCrossing,
} from './crossing-store.ts';
import { issue } from './issues.ts';
import { mergeTravellers } from './merge-travellers.ts';
import { missingParts } from './series.ts';
import { asUtc, closureKindOf, crossingFacts, crossingWordOf, statedAt } from './stating.ts';
import { indexable } from './storable.ts';
import type { AppliedMessage, MessageToApply, TravellersDeps } from './types.ts';

/** After this the missing parts of a series are told (travellers.md §1.3). */
const SERIES_PATIENCE_MS = 5 * 60_000;

type Deps = Pick<TravellersDeps, 'queue' | 'otherScript' | 'changed'>;

/**
 * Makes the use case that merges a message into what is known: one crossing, its travellers, every fact with its source.
 * All in the caller's transaction, in sets, so that a full manifest takes milliseconds.
 */
export function createApplyMessage(kernel: Kernel, deps: Deps) {
  const isOurs = (port: string) => airport(port)?.country === kernel.config.country;

  /** The crossing as all its messages now say it is. */
  async function renew(tx: Db, crossingId: string, rows: Parameters<typeof asStatement>[0][]): Promise<void> {
    await updateCrossing(tx, crossingUpdate(crossingId, foldCrossing(rows.map(asStatement), isOurs), isOurs));
    await updateCounts(tx, crossingId);
  }

  return async (tx: Db, input: MessageToApply): Promise<AppliedMessage> => {
    const { message, messageId, receivedAt } = input;
    const flight = borderCrossing(message.crossings, isOurs);
    const listed = listedIn(message);
    if (!flight && message.travellers.length === 0 && listed === null)
      return { crossingId: null, travellerIds: [], issues: [] };
    const moment = { messageId, receivedAt, statedAt: statedAt(message.sentAt, receivedAt) };
    const border = borderLegOf(flight ?? { legs: [], borderLeg: null }, isOurs);
    const facts = crossingFacts(message, flight);
    const series = message.series ? seriesKey(message) : null;
    const crossing = await lockCrossing(tx, {
      id: kernel.ids.uuid(),
      naturalKey: indexable(naturalKey(facts, border, { test: message.test, series: series ?? messageId })),
      test: message.test,
      receivedAt,
    });
    await insertCrossingMessage(tx, {
      ...moment,
      ...countsOf(message),
      crossingId: crossing.id,
      seriesKey: series,
      part: message.series?.part ?? null,
      lastPart: message.series?.last ?? null,
      facts,
      listed,
    });
    const rows = await selectCrossingMessages(tx, crossing.id);
    const merged = await mergeTravellers(kernel, deps, tx, { ...input, moment, crossing, rows, listed });
    await renew(tx, crossing.id, rows);
    await awaitSeries(deps, tx, { crossingId: crossing.id, series, receivedAt, rows });
    await kernel.bus.publish(tx, 'crossing', crossing.id);
    await deps.changed(tx, { messageId, crossingId: crossing.id, travellerIds: merged.changed });
    return {
      crossingId: crossing.id,
      travellerIds: merged.touched,
      issues: [...carrierIssues(input, facts), ...merged.issues],
    };
  };
}

const listedIn = (message: TravelMessage): ListedReference[] | null =>
  closureKindOf(message.function) === null
    ? null
    : message.statusReferences.map(({ segment: _segment, ...listed }) => listed);

const countsOf = (message: TravelMessage) => ({
  function: message.function,
  version: message.version,
  travellers: message.travellers.length,
  errors: message.issues.filter(({ severity }) => severity === 'error').length,
  warnings: message.issues.filter(({ severity }) => severity === 'warn').length,
});

const asStatement = (row: CrossingMessageRow) => ({ ...row, word: crossingWordOf(row.function) });

function crossingUpdate(id: string, view: CrossingView, isOurs: (port: string) => boolean) {
  const { border, carrier, number, operatingCarrier, operatingNumber, status, legs } = view;
  const instant = (local: string | null, port: string | null) => {
    const zone = port === null ? undefined : airport(port)?.zone;
    return local !== null && zone !== undefined ? toUtc(local, zone) : null;
  };
  const departureAt = instant(border.departure, border.from);
  const inbound = border.to !== null && isOurs(border.to);
  const outbound = border.from !== null && isOurs(border.from);
  const direction: 'inbound' | 'outbound' | 'other' = inbound ? 'inbound' : outbound ? 'outbound' : 'other';
  return {
    id,
    carrier,
    number,
    operatingCarrier,
    operatingNumber,
    border,
    departureAt,
    arrivalAt: instant(border.arrival, border.to),
    sortAt: departureAt ?? asUtc(border.departure),
    direction,
    status,
    legs,
    declared: view.declaredTotal,
  };
}

async function awaitSeries(
  { queue }: Deps,
  tx: Db,
  of: { crossingId: string; series: string | null; receivedAt: string; rows: readonly CrossingMessageRow[] },
): Promise<void> {
  const { crossingId, series, receivedAt, rows } = of;
  if (series === null || missingParts(rows.filter((row) => row.seriesKey === series)).length === 0) return;
  const runAt = new Date(new Date(receivedAt).getTime() + SERIES_PATIENCE_MS);
  await queue.enqueue(
    tx,
    'travellers.series',
    { crossingId, seriesKey: series },
    { key: indexable(`${crossingId} ${series}`), runAt },
  );
}

function carrierIssues({ carrier }: MessageToApply, facts: ReturnType<typeof crossingFacts>): Issue[] {
  const own = [facts.carrier, facts.operatingCarrier].filter((code) => code !== null);
  if (carrier === null || own.length === 0 || own.includes(carrier)) return [];
  return [issue('CARRIER_MISMATCH', { carrier: own.join('/'), sender: carrier })];
}
