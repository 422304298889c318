/** The SQL of screening: of each traveller only what is compared and answered, and the mark that it was screened. */
import type { Gender, TravellerRole, TravelStatus } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type { StatedDocument } from './fold.ts';
import type { PackedView } from './packing.ts';

type PackedFact<Value = unknown> = readonly [value: Value, segment: number | null, message: number];

export interface SubjectRow {
  readonly id: string;
  readonly crossingId: string;
  readonly role: TravellerRole;
  readonly status: TravelStatus;
  readonly surname: string | null;
  readonly givenNames: string | null;
  readonly birthDate: string | null;
  readonly gender: Gender | null;
  readonly nationality: string | null;
  /** The messages that the places in the packed facts point into. */
  readonly messages: PackedView['m'];
  readonly surnameFact: PackedFact | null;
  readonly givenNamesFact: PackedFact | null;
  readonly roleFact: PackedFact | null;
  readonly documents: PackedFact<readonly StatedDocument[]> | null;
  readonly screenedAt: string | null;
  readonly test: boolean;
}

const subject = sql`t.id, t.crossing_id as "crossingId", t.role, t.status, t.surname, t.given_names as "givenNames",
  t.birth_date as "birthDate", t.gender, t.nationality, t.view->'m' as messages, t.view->'f'->'surname' as "surnameFact",
  t.view->'f'->'givenNames' as "givenNamesFact", t.view->'f'->'role' as "roleFact",
  t.view->'f'->'documents' as documents, t.screened_at as "screenedAt", c.test
  from traveller t join crossing c on c.id = t.crossing_id`;

/** In the order of the ids; unknown ids are left out. */
export async function selectSubjects(db: Db, ids: readonly string[]): Promise<SubjectRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<SubjectRow>`
    select ${subject} where t.id = any(${[...ids]}::uuid[])`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Those of the crossings who may still travel. */
export async function selectStillToTravel(db: Db, crossingIds: readonly string[]): Promise<SubjectRow[]> {
  const { rows } = await sql<SubjectRow>`
    select ${subject} where t.crossing_id = any(${[...crossingIds]}::uuid[])
      and t.status in ('expected', 'boarded') order by t.crossing_id, t.id`.execute(db);
  return rows;
}

/**
 * The next crossings, by id, whose travellers are still on their way: not arrived, or departed no more than a day ago
 * where the arrival is not known.
 */
export async function selectCrossingsUnderWay(
  db: Db,
  now: string,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from crossing
    where (${after}::uuid is null or id > ${after}::uuid)
      and coalesce(arrival_at, sort_at + interval '1 day') >= ${now}::timestamptz
    order by id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Records who was screened, and brings their crossings' counts up to date. */
export async function markScreened(
  tx: Db,
  travellerIds: readonly string[],
  version: string,
  now: string,
): Promise<void> {
  const ids = [...travellerIds];
  // The crossings first and in one order, as every message locks them: two transactions never wait for one another.
  const { rows } = await sql<{ id: string }>`
    select id from crossing where id in (select crossing_id from traveller where id = any(${ids}::uuid[]))
    order by id for update`.execute(tx);
  const crossings = rows.map(({ id }) => id);
  await sql`update traveller set screened_at = ${now}, screened_version = ${version}
    where id = any(${ids}::uuid[])`.execute(tx);
  await sql`
    update crossing set screened = counted.screened
    from (
      select crossing_id, count(*) filter (where screened_at is not null and status <> 'cancelled')::int as screened
      from traveller where crossing_id = any(${crossings}::uuid[]) group by crossing_id
    ) counted where crossing.id = counted.crossing_id`.execute(tx);
}
