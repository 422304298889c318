import type { HitSummary, Instruction } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

export interface ReferralRow {
  readonly id: string;
  readonly hitId: string;
  readonly post: string;
  readonly instruction: Instruction;
  readonly note: string | null;
  readonly sentAt: string;
  readonly sentBy: string;
  readonly acknowledgedAt: string | null;
  readonly acknowledgedBy: string | null;
  readonly outcome: string | null;
  readonly recalledAt: string | null;
  readonly traveller: HitSummary['traveller'];
  readonly crossing: { readonly id: string; readonly carrier: string | null; readonly number: string | null };
  readonly arrivalAt: string | null;
}

const columns = sql`referral.id, referral.hit_id as "hitId", post, instruction, note, sent_at as "sentAt", sent_by as "sentBy",
  acknowledged_at as "acknowledgedAt", acknowledged_by as "acknowledgedBy", outcome, recalled_at as "recalledAt", hit.subject as traveller, hit.crossing, hit.arrival_at as "arrivalAt"`;

export async function insertReferral(
  tx: Db,
  row: Pick<ReferralRow, 'id' | 'hitId' | 'post' | 'instruction' | 'note' | 'sentAt' | 'sentBy'>,
): Promise<void> {
  await sql`
    insert into referral (id, hit_id, post, instruction, note, sent_at, sent_by)
    values (${row.id}, ${row.hitId}, ${row.post}, ${row.instruction}, ${row.note}, ${row.sentAt}, ${row.sentBy})`.execute(
    tx,
  );
}

type LockedReferral = Pick<ReferralRow, 'id' | 'hitId' | 'post' | 'acknowledgedAt' | 'recalledAt'>;

export async function lockReferral(tx: Db, id: string): Promise<LockedReferral | undefined> {
  const { rows } = await sql<LockedReferral>`
    select id, hit_id as "hitId", post, acknowledged_at as "acknowledgedAt", recalled_at as "recalledAt" from referral where id = ${id} for update`.execute(
    tx,
  );
  return rows[0];
}

export async function updateAcknowledged(
  tx: Db,
  id: string,
  by: string,
  at: string,
  outcome: string | null,
): Promise<void> {
  await sql`update referral set acknowledged_at = ${at}, acknowledged_by = ${by}, outcome = ${outcome} where id = ${id}`.execute(
    tx,
  );
}

/** Recalls what stands of a hit's referrals; returns those. */
export async function updateRecalled(
  tx: Db,
  hitId: string,
  at: string,
): Promise<Pick<ReferralRow, 'id' | 'post' | 'instruction'>[]> {
  const { rows } = await sql<Pick<ReferralRow, 'id' | 'post' | 'instruction'>>`
    update referral set recalled_at = ${at} where hit_id = ${hitId} and recalled_at is null
    returning id, post, instruction`.execute(tx);
  return rows;
}

export async function selectReferral(db: Db, id: string): Promise<ReferralRow | undefined> {
  const { rows } =
    await sql<ReferralRow>`select ${columns} from referral join hit on hit.id = referral.hit_id where referral.id = ${id}`.execute(
      db,
    );
  return rows[0];
}

export async function selectReferralsOf(db: Db, hitId: string): Promise<ReferralRow[]> {
  const { rows } = await sql<ReferralRow>`
    select ${columns} from referral join hit on hit.id = referral.hit_id where hit_id = ${hitId} order by referral.id`.execute(
    db,
  );
  return rows;
}

export async function selectReferrals(
  db: Db,
  filter: { post: string | null; waiting: boolean; offset: number; limit: number },
): Promise<ReferralRow[]> {
  const { rows } = await sql<ReferralRow>`
    select ${columns} from referral join hit on hit.id = referral.hit_id
    where (${filter.post}::text is null or post = ${filter.post}::text) and (not ${filter.waiting}::boolean or (acknowledged_at is null and recalled_at is null))
    order by (acknowledged_at is not null or recalled_at is not null), hit.arrival_at nulls last, referral.id desc
    limit ${filter.limit} offset ${filter.offset}`.execute(db);
  return rows;
}
