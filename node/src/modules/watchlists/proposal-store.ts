import type { ListingEntry, ProposalKind, ProposalStatus } from '@jisr/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '../../kernel/db/types.ts';

export interface ProposalRow {
  readonly id: string;
  readonly watchlistId: string;
  readonly kind: z.infer<typeof ProposalKind>;
  readonly status: z.infer<typeof ProposalStatus>;
  readonly listingId: string | null;
  readonly entry: ListingEntry | null;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly note: string | null;
}

const columns = sql`id, watchlist_id as "watchlistId", kind, status, listing_id as "listingId", entry, reason,
  proposed_by as "proposedBy", proposed_at as "proposedAt", decided_by as "decidedBy", decided_at as "decidedAt", note`;

export async function insertProposal(
  tx: Db,
  row: Omit<ProposalRow, 'status' | 'decidedBy' | 'decidedAt' | 'note'>,
): Promise<void> {
  const entry = row.entry === null ? null : JSON.stringify(row.entry);
  await sql`
    insert into listing_proposal (id, watchlist_id, kind, status, listing_id, entry, reason, proposed_by, proposed_at)
    values (${row.id}, ${row.watchlistId}, ${row.kind}, 'pending', ${row.listingId}, ${entry}::jsonb, ${row.reason},
      ${row.proposedBy}, ${row.proposedAt})`.execute(tx);
}

export async function selectProposal(db: Db, id: string): Promise<ProposalRow | undefined> {
  const { rows } = await sql<ProposalRow>`select ${columns} from listing_proposal where id = ${id}`.execute(
    db,
  );
  return rows[0];
}

export async function lockProposal(tx: Db, id: string): Promise<ProposalRow | undefined> {
  const { rows } = await sql<ProposalRow>`
    select ${columns} from listing_proposal where id = ${id} for update`.execute(tx);
  return rows[0];
}

/** Whether another proposal about the same listing took effect after this one was made. */
export async function isOutdated(tx: Db, { id, listingId, proposedAt }: ProposalRow): Promise<boolean> {
  const { rows } = await sql`
    select 1 from listing_proposal
    where listing_id = ${listingId} and id <> ${id} and status = 'approved' and decided_at > ${proposedAt} limit 1`.execute(
    tx,
  );
  return rows.length > 0;
}

/** Proposals, the latest first. */
export async function selectProposals(
  db: Db,
  page: { pendingOnly: boolean; before: string | null; limit: number },
): Promise<ProposalRow[]> {
  const { rows } = await sql<ProposalRow>`
    select ${columns} from listing_proposal
    where ${page.pendingOnly ? sql`status = 'pending'` : sql`true`}
      ${page.before ? sql`and id < ${page.before}::uuid` : sql``}
    order by id desc limit ${page.limit}`.execute(db);
  return rows;
}

export async function updateDecision(
  tx: Db,
  decision: Pick<ProposalRow, 'id' | 'status' | 'listingId' | 'decidedBy' | 'decidedAt' | 'note'>,
): Promise<void> {
  await sql`
    update listing_proposal set status = ${decision.status}, listing_id = ${decision.listingId},
      decided_by = ${decision.decidedBy}, decided_at = ${decision.decidedAt}, note = ${decision.note}
    where id = ${decision.id}`.execute(tx);
}
