import { sql } from 'kysely';
import type { Db } from './db/types.ts';

export interface AccessRow {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly accountId: string | null;
  readonly actor: string;
  readonly action: string;
  readonly objectType: string;
  readonly objects: readonly string[];
  readonly purpose: string;
  readonly reason: string | null;
  readonly traceId: string;
  readonly previousDigest: string;
  readonly digest: string;
}

const columns = sql`seq, id, at, account_id as "accountId", actor, action, object_type as "objectType", objects, purpose,
  reason, trace_id as "traceId", previous_digest as "previousDigest", digest`;

/** Takes the end of the chain; the row stays locked until the transaction ends, so two writers cannot fork it. */
export async function lockHead(tx: Db): Promise<{ seq: number; digest: string }> {
  const { rows } = await sql<{
    seq: number;
    digest: string;
  }>`select seq, digest from access_log_head for update`.execute(tx);
  return rows[0]!;
}

export async function appendRows(tx: Db, rows: readonly AccessRow[]): Promise<void> {
  const last = rows.at(-1)!;
  await sql`
    insert into access_log (seq, id, at, account_id, actor, action, object_type, objects, purpose, reason, trace_id, previous_digest, digest)
    select seq, id, at, "accountId", actor, action, "objectType", objects, purpose, reason, "traceId", "previousDigest", digest
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(seq bigint, id uuid, at timestamptz, "accountId" uuid, actor text,
      action text, "objectType" text, objects jsonb, purpose text, reason text, "traceId" text, "previousDigest" text, digest text)
  `.execute(tx);
  await sql`update access_log_head set seq = ${last.seq}, digest = ${last.digest}`.execute(tx);
}

export interface AccessFilter {
  readonly accountId?: string | undefined;
  readonly actor?: string | undefined;
  readonly object?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

export async function selectRows(db: Db, filter: AccessFilter): Promise<AccessRow[]> {
  const object = filter.object ? JSON.stringify([filter.object]) : null;
  const { rows } = await sql<AccessRow>`
    select ${columns} from access_log
    where (${filter.accountId ?? null}::uuid is null or account_id = ${filter.accountId ?? null}::uuid)
      and (${filter.actor ?? null}::text is null or actor = ${filter.actor ?? null}::text)
      and (${object}::jsonb is null or objects @> ${object}::jsonb)
      and (${filter.from ?? null}::timestamptz is null or at >= ${filter.from ?? null}::timestamptz)
      and (${filter.to ?? null}::timestamptz is null or at < ${filter.to ?? null}::timestamptz)
      and (${filter.before ?? null}::bigint is null or seq < ${filter.before ?? null}::bigint)
    order by seq desc limit ${filter.limit}
  `.execute(db);
  return rows;
}

/** Lines in order of writing, for the check of the chain. */
export async function selectChain(db: Db, afterSeq: number, limit: number): Promise<AccessRow[]> {
  const { rows } =
    await sql<AccessRow>`select ${columns} from access_log where seq > ${afterSeq} order by seq limit ${limit}`.execute(
      db,
    );
  return rows;
}

export async function selectHead(db: Db): Promise<{ seq: number; digest: string }> {
  const { rows } = await sql<{
    seq: number;
    digest: string;
  }>`select seq, digest from access_log_head`.execute(db);
  return rows[0]!;
}
