import type { Answer, AnswerStatus } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

export interface AnswerRow {
  readonly id: string;
  readonly carrier: string | null;
  readonly messageId: string;
  readonly code: '962' | '132';
  readonly edifact: string;
  readonly travellers: Answer['travellers'];
  readonly createdAt: string;
  readonly deliveredAt: string | null;
  readonly place: number | null;
}

const columns = sql`id, carrier, message_id as "messageId", code, edifact, travellers, created_at as "createdAt", delivered_at as "deliveredAt", place`;

/** Returns false when this answer was given before. */
export async function insertAnswer(
  tx: Db,
  row: Omit<AnswerRow, 'deliveredAt' | 'place'> & { readonly changeKey: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into answer (id, carrier, message_id, code, change_key, edifact, travellers, created_at)
    values (${row.id}, ${row.carrier}, ${row.messageId}, ${row.code}, ${row.changeKey}, ${row.edifact}, ${JSON.stringify(row.travellers)}::jsonb, ${row.createdAt})
    on conflict (message_id, code, change_key) do nothing returning id`.execute(tx);
  return rows.length === 1;
}

export async function selectFirstAnswer(db: Db, messageId: string): Promise<AnswerRow | undefined> {
  const { rows } =
    await sql<AnswerRow>`select ${columns} from answer where message_id = ${messageId} and code = '962'`.execute(
      db,
    );
  return rows[0];
}

export async function selectAnswer(db: Db, id: string): Promise<AnswerRow | undefined> {
  const { rows } = await sql<AnswerRow>`select ${columns} from answer where id = ${id}`.execute(db);
  return rows[0];
}

export async function selectAnswersOf(db: Db, messageId: string): Promise<AnswerRow[]> {
  const { rows } =
    await sql<AnswerRow>`select ${columns} from answer where message_id = ${messageId} order by id`.execute(
      db,
    );
  return rows;
}

/** Gives the answer its place in the carrier's list. The last statement of its transaction: the counter stays locked. */
export async function placeAnswer(tx: Db, id: string, carrier: string): Promise<void> {
  await sql`
    with next as (
      insert into answer_counter (carrier, place) values (${carrier}, 1)
      on conflict (carrier) do update set place = answer_counter.place + 1 returning place
    )
    update answer set place = next.place from next where answer.id = ${id}`.execute(tx);
}

/** A carrier's answers in the order in which they were given, after a place. */
export async function selectAnswersFor(
  db: Db,
  carrier: string,
  after: number,
  limit: number,
): Promise<AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`
    select ${columns} from answer where carrier = ${carrier} and place > ${after} order by place limit ${limit}`.execute(
    db,
  );
  return rows;
}

export async function markDelivered(db: Db, ids: readonly string[], at: string): Promise<void> {
  await sql`update answer set delivered_at = ${at} where id = any(${ids}::uuid[]) and delivered_at is null`.execute(
    db,
  );
}

export async function selectStatuses(
  db: Db,
  travellerIds: readonly string[],
): Promise<{ travellerId: string; status: AnswerStatus }[]> {
  const { rows } = await sql<{ travellerId: string; status: AnswerStatus }>`
    select traveller_id as "travellerId", status from answer_status where traveller_id = any(${travellerIds}::uuid[])`.execute(
    db,
  );
  return rows;
}

/** What the carrier was last told; the row stays locked until the transaction ends. */
export async function lockStatus(tx: Db, travellerId: string): Promise<AnswerStatus | null> {
  const { rows } = await sql<{ status: AnswerStatus }>`
    select status from answer_status where traveller_id = ${travellerId} for update`.execute(tx);
  return rows[0]?.status ?? null;
}

export async function upsertStatuses(
  tx: Db,
  rows: readonly { travellerId: string; status: AnswerStatus; decisionId: string | null; at: string }[],
): Promise<void> {
  await sql`
    insert into answer_status (traveller_id, status, decision_id, at)
    select "travellerId", status, "decisionId", at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("travellerId" uuid, status text, "decisionId" uuid, at timestamptz)
    order by "travellerId"
    on conflict (traveller_id) do update set status = excluded.status, decision_id = excluded.decision_id, at = excluded.at`.execute(
    tx,
  );
}

export async function deleteAnswersOf(tx: Db, messageIds: readonly string[]): Promise<void> {
  await sql`delete from answer where message_id = any(${messageIds}::uuid[])`.execute(tx);
}
