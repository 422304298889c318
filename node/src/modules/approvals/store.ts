import type { ApprovalKind, ApprovalState, Role } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type { ProofEvidence } from '../identity/index.ts';

export interface ApprovalEntry {
  readonly id: string;
  readonly kind: ApprovalKind;
  readonly subject: string;
  readonly titleEn: string;
  readonly titleAr: string;
  readonly articles: readonly string[];
  readonly needed: number;
  readonly roles: readonly Role[];
  readonly excluded: readonly string[];
  readonly sheet: string;
  readonly digest: string;
  readonly state: ApprovalState;
  readonly openedAt: string;
  readonly expiresAt: string;
  readonly closedAt: string | null;
}

export interface Voice {
  readonly approvalId: string;
  readonly accountId: string;
  readonly decision: 'approve' | 'refuse' | 'withdraw';
  readonly reason: string | null;
  readonly at: string;
  readonly pseudonym: string;
  readonly evidence: ProofEvidence | null;
  readonly ledgerEntry: string;
}

const columns = sql`id, kind, subject, title_en as "titleEn", title_ar as "titleAr", articles, needed, roles, excluded, sheet, digest,
  state, opened_at as "openedAt", expires_at as "expiresAt", closed_at as "closedAt"`;
const voiceColumns = sql`approval_id as "approvalId", account_id as "accountId", decision, reason, at, pseudonym, evidence,
  ledger_entry as "ledgerEntry"`;

export async function insertApproval(db: Db, row: Omit<ApprovalEntry, 'closedAt' | 'state'>): Promise<void> {
  await sql`
    insert into approval (id, kind, subject, title_en, title_ar, articles, needed, roles, excluded, sheet, digest, state,
      opened_at, expires_at)
    values (${row.id}, ${row.kind}, ${row.subject}, ${row.titleEn}, ${row.titleAr}, ${JSON.stringify(row.articles)}::jsonb,
      ${row.needed}, ${JSON.stringify(row.roles)}::jsonb, ${JSON.stringify(row.excluded)}::jsonb, ${row.sheet}, ${row.digest},
      'open', ${row.openedAt}, ${row.expiresAt})`.execute(db);
}

export async function selectApproval(db: Db, id: string): Promise<ApprovalEntry | undefined> {
  const { rows } = await sql<ApprovalEntry>`select ${columns} from approval where id = ${id}`.execute(db);
  return rows[0];
}

/** Stays locked until the transaction ends: two last voices do not both end it. */
export async function lockApproval(tx: Db, id: string): Promise<ApprovalEntry | undefined> {
  const { rows } =
    await sql<ApprovalEntry>`select ${columns} from approval where id = ${id} for update`.execute(tx);
  return rows[0];
}

/** Those in which a person with these roles has a part: as one who may decide, or as an author. */
export async function selectApprovals(
  db: Db,
  filter: { open: boolean; roles: readonly Role[]; accountId: string; limit: number },
): Promise<ApprovalEntry[]> {
  const { rows } = await sql<ApprovalEntry>`
    select ${columns} from approval
    where (state = 'open') = ${filter.open}
      and (roles ?| ${[...filter.roles]}::text[] or excluded ? ${filter.accountId} or ${filter.roles.includes('auditor')})
    order by coalesce(closed_at, '-infinity') desc, expires_at, id limit ${filter.limit}`.execute(db);
  return rows;
}

export async function selectVoices(db: Db, approvalIds: readonly string[]): Promise<Voice[]> {
  if (approvalIds.length === 0) return [];
  const { rows } = await sql<Voice>`
    select ${voiceColumns} from approval_voice where approval_id = any(${[...approvalIds]}::uuid[]) order by at`.execute(
    db,
  );
  return rows;
}

export async function insertVoice(tx: Db, voice: Voice): Promise<void> {
  await sql`
    insert into approval_voice (approval_id, account_id, decision, reason, at, pseudonym, evidence, ledger_entry)
    values (${voice.approvalId}, ${voice.accountId}, ${voice.decision}, ${voice.reason}, ${voice.at}, ${voice.pseudonym},
      ${voice.evidence && JSON.stringify(voice.evidence)}::jsonb, ${voice.ledgerEntry})`.execute(tx);
}

export async function closeApproval(
  tx: Db,
  { id, state, at }: { id: string; state: ApprovalState; at: string },
): Promise<void> {
  await sql`update approval set state = ${state}, closed_at = ${at} where id = ${id} and state = 'open'`.execute(
    tx,
  );
}
