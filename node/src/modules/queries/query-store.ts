/** The SQL of our own questions and of the hits that the partner reported. */
import type { GateRefusal, PartnerHit, PartnerQuery, QuerySubject } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type { AnswerContent, PartnerHitState, QueryState } from './model.ts';

export interface QueryRow {
  readonly id: string;
  readonly mode: 'blind' | 'plain';
  readonly origin: 'officer' | 'flight';
  readonly purpose: PartnerQuery['purpose'];
  readonly offence: PartnerQuery['offence'];
  readonly caseReference: string;
  readonly justification: string;
  readonly urgency: 'ordinary' | 'urgent';
  readonly state: QueryState;
  readonly failure: PartnerQuery['failure'];
  readonly refusal: GateRefusal | null;
  readonly article: string | null;
  readonly disclosureId: string | null;
  readonly epoch: number | null;
  readonly commitment: string | null;
  readonly keys: number;
  readonly contact: string | null;
  readonly answer: AnswerContent | null;
  readonly answerReceivedId: string | null;
  readonly askedBy: string | null;
  readonly askedAt: string;
  readonly answeredAt: string | null;
}

export interface SealedQuestion {
  readonly sealed: Uint8Array | null;
  readonly commitments: Uint8Array | null;
  readonly elements: Uint8Array | null;
}

const columns = sql`id, mode, origin, purpose, offence, case_reference as "caseReference", justification, urgency, state, failure,
  refusal, article, disclosure_id as "disclosureId", epoch, commitment, keys, contact, answer,
  answer_received_id as "answerReceivedId", asked_by as "askedBy", asked_at as "askedAt", answered_at as "answeredAt"`;

export type NewQueryRow = Omit<
  QueryRow,
  'failure' | 'contact' | 'answer' | 'answerReceivedId' | 'answeredAt'
> &
  SealedQuestion;

export async function insertQuery(tx: Db, row: NewQueryRow): Promise<void> {
  await sql`
    insert into query (id, mode, origin, purpose, offence, case_reference, justification, urgency, state, refusal, article,
      disclosure_id, epoch, commitment, keys, sealed, commitments, elements, asked_by, asked_at)
    values (${row.id}, ${row.mode}, ${row.origin}, ${row.purpose}, ${row.offence}, ${row.caseReference}, ${row.justification},
      ${row.urgency}, ${row.state}, ${row.refusal && JSON.stringify(row.refusal)}::jsonb, ${row.article}, ${row.disclosureId},
      ${row.epoch}, ${row.commitment}, ${row.keys}, ${row.sealed}, ${row.commitments}, ${row.elements}, ${row.askedBy},
      ${row.askedAt})`.execute(tx);
}

export interface SubjectRow {
  readonly queryId: string;
  readonly travellerId: string;
  readonly crossingId: string;
  readonly place: number;
  readonly outcome: QuerySubject['outcome'];
  readonly references: readonly string[];
  readonly partnerHitId: string | null;
}

export async function insertSubjects(
  tx: Db,
  rows: readonly Omit<SubjectRow, 'references' | 'partnerHitId'>[],
): Promise<void> {
  await sql`
    insert into query_subject (query_id, traveller_id, crossing_id, place, outcome)
    select "queryId", "travellerId", "crossingId", place, outcome from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r("queryId" uuid, "travellerId" uuid, "crossingId" uuid, place integer, outcome text)`.execute(tx);
}

export async function selectQuery(db: Db, id: string): Promise<QueryRow | undefined> {
  const { rows } = await sql<QueryRow>`select ${columns} from query where id = ${id}`.execute(db);
  return rows[0];
}

/** Locked until the transaction ends: an answer is taken once. */
export async function lockQuery(tx: Db, id: string): Promise<QueryRow | undefined> {
  const { rows } = await sql<QueryRow>`select ${columns} from query where id = ${id} for update`.execute(tx);
  return rows[0];
}

export async function selectQueryByDisclosure(db: Db, disclosureId: string): Promise<QueryRow | undefined> {
  const { rows } =
    await sql<QueryRow>`select ${columns} from query where disclosure_id = ${disclosureId}`.execute(db);
  return rows[0];
}

export async function selectSealed(db: Db, id: string): Promise<SealedQuestion> {
  const { rows } =
    await sql<SealedQuestion>`select sealed, commitments, elements from query where id = ${id}`.execute(db);
  return rows[0]!;
}

export async function selectQueries(
  db: Db,
  of: { travellerId: string | null; after: string | null; limit: number },
): Promise<QueryRow[]> {
  const { rows } = await sql<QueryRow>`
    select ${columns} from query
    where (${of.travellerId}::uuid is null or id in (select query_id from query_subject where traveller_id = ${of.travellerId}::uuid))
      and (${of.after}::uuid is null or id < ${of.after}::uuid)
    order by id desc limit ${of.limit}`.execute(db);
  return rows;
}

export async function selectSubjectsOf(db: Db, queryIds: readonly string[]): Promise<SubjectRow[]> {
  const { rows } = await sql<SubjectRow>`
    select s.query_id as "queryId", s.traveller_id as "travellerId", s.crossing_id as "crossingId", s.place, s.outcome,
      s.references_ as "references", h.id as "partnerHitId"
    from query_subject s left join partner_hit h on h.query_id = s.query_id and h.traveller_id = s.traveller_id
    where s.query_id = any(${queryIds}::uuid[]) order by s.query_id, s.place`.execute(db);
  return rows;
}

/** Those of the travellers about whom the partner was asked, or is being asked, in this epoch. */
export async function selectAsked(
  db: Db,
  travellerIds: readonly string[],
  epoch: number,
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct s.traveller_id as id from query_subject s join query q on q.id = s.query_id
    where s.traveller_id = any(${travellerIds}::uuid[]) and q.epoch = ${epoch} and q.state in ('asked', 'answered')`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}

/** The answer as it came, until it is read. */
export async function keepAnswer(
  tx: Db,
  id: string,
  of: { answer: AnswerContent; receivedId: string; contact: string | null },
): Promise<void> {
  await sql`
    update query set answer = ${JSON.stringify(of.answer)}::jsonb, answer_received_id = ${of.receivedId}, contact = ${of.contact}
    where id = ${id}`.execute(tx);
}

export async function endQuery(
  tx: Db,
  id: string,
  of: {
    state: QueryState;
    failure: QueryRow['failure'];
    refusal: GateRefusal | null;
    at: string;
  },
): Promise<void> {
  await sql`
    update query set state = ${of.state}, failure = ${of.failure}, answered_at = ${of.at},
      refusal = coalesce(${of.refusal && JSON.stringify(of.refusal)}::jsonb, refusal) where id = ${id}`.execute(
    tx,
  );
}

export async function updateOutcomes(
  tx: Db,
  queryId: string,
  rows: readonly { travellerId: string; outcome: SubjectRow['outcome']; references: readonly string[] }[],
): Promise<void> {
  await sql`
    update query_subject set outcome = r.outcome, references_ = r."references"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("travellerId" uuid, outcome text, "references" jsonb)
    where query_subject.query_id = ${queryId} and query_subject.traveller_id = r."travellerId"`.execute(tx);
}

export interface PartnerHitRow {
  readonly id: string;
  readonly queryId: string;
  readonly travellerId: string;
  readonly crossingId: string;
  readonly references: readonly string[];
  readonly kinds: PartnerHit['kinds'];
  readonly contact: string | null;
  readonly state: PartnerHitState;
  readonly note: string | null;
  readonly raisedAt: string;
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
  readonly article: string | null;
  readonly purpose: PartnerHit['purpose'];
  readonly offence: PartnerHit['offence'];
  readonly caseReference: string;
}
const hitColumns = sql`h.id, h.query_id as "queryId", h.traveller_id as "travellerId", h.crossing_id as "crossingId",
  h.references_ as "references", h.kinds, h.contact, h.state, h.note, h.raised_at as "raisedAt", h.decided_at as "decidedAt",
  h.decided_by as "decidedBy", q.article, q.purpose, q.offence, q.case_reference as "caseReference"
  from partner_hit h join query q on q.id = h.query_id`;

export async function insertPartnerHits(
  tx: Db,
  rows: readonly (Pick<
    PartnerHitRow,
    'id' | 'queryId' | 'travellerId' | 'crossingId' | 'references' | 'kinds' | 'contact' | 'raisedAt'
  > & { readonly receivedId: string })[],
): Promise<string[]> {
  const { rows: added } = await sql<{ id: string }>`
    insert into partner_hit (id, query_id, traveller_id, crossing_id, references_, kinds, contact, received_id, raised_at)
    select id, "queryId", "travellerId", "crossingId", "references", kinds, contact, "receivedId", "raisedAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "queryId" uuid, "travellerId" uuid, "crossingId" uuid,
      "references" jsonb, kinds jsonb, contact text, "receivedId" uuid, "raisedAt" timestamptz)
    on conflict (query_id, traveller_id) do nothing returning id`.execute(tx);
  return added.map(({ id }) => id);
}

export async function selectPartnerHits(
  db: Db,
  of: {
    id?: string | null;
    travellerId: string | null;
    state: PartnerHitState | null;
    after: string | null;
    limit: number;
  },
): Promise<PartnerHitRow[]> {
  const { rows } = await sql<PartnerHitRow>`
    select ${hitColumns} where (${of.id ?? null}::uuid is null or h.id = ${of.id ?? null}::uuid)
      and (${of.travellerId}::uuid is null or h.traveller_id = ${of.travellerId}::uuid)
      and (${of.state}::text is null or h.state = ${of.state}::text)
      and (${of.after}::uuid is null or h.id < ${of.after}::uuid)
    order by h.id desc limit ${of.limit}`.execute(db);
  return rows;
}

/** @returns false where somebody decided it before */
export async function decideHit(
  tx: Db,
  id: string,
  of: { state: PartnerHitState; note: string; by: string; at: string },
): Promise<boolean> {
  const { rows } = await sql`
    update partner_hit set state = ${of.state}, note = ${of.note}, decided_by = ${of.by}, decided_at = ${of.at}
    where id = ${id} and state = 'open' returning id`.execute(tx);
  return rows.length === 1;
}

/** What came under these receipts is gone: hits and answers with it. */
export async function deleteOfReceived(tx: Db, receivedIds: readonly string[]): Promise<void> {
  await sql`delete from partner_hit where received_id = any(${receivedIds}::uuid[])`.execute(tx);
  await sql`update query set answer = null, contact = null where answer_received_id = any(${receivedIds}::uuid[])`.execute(
    tx,
  );
  await sql`delete from partner_filter where received_id = any(${receivedIds}::uuid[])`.execute(tx);
}

/** Keys that were sent since then. */
export async function selectUsedToday(db: Db, mode: 'blind' | 'plain', since: string): Promise<number> {
  const { rows } = await sql<{ used: number }>`
    select coalesce(sum(keys), 0)::int as used from query
    where mode = ${mode} and asked_at >= ${since} and state <> 'refused'`.execute(db);
  return rows[0]!.used;
}

/** Keys that were sent since then, by article. */
export async function selectUsedByArticle(
  db: Db,
  since: string,
): Promise<{ article: string; mode: 'blind' | 'plain'; keys: number }[]> {
  const { rows } = await sql<{ article: string; mode: 'blind' | 'plain'; keys: number }>`
    select article, mode, sum(keys)::int as keys from query
    where article is not null and asked_at >= ${since} group by article, mode`.execute(db);
  return rows;
}
