import type { ApprovalState, BreakGlassScope } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type { ProofEvidence } from '../identity/index.ts';

export interface BreakGlassRow {
  readonly id: string;
  readonly accountId: string;
  readonly scope: BreakGlassScope;
  readonly object: string;
  readonly reason: string;
  readonly caseReference: string;
  readonly openedAt: string;
  readonly endsAt: string;
  readonly readings: number;
  readonly approvalId: string;
  readonly reviewDueAt: string;
  readonly state: ApprovalState;
  readonly reviewer: string | null;
  readonly reviewedAt: string | null;
}

const columns = sql`g.id, g.account_id as "accountId", g.scope, g.object, g.reason, g.case_reference as "caseReference",
  g.opened_at as "openedAt", g.ends_at as "endsAt", g.readings, g.approval_id as "approvalId",
  g.review_due_at as "reviewDueAt", a.state, v.account_id as reviewer, v.at as "reviewedAt"`;
const joined = sql`break_glass g join approval a on a.id = g.approval_id
  left join approval_voice v on v.approval_id = a.id`;

export async function insertBreakGlass(
  tx: Db,
  row: Omit<BreakGlassRow, 'readings' | 'state' | 'reviewer' | 'reviewedAt'> & {
    readonly evidence: ProofEvidence;
  },
): Promise<void> {
  await sql`
    insert into break_glass (id, account_id, scope, object, reason, case_reference, evidence, opened_at, ends_at, approval_id, review_due_at)
    values (${row.id}, ${row.accountId}, ${row.scope}, ${row.object}, ${row.reason}, ${row.caseReference}, ${JSON.stringify(row.evidence)}::jsonb, ${row.openedAt},
      ${row.endsAt}, ${row.approvalId}, ${row.reviewDueAt})`.execute(tx);
}

/** One account's, or all; the latest first. */
export async function selectBreakGlass(
  db: Db,
  accountId: string | null,
  limit: number,
): Promise<BreakGlassRow[]> {
  const { rows } = await sql<BreakGlassRow>`
    select ${columns} from ${joined} where ${accountId}::uuid is null or g.account_id = ${accountId}::uuid
    order by g.opened_at desc limit ${limit}`.execute(db);
  return rows;
}

export async function selectBreakGlassById(db: Db, id: string): Promise<BreakGlassRow | undefined> {
  const { rows } = await sql<BreakGlassRow>`select ${columns} from ${joined} where g.id = ${id}`.execute(db);
  return rows[0];
}

export async function selectLive(
  db: Db,
  accountId: string,
  now: string,
): Promise<Pick<BreakGlassRow, 'id' | 'scope' | 'object' | 'caseReference' | 'endsAt'>[]> {
  const { rows } = await sql<Pick<BreakGlassRow, 'id' | 'scope' | 'object' | 'caseReference' | 'endsAt'>>`
    select g.id, g.scope, g.object, g.case_reference as "caseReference", g.ends_at as "endsAt"
    from break_glass g join approval a on a.id = g.approval_id
    where g.account_id = ${accountId} and g.ends_at > ${now} and a.state <> 'refused'`.execute(db);
  return rows;
}

export async function countReading(db: Db, id: string): Promise<void> {
  await sql`update break_glass set readings = readings + 1 where id = ${id}`.execute(db);
}

export async function countOverdue(db: Db, now: string): Promise<number> {
  const { rows } = await sql<{ overdue: number }>`
    select count(*) as overdue from break_glass g join approval a on a.id = g.approval_id
    where g.review_due_at <= ${now} and a.state in ('open', 'expired')`.execute(db);
  return Number(rows[0]!.overdue);
}
