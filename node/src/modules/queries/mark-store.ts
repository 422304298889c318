/** The SQL of what other screens show of questions: marks of hits, and what an auditor may choose from. */
import type { AuditableQuery, PartnerHitMark } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';

/** The latest hit of each traveller that nobody dismissed. */
export async function selectPartnerHitMarks(
  db: Db,
  travellerIds: readonly string[],
): Promise<(PartnerHitMark & { readonly travellerId: string })[]> {
  const { rows } = await sql<PartnerHitMark & { travellerId: string }>`
    select distinct on (traveller_id) traveller_id as "travellerId", id, state, references_ ->> 0 as reference from partner_hit
    where traveller_id = any(${travellerIds}::uuid[]) and state <> 'dismissed' order by traveller_id, id desc`.execute(
    db,
  );
  return rows;
}

/** Blind questions that left and whose inputs are still sealed here. */
export async function selectAuditable(
  db: Db,
  after: string | null,
  limit: number,
): Promise<AuditableQuery[]> {
  const { rows } = await sql<AuditableQuery>`
    select id, origin, purpose, state, article, disclosure_id as "disclosureId", commitment, keys, asked_at as "askedAt" from query
    where mode = 'blind' and disclosure_id is not null and sealed is not null and (${after}::uuid is null or id < ${after}::uuid)
    order by id desc limit ${limit}`.execute(db);
  return rows;
}
