import { emptyRoot, type WitnessState } from '@jisr/transparency-log';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

export type WitnessRow = WitnessState & { readonly at: string | null };

/** What was cosigned last of a log; the row is made where there is none and stays locked: check and store are one step. */
export async function lockWitness(tx: Db, origin: string): Promise<WitnessRow> {
  await sql`
    insert into ledger_witness (origin, size, root, note) values (${origin}, 0, ${emptyRoot()}, '') on conflict do nothing`.execute(
    tx,
  );
  const { rows } = await sql<WitnessRow>`
    select origin, size, root, note, at from ledger_witness where origin = ${origin} for update`.execute(tx);
  return rows[0]!;
}

export async function selectWitness(db: Db, origin: string): Promise<WitnessRow | undefined> {
  const { rows } = await sql<WitnessRow>`
    select origin, size, root, note, at from ledger_witness where origin = ${origin} and at is not null`.execute(
    db,
  );
  return rows[0];
}

export async function updateWitness(tx: Db, state: WitnessState, at: string): Promise<void> {
  await sql`
    update ledger_witness set size = ${state.size}, root = ${state.root}, note = ${state.note}, at = ${at}
    where origin = ${state.origin}`.execute(tx);
  await sql`
    insert into ledger_witnessed (origin, size, root, note, at)
    values (${state.origin}, ${state.size}, ${state.root}, ${state.note}, ${at}) on conflict do nothing`.execute(
    tx,
  );
}

/** The checkpoint of this size that was cosigned before. */
export async function selectWitnessed(
  db: Db,
  origin: string,
  size: number,
): Promise<WitnessState | undefined> {
  const { rows } = await sql<WitnessState>`
    select origin, size, root, note from ledger_witnessed where origin = ${origin} and size = ${size}`.execute(
    db,
  );
  return rows[0];
}

export interface EvidenceRow {
  readonly id: string;
  readonly origin: string;
  readonly kind: 'fork' | 'unproved';
  readonly size: number;
  readonly note: string;
  readonly beforeNote: string | null;
  readonly at: string;
}

/** Returns whether it is new: the same note is kept once. */
export async function insertEvidence(tx: Db, row: EvidenceRow): Promise<boolean> {
  const { rows } = await sql`
    insert into ledger_evidence (id, origin, kind, size, note, before_note, at)
    values (${row.id}, ${row.origin}, ${row.kind}, ${row.size}, ${row.note}, ${row.beforeNote}, ${row.at})
    on conflict (origin, note) do nothing returning id`.execute(tx);
  return rows.length > 0;
}

export async function selectEvidence(db: Db): Promise<EvidenceRow[]> {
  const { rows } = await sql<EvidenceRow>`
    select id, origin, kind, size, note, before_note as "beforeNote", at from ledger_evidence order by at desc, id limit 100`.execute(
    db,
  );
  return rows;
}

/** Everything that was cosigned of a log, in the order of its size. */
export async function selectAllWitnessed(db: Db, origin: string): Promise<WitnessState[]> {
  const { rows } = await sql<WitnessState>`
    select origin, size, root, note from ledger_witnessed where origin = ${origin} order by size`.execute(db);
  return rows;
}
