/** The SQL of travellers, their documents and the statements about them. */
import type { Gender, TravellerRole, TravelStatus } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type { Facts, Statement, View } from './fold.ts';
import {
  type PackedFacts,
  type PackedView,
  packFacts,
  packView,
  unpackFacts,
  unpackView,
} from './packing.ts';
import { storableJson } from './storable.ts';
import type { TravellerDocument } from './types.ts';

export interface TravellerDataRow {
  readonly id: string;
  readonly crossingId: string;
  readonly role: TravellerRole;
  readonly status: TravelStatus;
  readonly reference: string | null;
  readonly locator: string | null;
  readonly surname: string | null;
  readonly givenNames: string | null;
  readonly nameKey: string | null;
  readonly birthDate: string | null;
  readonly gender: Gender | null;
  readonly nationality: string | null;
  readonly document: TravellerDocument | null;
  readonly seat: string | null;
  readonly issues: number;
  readonly view: View;
  readonly receivedAt: string;
  readonly screenedAt: string | null;
}

type StoredRow = Omit<TravellerDataRow, 'view'> & { readonly view: PackedView };
const unpackRow = (row: StoredRow): TravellerDataRow => ({ ...row, view: unpackView(row.view) });

const columns = sql`t.id, t.crossing_id as "crossingId", t.role, t.status, t.reference, t.locator, t.surname,
  t.given_names as "givenNames", t.name_key as "nameKey", t.birth_date as "birthDate", t.gender, t.nationality, t.document,
  t.seat, t.issues, t.view, t.received_at as "receivedAt", t.screened_at as "screenedAt"`;

/** The travellers of a crossing in the order in which they were first named. */
export async function selectTravellersOfCrossing(db: Db, crossingId: string): Promise<TravellerDataRow[]> {
  const { rows } = await sql<StoredRow>`
    select ${columns} from traveller t where t.crossing_id = ${crossingId} order by t.id`.execute(db);
  return rows.map(unpackRow);
}

/** In the order of the ids; unknown ids are left out. */
export async function selectTravellers(db: Db, ids: readonly string[]): Promise<TravellerDataRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<StoredRow>`
    select ${columns} from traveller t where t.id = any(${[...ids]}::uuid[])`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, unpackRow(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export interface TravellerWrite {
  readonly id: string;
  readonly role: TravellerRole;
  readonly status: TravelStatus;
  readonly reference: string | null;
  readonly locator: string | null;
  readonly surname: string | null;
  readonly givenNames: string | null;
  readonly nameKey: string | null;
  /** Text form of a tsvector. */
  readonly search: string;
  readonly birthDate: string | null;
  readonly gender: Gender | null;
  readonly nationality: string | null;
  readonly document: TravellerDocument | null;
  readonly seat: string | null;
  readonly issues: number;
  readonly view: View;
}

/**
 * Writes the current view of many travellers of one crossing at once.
 *
 * @param rescreen those whom to screen again: what was screened before no longer counts
 */
export async function upsertTravellers(
  tx: Db,
  crossingId: string,
  receivedAt: string,
  rows: readonly TravellerWrite[],
  rescreen: readonly string[],
): Promise<void> {
  const packed = rows.map((row) => ({ ...row, view: packView(row.view) }));
  await sql`
    insert into traveller (id, crossing_id, role, status, reference, locator, surname, given_names, name_key, search,
      birth_date, gender, nationality, document, seat, issues, view, received_at)
    select id, ${crossingId}, role, status, reference, locator, surname, "givenNames", "nameKey", search::tsvector,
      "birthDate", gender, nationality, document, seat, issues, view, ${receivedAt}
    from jsonb_to_recordset(${storableJson(packed)}::jsonb) as r(id uuid, role text, status text, reference text,
      locator text, surname text, "givenNames" text, "nameKey" text, search text, "birthDate" text, gender text,
      nationality text, document jsonb, seat text, issues int, view jsonb)
    on conflict (id) do update set role = excluded.role, status = excluded.status, reference = excluded.reference,
      locator = excluded.locator, surname = excluded.surname, given_names = excluded.given_names,
      name_key = excluded.name_key, search = excluded.search, birth_date = excluded.birth_date,
      gender = excluded.gender, nationality = excluded.nationality, document = excluded.document, seat = excluded.seat,
      issues = excluded.issues, view = excluded.view`.execute(tx);
  if (rescreen.length > 0)
    await sql`update traveller set screened_at = null, screened_version = null
      where id = any(${[...rescreen]}::uuid[]) and screened_at is not null`.execute(tx);
}

export interface DocumentWrite extends TravellerDocument {
  readonly travellerId: string;
  readonly ordinal: number;
  readonly numberKey: string;
}

/** Puts these in the place of the documents that the travellers had. */
export async function replaceDocuments(
  tx: Db,
  known: readonly string[],
  documents: readonly DocumentWrite[],
): Promise<void> {
  if (known.length > 0)
    await sql`delete from traveller_document where traveller_id = any(${[...known]}::uuid[])`.execute(tx);
  await sql`
    insert into traveller_document (traveller_id, ordinal, type, number, number_key, issuer, expiry)
    select "travellerId", ordinal, type, number, "numberKey", issuer, expiry
    from jsonb_to_recordset(${storableJson(documents)}::jsonb) as r("travellerId" uuid, ordinal int, type text,
      number text, "numberKey" text, issuer text, expiry text)`.execute(tx);
}

export interface StatementWrite {
  readonly travellerId: string;
  readonly ordinal: number;
  readonly facts: Facts;
}

export async function insertStatements(
  tx: Db,
  message: { messageId: string; statedAt: string; receivedAt: string },
  statements: readonly StatementWrite[],
): Promise<void> {
  const packed = statements.map((statement) => ({ ...statement, facts: packFacts(statement.facts) }));
  await sql`
    insert into traveller_statement (traveller_id, message_id, ordinal, stated_at, received_at, facts)
    select "travellerId", ${message.messageId}, ordinal, ${message.statedAt}, ${message.receivedAt}, facts
    from jsonb_to_recordset(${storableJson(packed)}::jsonb) as r("travellerId" uuid, ordinal int, facts jsonb)
    on conflict (traveller_id, message_id) do nothing`.execute(tx);
}

/** What was said of each of these travellers. */
export async function selectStatements(
  db: Db,
  travellerIds: readonly string[],
): Promise<Map<string, Statement[]>> {
  const { rows } = await sql<Omit<Statement, 'facts'> & { travellerId: string; facts: PackedFacts }>`
    select traveller_id as "travellerId", message_id as "messageId", stated_at as "statedAt",
      received_at as "receivedAt", facts
    from traveller_statement where traveller_id = any(${[...travellerIds]}::uuid[])`.execute(db);
  const byTraveller = new Map<string, Statement[]>();
  for (const { travellerId, facts, ...moment } of rows) {
    const statement = { ...moment, facts: unpackFacts(facts) };
    byTraveller.set(travellerId, [...(byTraveller.get(travellerId) ?? []), statement]);
  }
  return byTraveller;
}

export interface MessageStatementRow {
  readonly travellerId: string;
  readonly messageId: string;
  readonly facts: Facts;
}

/** What one message said of its travellers, in its order. */
export async function selectStatementsOfMessage(db: Db, messageId: string): Promise<MessageStatementRow[]> {
  const { rows } = await sql<Omit<MessageStatementRow, 'facts'> & { facts: PackedFacts }>`
    select traveller_id as "travellerId", message_id as "messageId", facts from traveller_statement
    where message_id = ${messageId} order by ordinal, traveller_id`.execute(db);
  return rows.map((row) => ({ ...row, facts: unpackFacts(row.facts) }));
}

export interface CompanionRow {
  readonly id: string;
  readonly surname: string | null;
  readonly givenNames: string | null;
  readonly link: 'locator' | 'document';
}

/** Others on the same crossing under the same locator or on the same document. */
export async function selectCompanions(db: Db, travellerId: string): Promise<CompanionRow[]> {
  const { rows } = await sql<CompanionRow>`
    select other.id, other.surname, other.given_names as "givenNames",
      case when other.locator = me.locator then 'locator' else 'document' end as link
    from traveller me join traveller other on other.crossing_id = me.crossing_id and other.id <> me.id
    where me.id = ${travellerId} and (other.locator = me.locator or exists (
      select 1 from traveller_document mine join traveller_document theirs
        on ltrim(theirs.number_key, '0') = ltrim(mine.number_key, '0')
      where mine.traveller_id = me.id and theirs.traveller_id = other.id and ltrim(mine.number_key, '0') <> ''))
    order by other.id limit 100`.execute(db);
  return rows;
}

/** The same person on other crossings: on the same document, or of the same name and birth date. */
export async function selectElsewhere(
  db: Db,
  travellerId: string,
): Promise<{ travellerId: string; crossingId: string }[]> {
  const { rows } = await sql<{ travellerId: string; crossingId: string }>`
    with me as (select * from traveller where id = ${travellerId}), same as (
      select theirs.traveller_id as id from traveller_document mine join traveller_document theirs
        on ltrim(theirs.number_key, '0') = ltrim(mine.number_key, '0')
          and (theirs.issuer is null or mine.issuer is null or theirs.issuer = mine.issuer)
      where mine.traveller_id = ${travellerId} and ltrim(mine.number_key, '0') <> ''
      union
      select other.id from traveller other join me on other.name_key = me.name_key
        and other.birth_date = me.birth_date
      where length(me.birth_date) = 10
    )
    select distinct on (crossing.sort_at, crossing.id) other.id as "travellerId", crossing.id as "crossingId"
    from same join traveller other on other.id = same.id join crossing on crossing.id = other.crossing_id, me
    where other.crossing_id <> me.crossing_id
    order by crossing.sort_at desc, crossing.id desc, other.id limit 100`.execute(db);
  return rows;
}
