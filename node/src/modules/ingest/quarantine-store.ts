/** The SQL of the quarantine. */
import type { Issue, MessageChannel } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import { storableJson } from '../travellers/index.ts';

export interface QuarantineRow {
  readonly id: string;
  readonly receivedAt: string;
  readonly channel: MessageChannel;
  readonly carrier: string | null;
  readonly size: number;
  readonly digest: string;
  readonly reason: Issue;
  readonly eraseOn: string;
}

export interface NewQuarantine extends QuarantineRow {
  /** The receipt of what could be read beside it; null when nothing could. */
  readonly receiptId: string | null;
  readonly sealed: Uint8Array;
}

/** False when the same bytes lie there already. */
export async function insertQuarantine(tx: Db, item: NewQuarantine): Promise<boolean> {
  const q = item;
  const { rows } = await sql`
    insert into quarantine (id, digest, receipt_id, channel, carrier, received_at, size, reason, sealed, erase_on)
    values (${q.id}, ${q.digest}, ${q.receiptId}, ${q.channel}, ${q.carrier}, ${q.receivedAt}, ${q.size},
      ${storableJson(q.reason)}::jsonb, ${q.sealed}, ${q.eraseOn})
    on conflict (digest) do nothing returning id`.execute(tx);
  return rows.length > 0;
}

const columns = sql`id, received_at as "receivedAt", channel, carrier, size, digest, reason, erase_on as "eraseOn"`;

/** The latest first; never what is past its day, even where the erasing job is late. */
export async function selectQuarantinePage(
  db: Db,
  page: { now: string; after: { receivedAt: string; id: string } | null; limit: number },
): Promise<QuarantineRow[]> {
  const { now, after, limit } = page;
  const { rows } = await sql<QuarantineRow>`
    select ${columns} from quarantine
    where erase_on > ${now} and (${after?.id ?? null}::uuid is null
      or (received_at, id) < (${after?.receivedAt ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by received_at desc, id desc limit ${limit}`.execute(db);
  return rows;
}

export async function countQuarantine(db: Db, now: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from quarantine where erase_on > ${now}`.execute(db);
  return rows[0]!.count;
}

export async function selectSealed(db: Db, id: string, now: string): Promise<Uint8Array | null> {
  const { rows } = await sql<{ sealed: Uint8Array }>`
    select sealed from quarantine where id = ${id} and erase_on > ${now}`.execute(db);
  return rows[0]?.sealed ?? null;
}

/** Erases what is past its day; returns how many. */
export async function deleteExpired(tx: Db, now: string): Promise<number> {
  const { numAffectedRows } = await sql`delete from quarantine where erase_on <= ${now}`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
