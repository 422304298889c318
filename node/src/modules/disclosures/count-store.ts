import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type { Direction } from './types.ts';

/** What counts against a quota: one day, one direction, one category, one act. */
export interface Counted {
  readonly day: string;
  readonly direction: Direction;
  readonly category: string;
  readonly action: string;
}

/** One name for each kind that is counted. */
export const countOf = ({ day, direction, category, action }: Counted): string =>
  `${day} ${direction} ${category} ${action}`;

/**
 * How much was used of each, by {@link countOf}, and their rows locked until the transaction ends: whoever asks meanwhile
 * waits and then sees more. Locked in one order, so that two who ask for several never wait for each other.
 */
export async function lockCounts(tx: Db, of: readonly Counted[]): Promise<Map<string, number>> {
  const kinds = [...new Map(of.map((each) => [countOf(each), each])).values()];
  const { rows } = await sql<Counted & { used: number }>`
    insert into disclosure_count (day, direction, category, action)
    select day, direction, category, action
    from jsonb_to_recordset(${JSON.stringify(kinds)}::jsonb) as r(day date, direction text, category text, action text)
    order by day, direction, category, action
    on conflict (day, direction, category, action) do update set used = disclosure_count.used
    returning day::text as day, direction, category, action, used
  `.execute(tx);
  return new Map(rows.map((row) => [countOf(row), row.used]));
}

/** The same as they stand, without a lock; a kind that was never used is missing. */
export async function selectCounts(db: Db, of: readonly Counted[]): Promise<Map<string, number>> {
  const { rows } = await sql<Counted & { used: number }>`
    select c.day::text as day, c.direction, c.category, c.action, c.used from disclosure_count c
    join jsonb_to_recordset(${JSON.stringify(of)}::jsonb) as r(day date, direction text, category text, action text)
      on c.day = r.day and c.direction = r.direction and c.category = r.category and c.action = r.action
  `.execute(db);
  return new Map(rows.map((row) => [countOf(row), row.used]));
}

export async function addToCounts(
  tx: Db,
  used: readonly (Counted & { readonly units: number })[],
): Promise<void> {
  await sql`
    update disclosure_count c set used = c.used + r.units from (
      select day, direction, category, action, sum(units)::int as units
      from jsonb_to_recordset(${JSON.stringify(used)}::jsonb)
        as r(day date, direction text, category text, action text, units int)
      group by day, direction, category, action
    ) as r
    where c.day = r.day and c.direction = r.direction and c.category = r.category and c.action = r.action
  `.execute(tx);
}
