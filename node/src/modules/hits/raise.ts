import type { Db } from '../../kernel/db/types.ts';
import { sameDocument } from '../../kernel/documents.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import {
  type ClearanceRow,
  deleteSuppressions,
  insertEvents,
  insertSuppressions,
  selectClearances,
  withdrawDecision,
} from './decision-store.ts';
import { coversPair, documentKeyOf, isUndone, severityOf } from './model.ts';
import { lockPairs, type PresentPair } from './pair-store.ts';
import { createRecall } from './recall.ts';
import { insertHits, type NewHit, updateScores } from './store.ts';
import type { HitsDeps, Proposed } from './types.ts';

/** Turns what the engine proposes into hits: each pair once, cleared pairs kept out, changed pairs brought up to date. */
export function createRaise(kernel: Kernel, deps: Pick<HitsDeps, 'statusChanged' | 'screenAgain'>) {
  const { clock, ids, bus, metrics } = kernel;
  const recall = createRecall(kernel);

  async function addNew(tx: Db, fresh: readonly NewHit[]): Promise<NewHit[]> {
    if (fresh.length === 0) return [];
    const added = new Set(await insertHits(tx, fresh));
    const rows = fresh.filter((row) => added.has(row.id));
    const params = (row: NewHit) => ({
      score: row.score.toFixed(3),
      basis: row.basis,
      list: row.listing.watchlist.code,
    });
    await insertEvents(
      tx,
      rows.map((row) => ({
        id: ids.uuid(),
        hitId: row.id,
        at: row.raisedAt,
        kind: 'raised',
        accountId: null,
        params: params(row),
      })),
    );
    for (const row of rows) {
      metrics.hits.inc({ severity: String(row.severity) });
      await bus.publish(tx, 'hit', row.id);
    }
    return rows;
  }

  /**
   * A pair seen before: its evidence may have changed. A hit that is cleared, or waits for a second person, opens again
   * when the traveller is no longer the one who was decided about. Returns the travellers of whom something else may be said now.
   */
  async function refresh(
    tx: Db,
    pairs: readonly { row: NewHit; before: PresentPair }[],
  ): Promise<readonly string[]> {
    const now = clock.nowIso();
    const changed = pairs.flatMap(({ row, before }) => {
      const reopen = isUndone(before.state, row.subject, before.subject);
      const rescored = row.score !== before.score || row.basis !== before.basis;
      const stale = row.listVersion !== before.listVersion || !sameSubject(row.subject, before.subject);
      return reopen || rescored || stale ? [{ row: { ...row, id: before.id, reopen }, rescored }] : [];
    });
    if (changed.length === 0) return [];
    await updateScores(
      tx,
      changed.map(({ row }) => row),
      now,
    );
    const reopened = changed.filter(({ row }) => row.reopen).map(({ row }) => row);
    for (const { id } of reopened) {
      await withdrawDecision(tx, id, now);
      await recall(tx, id, null);
      const spared = await deleteSuppressions(tx, id);
      if (spared.length > 0) await deps.screenAgain(tx, spared);
    }
    const told = changed.filter(({ row, rescored }) => row.reopen || rescored).map(({ row }) => row);
    await insertEvents(
      tx,
      told.map((row) => ({
        id: ids.uuid(),
        hitId: row.id,
        at: now,
        kind: row.reopen ? 'reopened' : 'rescored',
        accountId: null,
        params: { score: row.score.toFixed(3), basis: row.basis },
      })),
    );
    for (const row of told) await bus.publish(tx, 'hit', row.id);
    return changed.map(({ row }) => row.travellerId);
  }

  async function suppress(tx: Db, cleared: readonly { row: NewHit; by: ClearanceRow }[]): Promise<void> {
    if (cleared.length === 0) return;
    const now = clock.nowIso();
    const pairs = cleared.map(({ row, by }) => ({
      travellerId: row.travellerId,
      listingId: row.listingId,
      clearanceId: by.id,
    }));
    const added = new Set(
      (await insertSuppressions(tx, pairs, now)).map((pair) => `${pair.travellerId} ${pair.listingId}`),
    );
    const fresh = cleared.filter(({ row }) => added.has(`${row.travellerId} ${row.listingId}`));
    // Said on the page of the hit that was cleared: whom the clearance spared, and on which crossing.
    await insertEvents(
      tx,
      fresh.map(({ row, by }) => ({
        id: ids.uuid(),
        hitId: by.hitId,
        at: now,
        kind: 'suppressed',
        accountId: null,
        params: { number: by.number, flight: flightOf(row), traveller: row.travellerId },
      })),
    );
  }

  return {
    /**
     * Takes what the engine proposes. Each pair becomes one hit, however often and from wherever it is proposed.
     *
     * @returns ids of the hits that are new
     */
    async raise(tx: Db, proposed: readonly Proposed[]): Promise<string[]> {
      if (proposed.length === 0) return [];
      const now = clock.nowIso();
      const rows = proposed.map((pair) => hitOf(pair, ids.uuid(), now));
      const pairs = await lockPairs(tx, [...new Set(rows.map((row) => row.travellerId))]);
      const before = new Map(pairs.map((pair) => [keyOf(pair), pair]));
      const listingIds = [...new Set(rows.map((row) => row.listingId))];
      const clearances = await selectClearances(tx, listingIds, now.slice(0, 10));
      const known: { row: NewHit; before: PresentPair }[] = [];
      const cleared: { row: NewHit; by: ClearanceRow }[] = [];
      const fresh: NewHit[] = [];
      for (const row of rows) {
        const present = before.get(keyOf(row));
        const by = clearances.find(
          (one) => one.listingId === row.listingId && coversPair(one, row.subject, row.basis),
        );
        if (present) known.push({ row, before: present });
        else if (by) cleared.push({ row, by });
        else fresh.push(row);
      }
      const changed = await refresh(tx, known);
      await suppress(tx, cleared);
      const added = await addNew(tx, fresh);
      const touched = new Set([...changed, ...added.map((row) => row.travellerId)]);
      if (touched.size > 0) await deps.statusChanged(tx, [...touched]);
      return added.map((row) => row.id);
    },
  };
}

const keyOf = (pair: { travellerId: string; listingId: string }): string =>
  `${pair.travellerId} ${pair.listingId}`;

/** What a later flight and an officer go by; a new seat or locator is no other subject. */
const sameSubject = (one: NewHit['subject'], other: NewHit['subject']): boolean =>
  one.fullName === other.fullName &&
  one.birthDate === other.birthDate &&
  one.nationality === other.nationality &&
  one.documentKeys.join(' ') === other.documentKeys.join(' ');

const flightOf = (row: NewHit): string => `${row.crossing.carrier ?? ''}${row.crossing.number ?? ''}`;

function hitOf(pair: Proposed, id: string, at: string): NewHit {
  const { crossing, listing, score, basis, explanation, engineVersion, listVersion, messageId, segment } =
    pair;
  return {
    id,
    travellerId: pair.travellerId,
    crossingId: crossing.id,
    listingId: listing.id,
    watchlistId: listing.watchlist.id,
    severity: severityOf(listing.instruction ?? 'refer', score, basis),
    ...{ score, basis, explanation, engineVersion, listVersion, messageId, segment },
    subject: subjectOf(pair),
    listing: keptOfListing(listing),
    crossing: keptOfCrossing(crossing),
    departureAt: crossing.departureAt,
    arrivalAt: crossing.arrivalAt,
    searchKey: searchKeyOf(pair),
    raisedAt: at,
  };
}

function subjectOf({ travellerId, subject, listing, explanation }: Proposed): NewHit['subject'] {
  const { name, birthDate, nationality, fullName, documents } = subject;
  const keysOf = (some: typeof documents) => some.map(documentKeyOf).filter((key) => key !== null);
  const matched = documents.filter((one) => listing.documents.some((listed) => sameDocument(one, listed)));
  return {
    id: travellerId,
    name,
    birthDate,
    nationality,
    document: documents[0] ?? null,
    fullName,
    documentKeys: keysOf(documents),
    matchedKeys: keysOf(matched),
    birthDateAgrees: explanation.evidence.some(
      ({ kind, verdict }) => kind === 'birth-date' && verdict === 'equal',
    ),
  };
}

const keptOfListing = ({
  id,
  reference,
  kind,
  name,
  watchlist,
  instruction,
}: Proposed['listing']): NewHit['listing'] => ({ id, reference, kind, name, watchlist, instruction });

export const keptOfCrossing = ({
  id,
  carrier,
  number,
  from,
  to,
  departure,
  test,
}: Proposed['crossing']): NewHit['crossing'] => ({ id, carrier, number, from, to, departure, test });

/** What the queue's search box looks in: names of both people, flight, documents, reference. */
function searchKeyOf({ subject, listing, crossing }: Proposed): string {
  const words = [
    subject.fullName,
    subject.name.other?.text,
    ...listing.names.map((name) => name.text),
    `${crossing.carrier ?? ''}${crossing.number ?? ''}`,
    crossing.from,
    crossing.to,
    ...subject.documents.map((document) => document.number),
    listing.reference,
    listing.watchlist.code,
  ];
  return words
    .filter(Boolean)
    .join(' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .slice(0, 4000);
}
