import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

export interface KeyRow {
  readonly id: string;
  readonly carrier: string;
  readonly hint: string;
  readonly label: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

const keyColumns = sql`id, carrier, hint, label, created_at as "createdAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"`;

export async function selectCarriers(db: Db): Promise<{ code: string; nameEn: string; nameAr: string }[]> {
  const { rows } = await sql<{ code: string; nameEn: string; nameAr: string }>`
    select code, name_en as "nameEn", name_ar as "nameAr" from carrier order by code`.execute(db);
  return rows;
}

/** Returns false when the carrier was there already. */
export async function insertCarrier(
  db: Db,
  row: { code: string; nameEn: string; nameAr: string; createdAt: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into carrier (code, name_en, name_ar, created_at) values (${row.code}, ${row.nameEn}, ${row.nameAr}, ${row.createdAt})
    on conflict (code) do nothing returning code`.execute(db);
  return rows.length === 1;
}

export async function selectKeys(db: Db): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`select ${keyColumns} from carrier_key order by created_at`.execute(db);
  return rows;
}

export async function insertKey(
  db: Db,
  row: Pick<KeyRow, 'id' | 'carrier' | 'hint' | 'label' | 'createdAt'> & { digest: string },
): Promise<void> {
  await sql`
    insert into carrier_key (id, carrier, digest, hint, label, created_at)
    values (${row.id}, ${row.carrier}, ${row.digest}, ${row.hint}, ${row.label}, ${row.createdAt})`.execute(
    db,
  );
}

export async function selectLiveKey(db: Db, digest: string): Promise<KeyRow | undefined> {
  const { rows } =
    await sql<KeyRow>`select ${keyColumns} from carrier_key where digest = ${digest} and revoked_at is null`.execute(
      db,
    );
  return rows[0];
}

export async function touchKey(db: Db, id: string, at: string): Promise<void> {
  await sql`update carrier_key set last_used_at = ${at} where id = ${id}`.execute(db);
}

/** Returns false when there is no such live key. */
export async function revokeKey(db: Db, id: string, at: string): Promise<boolean> {
  const { rows } =
    await sql`update carrier_key set revoked_at = ${at} where id = ${id} and revoked_at is null returning id`.execute(
      db,
    );
  return rows.length === 1;
}
