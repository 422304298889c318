/** The SQL of the erasure. */
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

export interface ExpiredCrossings {
  readonly crossingIds: string[];
  readonly travellerIds: string[];
  /** Messages that speak of no other crossing. */
  readonly messageIds: string[];
}

/** Some of the crossings that were first received before the instant, locked, with all that hangs on them. */
export async function lockExpired(tx: Db, before: string, limit: number): Promise<ExpiredCrossings> {
  const { rows: crossings } = await sql<{ id: string }>`
    select id from crossing where first_received_at < ${before} order by first_received_at, id limit ${limit}
    for update`.execute(tx);
  const crossingIds = crossings.map(({ id }) => id);
  const { rows: travellers } = await sql<{ id: string }>`
    select id from traveller where crossing_id = any(${crossingIds}::uuid[])`.execute(tx);
  const { rows: messages } = await sql<{ id: string }>`
    select distinct message_id as id from crossing_message where crossing_id = any(${crossingIds}::uuid[])`.execute(
    tx,
  );
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
  return { crossingIds, travellerIds: ids(travellers), messageIds: ids(messages) };
}

/** Erases them and leaves their tombstones; returns how many statements went. */
export async function eraseCrossings(
  tx: Db,
  expired: ExpiredCrossings,
  run: { id: string; now: string; reason: string },
): Promise<number> {
  const { crossingIds, travellerIds } = expired;
  await sql`delete from traveller_document where traveller_id = any(${travellerIds}::uuid[])`.execute(tx);
  const statements = await sql`
    delete from traveller_statement where traveller_id = any(${travellerIds}::uuid[])`.execute(tx);
  await sql`delete from traveller where id = any(${travellerIds}::uuid[])`.execute(tx);
  await sql`delete from crossing_message where crossing_id = any(${crossingIds}::uuid[])`.execute(tx);
  await sql`delete from crossing where id = any(${crossingIds}::uuid[])`.execute(tx);
  for (const [type, ids] of [
    ['crossing', crossingIds],
    ['traveller', travellerIds],
    ['message', expired.messageIds],
  ] as const)
    await sql`
      insert into erasure (object_id, object_type, run_id, reason, erased_at)
      select id, ${type}, ${run.id}, ${run.reason}, ${run.now} from unnest(${[...ids]}::uuid[]) as id
      on conflict (object_id) do nothing`.execute(tx);
  return Number(statements.numAffectedRows ?? 0n);
}

export interface RetentionRun {
  readonly id: string;
  readonly ranAt: string;
  readonly pack: string;
  readonly erasedBefore: string;
  readonly crossings: number;
  readonly travellers: number;
  readonly statements: number;
  readonly messages: number;
}

export async function insertRun(tx: Db, run: RetentionRun): Promise<void> {
  await sql`
    insert into retention_run (id, ran_at, pack, erased_before, crossings, travellers, statements, messages)
    values (${run.id}, ${run.ranAt}, ${run.pack}, ${run.erasedBefore}, ${run.crossings}, ${run.travellers},
      ${run.statements}, ${run.messages})`.execute(tx);
}
