import type { Issue } from '@jisr/contract';
import { seriesKey, type TravellerRecord, type TravelMessage } from '@jisr/travel-messages';
import { airport, toUtc } from '../../kernel/airports.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { closeOuts, closuresOf, resolveListed } from './closing.ts';
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
import { type Facts, foldTraveller, type Moment, type Statement, screenedFacts, type View } from './fold.ts';
import { issue } from './issues.ts';
import { type Identity, matchTravellers } from './matching.ts';
import { missingParts } from './series.ts';
import { closureKindOf, crossingFacts, crossingWordOf, statedAt, travellerFacts } from './stating.ts';
import {
  insertStatements,
  replaceDocuments,
  type StatementWrite,
  selectStatements,
  selectTravellersOfCrossing,
  type TravellerDataRow,
  upsertTravellers,
} from './traveller-store.ts';
import { documentRows, travellerRow } from './traveller-view.ts';
import type { AppliedMessage, MessageToApply, TravellersDeps } from './types.ts';

/** After this the missing parts of a series are told (travellers.md §1.3). */
const SERIES_PATIENCE_MS = 5 * 60_000;
/** Functions that speak of travellers who must be known already (§2.3). */
const ABOUT_KNOWN: readonly TravelMessage['function'][] = ['change', 'cancel', 'reduction'];

type Deps = Pick<TravellersDeps, 'queue' | 'otherScript' | 'changed'>;

/**
 * Makes the use case that merges a message into what is known: one crossing, its travellers, every fact with its source.
 * All in the caller's transaction, in sets, so that a full manifest takes milliseconds.
 */
export function createApplyMessage(kernel: Kernel, deps: Deps) {
  const isOurs = (port: string) => airport(port)?.country === kernel.config.country;

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
      naturalKey: naturalKey(facts, border, { test: message.test, series: series ?? messageId }),
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
    await updateCrossing(
      tx,
      crossingUpdate(crossing.id, foldCrossing(rows.map(asStatement), isOurs), isOurs),
    );
    await updateCounts(tx, crossing.id);
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

interface Merge extends MessageToApply {
  readonly moment: Moment;
  readonly crossing: { readonly id: string; readonly made: boolean };
  readonly rows: readonly CrossingMessageRow[];
  readonly listed: readonly ListedReference[] | null;
}

async function mergeTravellers(kernel: Kernel, deps: Deps, tx: Db, merge: Merge) {
  const { message, moment, crossing, rows, receivedAt } = merge;
  const known = crossing.made ? [] : await selectTravellersOfCrossing(tx, crossing.id);
  const stated = statementsOf(message, known, () => kernel.ids.uuid());
  const lists = closeOuts(rows);
  // A close-out speaks of everybody; any other message only of those whom it names.
  const before = lists.length > 0 ? known : known.filter(({ id }) => stated.has(id));
  const fresh = [...stated.keys()].filter((id) => !before.some((one) => one.id === id));
  const statements =
    before.length > 0
      ? await selectStatements(
          tx,
          before.map(({ id }) => id),
        )
      : new Map();
  for (const [id, { facts }] of stated)
    statements.set(id, [...(statements.get(id) ?? []), { ...moment, facts }]);
  const ids = [...before.map(({ id }) => id), ...fresh];
  const { views, unknown } = foldAll(ids, statements, lists, moment.messageId);
  const changed = changedIds(before, views);
  const writes = ids.map((id) => travellerRow(id, views.get(id)!, changed.has(id), deps.otherScript));
  if (writes.length > 0) {
    await upsertTravellers(tx, crossing.id, receivedAt, writes);
    const documented = ids.filter((id) => stated.has(id));
    const replaced = documented.filter((id) => !fresh.includes(id));
    await replaceDocuments(tx, replaced, documentRows(documented, views));
    await insertStatements(tx, moment, [...stated.values()]);
  }
  return {
    touched: lists.some(({ messageIds }) => messageIds.includes(moment.messageId)) ? ids : [...stated.keys()],
    changed: ids.filter((id) => changed.has(id)),
    issues: [
      ...unknownIssues(unknown),
      ...strangerIssues(message, [...stated.keys()].filter((id) => fresh.includes(id)).length),
    ],
  };
}

/** The message's statements by traveller: those known keep their id, the others get one. */
function statementsOf(
  message: TravelMessage,
  known: readonly TravellerDataRow[],
  newId: () => string,
): Map<string, StatementWrite> {
  const identities = message.travellers.map(identityOf);
  const matches = matchTravellers(identities, known.map(knownIdentity), message.function === 'change');
  const ids: string[] = [];
  const stated = new Map<string, StatementWrite>();
  matches.forEach((match, ordinal) => {
    const id = match === null ? newId() : match.startsWith('#') ? ids[Number(match.slice(1))]! : match;
    ids.push(id);
    const facts = travellerFacts(message.travellers[ordinal]!, ordinal, message);
    const earlier = stated.get(id);
    stated.set(
      id,
      earlier ? { ...earlier, facts: joined(earlier.facts, facts) } : { travellerId: id, ordinal, facts },
    );
  });
  return stated;
}

/** Two equal records of one message: what the second adds is kept. */
const joined = (one: Facts, other: Facts): Facts => {
  const documents = [...(one.documents?.value ?? []), ...(other.documents?.value ?? [])];
  const source = one.documents ?? other.documents;
  return { ...other, ...one, ...(source ? { documents: { ...source, value: documents } } : {}) };
};

function foldAll(
  ids: readonly string[],
  statements: ReadonlyMap<string, readonly Statement[]>,
  lists: ReturnType<typeof closeOuts>,
  messageId: string,
): { views: Map<string, View>; unknown: ListedReference[] } {
  const said = (id: string) => statements.get(id) ?? [];
  const views = new Map(ids.map((id) => [id, foldTraveller(said(id), [])]));
  if (lists.length === 0) return { views, unknown: [] };
  const members = ids.map((id) => ({
    id,
    reference: views.get(id)?.reference?.value ?? null,
    locator: views.get(id)?.locator?.value ?? null,
  }));
  const resolved = lists.map((list) => ({ ...list, ...resolveListed(list.listed, members) }));
  for (const id of ids) views.set(id, foldTraveller(said(id), closuresOf(resolved, id, said(id))));
  const own = resolved.find(({ messageIds }) => messageIds.includes(messageId));
  return { views, unknown: own?.unknown ?? [] };
}

/** New travellers, those with other facts for screening, and those who travel after all. */
function changedIds(before: readonly TravellerDataRow[], views: ReadonlyMap<string, View>): Set<string> {
  const old = new Map(before.map((row) => [row.id, row]));
  const travels = (status: string | undefined) => status === 'expected' || status === 'boarded';
  const changed = [...views].filter(([id, view]) => {
    const row = old.get(id);
    if (!row) return true;
    const returned = !travels(row.status) && travels(view.status?.value);
    return returned || screenedFacts(row.view) !== screenedFacts(view);
  });
  return new Set(changed.map(([id]) => id));
}

const identityOf = (record: TravellerRecord): Identity => ({
  reference: record.reference,
  locator: record.locator,
  surname: record.surname,
  givenNames: record.givenNames,
  birthDate: record.birthDate,
  documents: record.documents.flatMap(({ type, number, issuer }) =>
    number ? [{ type, number, issuer }] : [],
  ),
});

const knownIdentity = (row: TravellerDataRow) => ({
  id: row.id,
  reference: row.reference,
  locator: row.locator,
  surname: row.surname,
  givenNames: row.givenNames,
  birthDate: row.birthDate,
  documents: row.view.documents?.value ?? [],
});

const listedIn = (message: TravelMessage): ListedReference[] | null =>
  closureKindOf(message.function) === null
    ? null
    : message.statusReferences.map(({ reference, locator }) => ({ reference, locator }));

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
    sortAt: departureAt ?? (border.departure ? statedAt(border.departure, '') || null : null),
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
    { key: `${crossingId} ${series}`, runAt },
  );
}

function carrierIssues({ carrier }: MessageToApply, facts: ReturnType<typeof crossingFacts>): Issue[] {
  const own = [facts.carrier, facts.operatingCarrier].filter((code) => code !== null);
  if (carrier === null || own.length === 0 || own.includes(carrier)) return [];
  return [issue('CARRIER_MISMATCH', { carrier: own.join('/'), sender: carrier })];
}

const unknownIssues = (unknown: readonly ListedReference[]): Issue[] =>
  unknown.map(({ reference, locator }) => {
    const named = reference ?? locator ?? '?';
    return issue('CLOB_UNKNOWN_REF', { reference: named }, named);
  });

const strangerIssues = (message: TravelMessage, strangers: number): Issue[] =>
  ABOUT_KNOWN.includes(message.function)
    ? Array.from({ length: strangers }, () => issue('CHANGE_UNKNOWN_REF', {}))
    : [];
