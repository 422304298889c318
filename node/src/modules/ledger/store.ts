import type { LedgerKind } from '@jisr/contract';
import type { TileAt } from '@jisr/transparency-log';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

export interface PendingRow {
  readonly id: string;
  readonly kind: LedgerKind;
  readonly subject: string;
  readonly counterpart: string | null;
  readonly articles: readonly string[];
  readonly at: string;
  readonly body: string;
}

export interface EntryRow extends PendingRow {
  readonly index: number;
  readonly leafHash: Uint8Array;
}

const columns = sql`index, id, kind, subject, counterpart, articles, at, leaf_hash as "leafHash", body`;

/** Their order is the order in which the sequencer takes them. */
export async function insertPending(tx: Db, rows: readonly PendingRow[]): Promise<void> {
  await sql`
    insert into ledger_pending (id, kind, subject, counterpart, articles, at, body)
    select id, kind, subject, counterpart, articles, at, body from rows from (
      jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as (id uuid, kind text, subject text, counterpart text, articles jsonb, at timestamptz, body text)
    ) with ordinality as r(id, kind, subject, counterpart, articles, at, body, place) order by place
  `.execute(tx);
}

export async function selectPending(tx: Db, limit: number): Promise<{ id: string; body: string }[]> {
  const { rows } = await sql<{ id: string; body: string }>`
    select id, body from ledger_pending order by seq limit ${limit}`.execute(tx);
  return rows;
}

/** The size of the tree; the row stays locked until the transaction ends, so that there is one sequencer. */
export async function lockHead(tx: Db): Promise<number> {
  const { rows } = await sql<{ size: number }>`select size from ledger_head for update`.execute(tx);
  return rows[0]!.size;
}

export async function selectHead(db: Db): Promise<{ size: number; pending: number }> {
  const { rows } = await sql<{ size: number; pending: number }>`
    select size, (select count(*) from ledger_pending) as pending from ledger_head`.execute(db);
  return rows[0]!;
}

export async function updateHead(tx: Db, size: number): Promise<void> {
  await sql`update ledger_head set size = ${size}`.execute(tx);
}

/** Moves rows out of the waiting ones into the tree, in one statement: a row is in exactly one of the two. */
export async function moveEntries(
  tx: Db,
  rows: readonly { readonly id: string; readonly index: number; readonly leafHash: string }[],
): Promise<void> {
  await sql`
    with moved as (
      delete from ledger_pending p using jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, index bigint, "leafHash" text)
      where p.id = r.id
      returning r.index, p.id, p.kind, p.subject, p.counterpart, p.articles, p.at, decode(r."leafHash", 'hex') as hash, p.body
    )
    insert into ledger_entry (index, id, kind, subject, counterpart, articles, at, leaf_hash, body) select * from moved
  `.execute(tx);
}

export type TileRow = TileAt & { readonly hashes: Uint8Array };

export async function selectTiles(db: Db, tiles: readonly TileAt[]): Promise<TileRow[]> {
  if (tiles.length === 0) return [];
  const { rows } = await sql<TileRow>`
    select t.level, t.n, t.hashes from ledger_tile t
    join jsonb_to_recordset(${JSON.stringify(tiles)}::jsonb) as r(level smallint, n bigint) on t.level = r.level and t.n = r.n
  `.execute(db);
  return rows;
}

export async function upsertTiles(tx: Db, tiles: readonly TileRow[]): Promise<void> {
  const rows = tiles.map(({ level, n, hashes }) => ({
    level,
    n,
    hashes: Buffer.from(hashes).toString('base64'),
  }));
  await sql`
    insert into ledger_tile (level, n, hashes)
    select level, n, decode(hashes, 'base64') from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(level smallint, n bigint, hashes text)
    on conflict (level, n) do update set hashes = excluded.hashes
  `.execute(tx);
}

export interface EntryFilter {
  readonly kind?: string | undefined;
  readonly subject?: string | undefined;
  readonly article?: string | undefined;
  readonly counterpart?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** The latest first. */
export async function selectEntries(db: Db, filter: EntryFilter): Promise<EntryRow[]> {
  const { kind = null, subject = null, counterpart = null, before = null, limit } = filter;
  const article = filter.article ? JSON.stringify([filter.article]) : null;
  const { rows } = await sql<EntryRow>`
    select ${columns} from ledger_entry
    where (${kind}::text is null or kind = ${kind}::text)
      and (${subject}::text is null or subject = ${subject}::text)
      and (${counterpart}::text is null or counterpart = ${counterpart}::text)
      and (${article}::jsonb is null or articles @> ${article}::jsonb)
      and (${before}::bigint is null or index < ${before}::bigint)
    order by index desc limit ${limit}`.execute(db);
  return rows;
}

export async function selectEntry(db: Db, index: number): Promise<EntryRow | undefined> {
  const { rows } = await sql<EntryRow>`select ${columns} from ledger_entry where index = ${index}`.execute(
    db,
  );
  return rows[0];
}

export async function selectPlaces(
  db: Db,
  ids: readonly string[],
): Promise<{ id: string; index: number; leafHash: Uint8Array }[]> {
  const { rows } = await sql<{ id: string; index: number; leafHash: Uint8Array }>`
    select id, index, leaf_hash as "leafHash" from ledger_entry where id = any(${ids}::uuid[])`.execute(db);
  return rows;
}

/** Entries about a party in the order of the tree, up to the size of a checkpoint. */
export async function selectAbout(
  db: Db,
  counterpart: string,
  range: { readonly after: number; readonly size: number; readonly limit: number },
): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select ${columns} from ledger_entry
    where counterpart = ${counterpart} and index > ${range.after} and index < ${range.size}
    order by index limit ${range.limit}`.execute(db);
  return rows;
}

/** Rows of the tree from an index on, for the walk over the whole of it. */
export async function selectWalk(db: Db, from: number, limit: number): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select ${columns} from ledger_entry where index >= ${from} order by index limit ${limit}`.execute(db);
  return rows;
}

export async function selectTilesOfLevel(
  db: Db,
  level: number,
  from: number,
  limit: number,
): Promise<TileRow[]> {
  const { rows } = await sql<TileRow>`
    select level, n, hashes from ledger_tile where level = ${level} and n >= ${from} order by n limit ${limit}`.execute(
    db,
  );
  return rows;
}

export async function insertSalt(tx: Db, entryId: string, salt: Uint8Array): Promise<void> {
  await sql`insert into ledger_salt (entry_id, salt) values (${entryId}, ${salt})`.execute(tx);
}

export async function selectSalt(db: Db, entryId: string): Promise<Uint8Array | undefined> {
  const { rows } = await sql<{
    salt: Uint8Array;
  }>`select salt from ledger_salt where entry_id = ${entryId}`.execute(db);
  return rows[0]?.salt;
}

export async function deleteSalts(tx: Db, entryIds: readonly string[]): Promise<void> {
  await sql`delete from ledger_salt where entry_id = any(${entryIds}::uuid[])`.execute(tx);
}

export async function selectLastIndex(db: Db): Promise<number | null> {
  const { rows } = await sql<{ last: number | null }>`select max(index) as last from ledger_entry`.execute(
    db,
  );
  return rows[0]?.last ?? null;
}
