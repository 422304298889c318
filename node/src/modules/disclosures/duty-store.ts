import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

/** A correction or deletion that one side owes the other. */
export interface DutyRow {
  readonly id: string;
  /** The disclosure that it is about: ours or the partner's. */
  readonly disclosureId: string;
  readonly owedBy: 'us' | 'partner';
  readonly kind: 'deletion' | 'correction' | 'deletion-receipt';
  /** The notice that made it; the disclosure itself where its term did. */
  readonly noticeId: string;
  readonly article: string;
  readonly openedAt: string;
  readonly dueAt: string;
  readonly doneAt: string | null;
}

const columns = sql`id, disclosure_id as "disclosureId", owed_by as "owedBy", kind, notice_id as "noticeId", article,
  opened_at as "openedAt", due_at as "dueAt", done_at as "doneAt"`;

/** Opens duties; the same one again stays as it is. */
export async function insertDuties(tx: Db, duties: readonly DutyRow[]): Promise<void> {
  if (duties.length === 0) return;
  await sql`
    insert into disclosure_duty (id, disclosure_id, owed_by, kind, notice_id, article, opened_at, due_at, done_at)
    select id, "disclosureId", "owedBy", kind, "noticeId", article, "openedAt", "dueAt", "doneAt"
    from jsonb_to_recordset(${JSON.stringify(duties)}::jsonb) as r(id uuid, "disclosureId" uuid, "owedBy" text, kind text,
      "noticeId" uuid, article text, "openedAt" timestamptz, "dueAt" timestamptz, "doneAt" timestamptz)
    on conflict (disclosure_id, kind, notice_id) do nothing
  `.execute(tx);
}

/** Marks what is owed about a disclosure as done; returns how many were open. */
export async function closeDuties(
  tx: Db,
  of: { disclosureId: string; owedBy: DutyRow['owedBy']; kind: DutyRow['kind']; noticeId?: string },
  at: string,
): Promise<number> {
  const { rows } = await sql`
    update disclosure_duty set done_at = ${at}
    where disclosure_id = ${of.disclosureId} and owed_by = ${of.owedBy} and kind = ${of.kind} and done_at is null
      and (${of.noticeId ?? null}::uuid is null or notice_id = ${of.noticeId ?? null}::uuid)
    returning 1
  `.execute(tx);
  return rows.length;
}

/** Corrections that we sent are done once the partner has taken the notice in. */
export async function closeCorrections(tx: Db, noticeIds: readonly string[], at: string): Promise<void> {
  await sql`
    update disclosure_duty set done_at = ${at}
    where notice_id = any(${noticeIds}::uuid[]) and owed_by = 'partner' and kind = 'correction' and done_at is null
  `.execute(tx);
}

export async function selectDuty(db: Db, id: string): Promise<DutyRow | undefined> {
  const { rows } = await sql<DutyRow>`select ${columns} from disclosure_duty where id = ${id}`.execute(db);
  return rows[0];
}

export async function selectDutiesOf(db: Db, disclosureId: string): Promise<DutyRow[]> {
  const { rows } = await sql<DutyRow>`
    select ${columns} from disclosure_duty where disclosure_id = ${disclosureId} order by opened_at, id
  `.execute(db);
  return rows;
}

/** What is owed, the soonest first; what was done, the latest first. */
export async function selectDuties(db: Db, done: boolean, limit: number): Promise<DutyRow[]> {
  const order = done ? sql`done_at desc, id desc` : sql`due_at, id`;
  const { rows } = await sql<DutyRow>`
    select ${columns} from disclosure_duty where (done_at is not null) = ${done} order by ${order} limit ${limit}
  `.execute(db);
  return rows;
}

/** How many contents end on which day, ours and received, in a span of days. */
export async function selectExpiryDays(
  db: Db,
  span: { from: string; to: string },
): Promise<{ day: string; received: number; sent: number }[]> {
  const { rows } = await sql<{ day: string; received: number; sent: number }>`
    select day::text as day, sum(received)::int as received, sum(sent)::int as sent from (
      select (retain_until at time zone 'UTC')::date as day, 1 as received, 0 as sent from received_disclosure
        where erased_at is null and retain_until >= ${span.from} and retain_until < ${span.to}
      union all
      select (erase_at at time zone 'UTC')::date, 0, 1 from disclosure_content
        where erase_at >= ${span.from} and erase_at < ${span.to}
    ) as ending group by day order by day
  `.execute(db);
  return rows;
}

/** Counts for the data-protection desk. */
export async function selectTotals(db: Db, now: string) {
  const { rows } = await sql<{
    sent: number;
    refusedOut: number;
    received: number;
    refusedIn: number;
    held: number;
    erased: number;
    overdue: number;
    owedByUs: number;
    owedByPartner: number;
    late: number;
  }>`
    select
      (select count(*) from disclosure)::int as sent,
      (select count(*) from disclosure_refusal where direction = 'out')::int as "refusedOut",
      (select count(*) from received_disclosure)::int as received,
      (select count(*) from disclosure_refusal where direction = 'in')::int as "refusedIn",
      (select count(*) from received_disclosure where erased_at is null)::int as held,
      (select count(*) from received_disclosure where erased_at is not null)::int as erased,
      (select count(*) from received_disclosure where erased_at is null and retain_until <= ${now})::int as overdue,
      (select count(*) from disclosure_duty where done_at is null and owed_by = 'us')::int as "owedByUs",
      (select count(*) from disclosure_duty where done_at is null and owed_by = 'partner')::int as "owedByPartner",
      (select count(*) from disclosure_duty where done_at is null and due_at < ${now})::int as late
  `.execute(db);
  return rows[0]!;
}
