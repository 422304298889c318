/** The SQL of the search: who may be meant, before anybody ranks them. */
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

export interface Candidate {
  readonly id: string;
  readonly surname: string | null;
  readonly givenNames: string | null;
  readonly sortAt: string;
}

const candidate = sql`t.id, t.surname, t.given_names as "givenNames", c.sort_at as "sortAt"`;

/** Travellers in whose name every part of the query is found, those of the latest crossings first. */
export async function findByName(db: Db, query: string, limit: number): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select ${candidate} from traveller t join crossing c on c.id = t.crossing_id
    where t.search @@ ${query}::tsquery order by c.sort_at desc, t.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Travellers with this document number, locator or carrier's reference. */
export async function findByIdentifier(
  db: Db,
  identifier: { documentKey: string; code: string },
  limit: number,
): Promise<Candidate[]> {
  const { documentKey, code } = identifier;
  const { rows } = await sql<Candidate>`
    with found as (
      select traveller_id as id from traveller_document
        where ltrim(number_key, '0') = ltrim(${documentKey}, '0') and ltrim(number_key, '0') <> ''
      union select id from traveller where locator = ${code}
      union select id from traveller where reference = ${code}
    )
    select ${candidate} from found join traveller t on t.id = found.id join crossing c on c.id = t.crossing_id
    order by c.sort_at desc, t.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Everybody on the flights with this designator, the latest flights first. */
export async function findByFlight(
  db: Db,
  flight: { carrier: string; number: string },
  limit: number,
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select ${candidate} from crossing c join traveller t on t.crossing_id = c.id
    where (c.carrier = ${flight.carrier} and c.number = ${flight.number})
      or (c.operating_carrier = ${flight.carrier} and coalesce(c.operating_number, c.number) = ${flight.number})
    order by c.sort_at desc, t.id limit ${limit}`.execute(db);
  return rows;
}
