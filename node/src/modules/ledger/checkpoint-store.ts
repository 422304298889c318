import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

export interface CheckpointRow {
  readonly size: number;
  readonly root: Uint8Array;
  readonly note: string;
  readonly at: string;
}

export interface CosignatureRow {
  readonly size: number;
  readonly witness: string;
  readonly line: string;
  readonly at: string;
}

const columns = sql`size, root, note, at`;

export async function insertCheckpoint(tx: Db, row: CheckpointRow): Promise<void> {
  await sql`insert into ledger_checkpoint (size, root, note, at) values (${row.size}, ${row.root}, ${row.note}, ${row.at})`.execute(
    tx,
  );
}

export async function selectLatestCheckpoint(db: Db): Promise<CheckpointRow | undefined> {
  const { rows } =
    await sql<CheckpointRow>`select ${columns} from ledger_checkpoint order by size desc limit 1`.execute(db);
  return rows[0];
}

/** The best checkpoint that covers an entry: a witnessed one before one that nobody else has seen, the latest of them. */
export async function selectCovering(db: Db, index: number): Promise<CheckpointRow | undefined> {
  const { rows } = await sql<CheckpointRow>`
    select ${columns} from ledger_checkpoint c where size > ${index}
    order by exists (select from ledger_cosignature s where s.size = c.size) desc, size desc limit 1`.execute(
    db,
  );
  return rows[0];
}

export async function selectCheckpoints(db: Db, after: number, limit: number): Promise<CheckpointRow[]> {
  const { rows } = await sql<CheckpointRow>`
    select ${columns} from ledger_checkpoint where size > ${after} order by size limit ${limit}`.execute(db);
  return rows;
}

export async function selectCosignatures(db: Db, sizes: readonly number[]): Promise<CosignatureRow[]> {
  const { rows } = await sql<CosignatureRow>`
    select size, witness, line, at from ledger_cosignature where size = any(${sizes}::bigint[]) order by size, witness`.execute(
    db,
  );
  return rows;
}

/** The size that a witness cosigned last; 0 when it never did. */
export async function selectCosignedSize(db: Db, witness: string | null): Promise<number> {
  const { rows } = await sql<{ size: number | null }>`
    select max(size) as size from ledger_cosignature where ${witness}::text is null or witness = ${witness}::text`.execute(
    db,
  );
  return rows[0]?.size ?? 0;
}

export async function insertCosignature(tx: Db, row: CosignatureRow): Promise<void> {
  await sql`
    insert into ledger_cosignature (size, witness, line, at) values (${row.size}, ${row.witness}, ${row.line}, ${row.at})
    on conflict (size, witness) do update set line = excluded.line, at = excluded.at`.execute(tx);
}

export interface KeyRow {
  readonly name: 'log' | 'witness' | 'pseudonym';
  readonly publicKey: Uint8Array | null;
  readonly sealed: Uint8Array;
}

export async function selectKeys(db: Db): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`select name, public_key as "publicKey", sealed from ledger_key`.execute(
    db,
  );
  return rows;
}

/** Where another process was first, its key holds. */
export async function insertKey(tx: Db, row: KeyRow, at: string): Promise<void> {
  await sql`
    insert into ledger_key (name, public_key, sealed, created_at) values (${row.name}, ${row.publicKey}, ${row.sealed}, ${at})
    on conflict (name) do nothing`.execute(tx);
}
