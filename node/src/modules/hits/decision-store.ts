import type { DecisionEvidence, Instruction, ReasonCode, Verdict } from '@jisr/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '../../kernel/db/types.ts';

export interface DecisionRow {
  readonly id: string;
  readonly hitId: string;
  readonly verdict: Verdict;
  readonly reason: ReasonCode;
  readonly note: string | null;
  readonly instruction: Instruction | null;
  readonly accountId: string;
  readonly at: string;
  readonly status: 'final' | 'pending' | 'refused' | 'reopened';
  readonly secondAccountId: string | null;
  readonly secondAt: string | null;
  readonly secondAgreed: boolean | null;
  readonly secondNote: string | null;
  /** As the hit was when it was decided. */
  readonly evidence: z.infer<typeof DecisionEvidence> | null;
}

const decisionColumns = sql`id, hit_id as "hitId", verdict, reason, note, instruction, account_id as "accountId", at, status,
  second_account_id as "secondAccountId", second_at as "secondAt", second_agreed as "secondAgreed", second_note as "secondNote", evidence`;

/** Records a decision with the evidence that the hit holds at this moment. */
export async function insertDecision(
  tx: Db,
  row: Omit<DecisionRow, 'secondAccountId' | 'secondAt' | 'secondAgreed' | 'secondNote' | 'evidence'>,
): Promise<void> {
  await sql`
    insert into hit_decision (id, hit_id, verdict, reason, note, instruction, account_id, at, status, evidence)
    select ${row.id}, id, ${row.verdict}, ${row.reason}, ${row.note}, ${row.instruction}, ${row.accountId}, ${row.at}, ${row.status},
      jsonb_build_object('score', score, 'basis', basis, 'engineVersion', engine_version, 'listVersion', list_version,
        'messageId', message_id, 'segment', segment, 'explanation', explanation)
    from hit where id = ${row.hitId}`.execute(tx);
}

/** The decision in force or waiting for its second person. */
export async function selectDecision(db: Db, hitId: string): Promise<DecisionRow | undefined> {
  const { rows } = await sql<DecisionRow>`
    select ${decisionColumns} from hit_decision where hit_id = ${hitId} and status in ('final', 'pending')`.execute(
    db,
  );
  return rows[0];
}

/** What the page shows: the last decision, also when a second person refused it, but not when it was withdrawn. */
export async function selectLastDecision(db: Db, hitId: string): Promise<DecisionRow | undefined> {
  const { rows } = await sql<DecisionRow>`
    select ${decisionColumns} from hit_decision where hit_id = ${hitId} order by id desc limit 1`.execute(db);
  return rows[0]?.status === 'reopened' ? undefined : rows[0];
}

export async function updateSecond(
  tx: Db,
  id: string,
  second: {
    readonly status: DecisionRow['status'];
    readonly accountId: string;
    readonly at: string;
    readonly agreed: boolean;
    readonly note: string | null;
  },
): Promise<void> {
  await sql`
    update hit_decision set status = ${second.status}, second_account_id = ${second.accountId}, second_at = ${second.at},
      second_agreed = ${second.agreed}, second_note = ${second.note} where id = ${id}`.execute(tx);
}

/** A hit that is looked at again has no decision in force; what followed from it ends too. */
export async function withdrawDecision(tx: Db, hitId: string, at: string): Promise<void> {
  await sql`update hit_decision set status = 'reopened' where hit_id = ${hitId} and status in ('final', 'pending')`.execute(
    tx,
  );
  await sql`update clearance set revoked_at = ${at} where hit_id = ${hitId} and revoked_at is null`.execute(
    tx,
  );
  await sql`update standing_decision set revoked_at = ${at} where hit_id = ${hitId} and revoked_at is null`.execute(
    tx,
  );
}

export interface ClearanceRow {
  readonly id: string;
  readonly number: string;
  readonly listingId: string;
  readonly nameKey: string;
  readonly birthDate: string | null;
  readonly documentKey: string | null;
  readonly basis: string;
  readonly hitId: string;
  /** Whether the listing had the traveller's birth date when this was said. */
  readonly birthDateAgrees: boolean;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly validUntil: string;
}

const clearanceColumns = sql`id, number, listing_id as "listingId", name_key as "nameKey", birth_date as "birthDate", document_key as "documentKey",
  basis, hit_id as "hitId", birth_date_agrees as "birthDateAgrees", created_by as "createdBy", created_at as "createdAt", valid_until as "validUntil"`;

/** Returns false when the number is taken. */
export async function insertClearance(tx: Db, row: ClearanceRow): Promise<boolean> {
  const { rows } = await sql`
    insert into clearance (id, number, listing_id, name_key, birth_date, document_key, basis, hit_id, birth_date_agrees,
      created_by, created_at, valid_until)
    values (${row.id}, ${row.number}, ${row.listingId}, ${row.nameKey}, ${row.birthDate}, ${row.documentKey}, ${row.basis}, ${row.hitId}, ${row.birthDateAgrees},
      ${row.createdBy}, ${row.createdAt}, ${row.validUntil})
    on conflict (number) do nothing returning id`.execute(tx);
  return rows.length === 1;
}

export async function selectClearances(
  db: Db,
  listingIds: readonly string[],
  today: string,
): Promise<ClearanceRow[]> {
  const { rows } = await sql<ClearanceRow>`
    select ${clearanceColumns} from clearance
    where listing_id = any(${listingIds}::uuid[]) and revoked_at is null and valid_until >= ${today}::date`.execute(
    db,
  );
  return rows;
}

export async function selectClearanceOf(db: Db, hitId: string): Promise<ClearanceRow | undefined> {
  const { rows } =
    await sql<ClearanceRow>`select ${clearanceColumns} from clearance where hit_id = ${hitId} and revoked_at is null`.execute(
      db,
    );
  return rows[0];
}

/** Returns the pairs that this clearance had not suppressed before. */
export async function insertSuppressions(
  tx: Db,
  rows: readonly { travellerId: string; listingId: string; clearanceId: string }[],
  at: string,
): Promise<{ travellerId: string; listingId: string }[]> {
  const { rows: added } = await sql<{ travellerId: string; listingId: string }>`
    insert into hit_suppression (traveller_id, listing_id, clearance_id, at)
    select "travellerId", "listingId", "clearanceId", ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("travellerId" uuid, "listingId" uuid, "clearanceId" uuid)
    on conflict (traveller_id, listing_id) do update set clearance_id = excluded.clearance_id, at = excluded.at
      where hit_suppression.clearance_id <> excluded.clearance_id
    returning traveller_id as "travellerId", listing_id as "listingId"`.execute(tx);
  return added;
}

/** Forgets whom the clearances of a hit spared; returns those travellers. */
export async function deleteSuppressions(tx: Db, hitId: string): Promise<string[]> {
  const { rows } = await sql<{ travellerId: string }>`
    delete from hit_suppression where clearance_id in (select id from clearance where hit_id = ${hitId})
    returning traveller_id as "travellerId"`.execute(tx);
  return rows.map(({ travellerId }) => travellerId);
}

export async function insertStanding(
  tx: Db,
  row: {
    id: string;
    listingId: string;
    documentKey: string;
    hitId: string;
    decisionId: string;
    createdAt: string;
    validUntil: string;
  },
): Promise<void> {
  await sql`
    insert into standing_decision (id, listing_id, document_key, hit_id, decision_id, created_at, valid_until)
    values (${row.id}, ${row.listingId}, ${row.documentKey}, ${row.hitId}, ${row.decisionId}, ${row.createdAt}, ${row.validUntil})`.execute(
    tx,
  );
}

/** Standing decisions that name a document of these hits, by hit. */
export interface EventRow {
  readonly at: string;
  readonly kind: string;
  readonly accountId: string | null;
  readonly params: Record<string, string>;
}

export async function insertEvents(
  tx: Db,
  rows: readonly (EventRow & { readonly id: string; readonly hitId: string })[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into hit_event (id, hit_id, at, kind, account_id, params)
    select id, "hitId", at, kind, "accountId", params
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "hitId" uuid, at timestamptz, kind text, "accountId" uuid, params jsonb)`.execute(
    tx,
  );
}

export async function selectEvents(db: Db, hitId: string): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select at, kind, account_id as "accountId", params from hit_event where hit_id = ${hitId} order by id`.execute(
    db,
  );
  return rows;
}
