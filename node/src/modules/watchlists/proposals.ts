import type { ListingEntry, NewProposal, PageQuery, Proposal, ProposalDecision } from '@jisr/contract';
import type { z } from 'zod';
import type { OfficerActor } from '../../kernel/actor.ts';
import type { Db } from '../../kernel/db/types.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { problem } from '../../kernel/problem.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { canMove, datesHold, dayOf, PROPOSAL_MOVES, PROPOSAL_TARGETS } from './model.ts';
import { draftOfEntry, rowOf, storable } from './prepare-listing.ts';
import { summaryOf } from './present.ts';
import {
  insertProposal,
  isOutdated,
  lockProposal,
  type ProposalRow,
  selectProposal,
  selectProposals,
  updateDecision,
} from './proposal-store.ts';
import {
  countActive,
  insertListings,
  type ListedRow,
  lockWatchlist,
  selectListed,
  selectWatchlist,
  updateListing,
  updateListingStatus,
  type WatchlistRow,
} from './store.ts';
import type { WatchlistsDeps } from './types.ts';
import type { Versions } from './versions.ts';

/** Listings kept by hand: one person proposes, another decides, and the decision takes effect at once. */
export function createProposals(
  { database, clock, ids, bus }: Kernel,
  deps: Pick<WatchlistsDeps, 'officers' | 'otherScript'>,
  versions: Versions,
) {
  const { db } = database;

  function checkDates(entry: ListingEntry | null): void {
    if (entry !== null && !datesHold(entry, dayOf(clock.now()))) throw problem('LISTING_DATES_INVALID');
  }

  /** The listing that a proposal speaks of, if it may still be changed. */
  async function needTarget(
    on: Db,
    of: Pick<ProposalRow, 'kind' | 'listingId' | 'watchlistId'>,
  ): Promise<ListedRow> {
    const [target] = of.listingId === null ? [] : await selectListed(on, [of.listingId]);
    const allowed: readonly string[] = PROPOSAL_TARGETS[of.kind];
    if (target === undefined || target.watchlistId !== of.watchlistId || !allowed.includes(target.status))
      throw problem('NOT_FOUND');
    return target;
  }

  async function propose(
    watchlistId: string,
    proposal: z.output<typeof NewProposal>,
    actor: OfficerActor,
  ): Promise<Proposal> {
    const list = await selectWatchlist(db, watchlistId);
    if (list === undefined) throw problem('NOT_FOUND');
    if (list.format !== 'manual') throw problem('LIST_READ_ONLY');
    refuseIncomplete(proposal);
    checkDates(proposal.entry);
    if (proposal.kind !== 'add') await needTarget(db, { ...proposal, watchlistId });
    const proposed = { proposedBy: actor.accountId, proposedAt: clock.nowIso() };
    const row = { id: ids.uuid(), watchlistId, ...storable(proposal), ...proposed };
    await database.transaction(async (tx) => {
      await insertProposal(tx, row);
      await bus.publish(tx, 'proposal', row.id);
    });
    return readProposal(row.id);
  }

  async function decideProposal(
    id: string,
    { approve, note }: z.output<typeof ProposalDecision>,
    actor: OfficerActor,
  ): Promise<Proposal> {
    const status = approve ? 'approved' : 'rejected';
    await database.transaction(async (tx) => {
      const proposal = await lockProposal(tx, id);
      if (proposal === undefined) throw problem('NOT_FOUND');
      if (!canMove(PROPOSAL_MOVES, proposal.status, status)) throw problem('PROPOSAL_NOT_PENDING');
      if (proposal.proposedBy === actor.accountId) throw problem('PROPOSAL_OWN');
      const listingId = approve ? await carryOut(tx, proposal) : proposal.listingId;
      const decided = { decidedBy: actor.accountId, decidedAt: clock.nowIso(), note };
      await updateDecision(tx, { id, status, listingId, ...decided });
      await bus.publish(tx, 'proposal', id);
    });
    return readProposal(id);
  }

  /** @returns the listing that was added, changed or withdrawn */
  async function carryOut(tx: Db, proposal: ProposalRow): Promise<string> {
    const list = await lockWatchlist(tx, proposal.watchlistId);
    if (list === undefined) throw problem('NOT_FOUND');
    // It may have waited for longer than its own dates allow.
    checkDates(proposal.entry);
    const listingId = await writeListing(tx, list, proposal);
    const { id: watchlistId, edition } = list;
    const counts = await countActive(tx, { watchlistId, edition });
    await versions.raise(tx, list, { edition, changedListingIds: [listingId], ...counts });
    return listingId;
  }

  async function writeListing(tx: Db, list: WatchlistRow, proposal: ProposalRow): Promise<string> {
    const version = list.version + 1;
    const today = dayOf(clock.now());
    if (proposal.kind === 'add') {
      const id = ids.uuid();
      const row = rowOf(draftOfEntry(needEntry(proposal), `${list.code}:${version}`, today));
      const rows = JSON.stringify([{ id, ...row }]);
      await insertListings(tx, { list, edition: list.edition, version, today, rows });
      return id;
    }
    const target = await needTarget(tx, proposal);
    // The second person looked at what the listing was then; what was approved since is not undone unseen.
    if (await isOutdated(tx, proposal)) throw problem('PROPOSAL_OUTDATED');
    if (proposal.kind === 'withdraw') {
      await updateListingStatus(tx, { id: target.id, version, status: 'withdrawn' });
    } else {
      const { reference, listedOn } = target.data;
      const row = rowOf(draftOfEntry(needEntry(proposal), reference, listedOn ?? today));
      await updateListing(tx, { id: target.id, version, row });
    }
    return target.id;
  }

  async function readProposal(id: string): Promise<Proposal> {
    const row = await selectProposal(db, id);
    if (row === undefined) throw problem('NOT_FOUND');
    return (await shown([row]))[0]!;
  }

  async function shown(rows: readonly ProposalRow[]): Promise<Proposal[]> {
    const officers = await deps.officers(
      rows.flatMap(({ proposedBy, decidedBy }) =>
        decidedBy === null ? proposedBy : [proposedBy, decidedBy],
      ),
    );
    const listed = await selectListed(
      db,
      rows.flatMap((row) => row.listingId ?? []),
    );
    const summaries = new Map(listed.map((row) => [row.id, summaryOf(row, deps.otherScript)]));
    const officerOf = (id: string) => officers.get(id) ?? { id, name: { en: '—', ar: '—' } };
    return rows.map(({ listingId, proposedBy, decidedBy, ...row }) => ({
      ...row,
      listing: listingId === null ? null : (summaries.get(listingId) ?? null),
      proposedBy: officerOf(proposedBy),
      decidedBy: decidedBy === null ? null : officerOf(decidedBy),
    }));
  }

  async function listProposals(query: z.output<typeof PageQuery> & { status: 'pending' | 'all' }) {
    const { after, limit, status } = query;
    const before = after === undefined ? null : readCursor(after, 'id');
    const rows = await selectProposals(db, { pendingOnly: status === 'pending', before, limit: limit + 1 });
    const items = await shown(rows.slice(0, limit));
    return { items, next: rows.length > limit ? writeCursor(items.at(-1)!.id) : null, total: null };
  }

  return { propose, decideProposal, listProposals };
}

/** Each kind of proposal has its parts: a new listing has an entry, a withdrawal a listing, a change both. */
function refuseIncomplete({ kind, entry, listingId }: z.output<typeof NewProposal>): void {
  if ((kind === 'withdraw') !== (entry === null)) throw problem('REQUEST_INVALID', { detail: 'entry' });
  if ((kind === 'add') !== (listingId === null)) throw problem('REQUEST_INVALID', { detail: 'listingId' });
}

function needEntry({ id, entry }: ProposalRow): ListingEntry {
  if (entry === null) throw new Error(`the proposal ${id} has no entry`);
  return entry;
}
