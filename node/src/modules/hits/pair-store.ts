import type { HitState } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type { HitRow } from './store.ts';

/** What is known of a pair that is proposed again. */
export type PresentPair = Pick<
  HitRow,
  'id' | 'travellerId' | 'listingId' | 'state' | 'score' | 'basis' | 'subject' | 'listVersion'
>;

/** Present hits of these travellers, locked in one order: no officer decides them while their evidence changes. */
export async function lockPairs(tx: Db, travellerIds: readonly string[]): Promise<PresentPair[]> {
  const { rows } = await sql<PresentPair>`
    select id, traveller_id as "travellerId", listing_id as "listingId", state, score, basis, subject, list_version as "listVersion"
    from hit where traveller_id = any(${travellerIds}::uuid[]) order by id for update`.execute(tx);
  return rows;
}

export interface PairState {
  readonly travellerId: string;
  readonly listingId: string;
  readonly state: HitState;
  readonly claimedUntil: string | null;
  readonly documentKeys: readonly string[];
  /** The listing has been withdrawn or has expired. */
  readonly listingEnded: boolean;
}

/** How the hits of these travellers stand: all that a carrier's answer is made of. */
export async function selectStates(db: Db, travellerIds: readonly string[]): Promise<PairState[]> {
  const { rows } = await sql<PairState>`
    select traveller_id as "travellerId", listing_id as "listingId", state, claimed_until as "claimedUntil",
      subject -> 'documentKeys' as "documentKeys", listing_ended_at is not null as "listingEnded"
    from hit where traveller_id = any(${travellerIds}::uuid[])`.execute(db);
  return rows;
}

/**
 * Standing decisions for these documents and listings: in force, and agreed to by a second person (data-protection R7).
 */
export async function selectStanding(
  db: Db,
  pairs: readonly { listingId: string; documentKey: string }[],
  today: string,
): Promise<{ id: string; listingId: string; documentKey: string }[]> {
  const { rows } = await sql<{ id: string; listingId: string; documentKey: string }>`
    select s.id, s.listing_id as "listingId", s.document_key as "documentKey" from standing_decision s
    join jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as r("listingId" uuid, "documentKey" text)
      on r."listingId" = s.listing_id and r."documentKey" = s.document_key
    join hit_decision d on d.id = s.decision_id and d.status = 'final' and d.second_agreed and d.second_account_id <> d.account_id
    where s.revoked_at is null and s.valid_until >= ${today}::date
    order by s.id`.execute(db);
  return rows;
}
