import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { type ClearanceRow, insertEvents, insertSuppressions, selectClearances } from './decision-store.ts';
import { covers, documentKeyOf, type Identity, nameKeyOf, severityOf } from './model.ts';
import { type HitRow, insertHits, type NewHit, selectPairs, updateScores } from './store.ts';
import type { HitsDeps, Proposed } from './types.ts';

/** Turns what the engine proposes into hits: each pair once, cleared pairs kept out, changed pairs brought up to date. */
export function createRaise(kernel: Kernel, deps: Pick<HitsDeps, 'statusChanged'>) {
  const { clock, ids, bus, metrics } = kernel;

  async function addNew(tx: Db, fresh: readonly NewHit[]): Promise<string[]> {
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
    return rows.map((row) => row.id);
  }

  /** A pair seen before: its evidence may have changed. A decided hit opens again only when a document now agrees. */
  async function refresh(tx: Db, pairs: readonly { row: NewHit; before: HitRow }[]): Promise<void> {
    const changed = pairs.filter(
      ({ row, before }) =>
        row.score !== before.score || row.basis !== before.basis || row.listVersion !== before.listVersion,
    );
    if (changed.length === 0) return;
    const now = clock.nowIso();
    const rows = changed.map(({ row, before }) => ({
      ...row,
      id: before.id,
      reopen: before.state === 'cleared' && before.basis === 'name' && row.basis !== 'name',
    }));
    await updateScores(tx, rows, now);
    const told = rows.filter(
      (row, at) =>
        row.reopen || row.score !== changed[at]!.before.score || row.basis !== changed[at]!.before.basis,
    );
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
     * @returns ids of the hits that are new
     */
    async raise(tx: Db, proposed: readonly Proposed[]): Promise<string[]> {
      if (proposed.length === 0) return [];
      const today = clock.nowIso().slice(0, 10);
      const rows = proposed.map((pair) => hitOf(pair, ids.uuid(), clock.nowIso()));
      const before = new Map(
        (await selectPairs(tx, [...new Set(rows.map((row) => row.travellerId))])).map((row) => [
          `${row.travellerId} ${row.listingId}`,
          row,
        ]),
      );
      const clearances = await selectClearances(tx, [...new Set(rows.map((row) => row.listingId))], today);
      const known: { row: NewHit; before: HitRow }[] = [];
      const cleared: { row: NewHit; by: ClearanceRow }[] = [];
      const fresh: NewHit[] = [];
      rows.forEach((row) => {
        const present = before.get(`${row.travellerId} ${row.listingId}`);
        const by = clearances.find(
          (clearance) =>
            clearance.listingId === row.listingId &&
            identities(row).some((identity) => covers(clearance, identity, row.basis)),
        );
        if (present) known.push({ row, before: present });
        else if (by) cleared.push({ row, by });
        else fresh.push(row);
      });
      await refresh(tx, known);
      await suppress(tx, cleared);
      const added = await addNew(tx, fresh);
      if (added.length > 0) await deps.statusChanged(tx, [...new Set(fresh.map((row) => row.travellerId))]);
      return added;
    },
  };
}

/** The traveller with each of the documents, one at a time: a clearance may name any of them. */
function identities(row: NewHit): Identity[] {
  const base = { nameKey: nameKeyOf(row.subject.fullName), birthDate: row.subject.birthDate };
  const keys = row.subject.documentKeys.length > 0 ? row.subject.documentKeys : [null];
  return keys.map((documentKey) => ({ ...base, documentKey }));
}

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

function subjectOf({ travellerId, subject }: Proposed): NewHit['subject'] {
  const { name, birthDate, nationality, fullName, documents } = subject;
  const documentKeys = documents.map((document) => documentKeyOf(document)).filter((key) => key !== null);
  return {
    id: travellerId,
    name,
    birthDate,
    nationality,
    document: documents[0] ?? null,
    fullName,
    documentKeys,
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

const keptOfCrossing = ({
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
