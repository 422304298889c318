import type { AlarmKind, ExchangeAlarm } from '@jisr/contract';
import { sql } from 'kysely';
import type { Db } from '../../kernel/db/types.ts';
import type { PairingState } from './model.ts';

export interface PeerRow {
  readonly party: string;
  readonly state: PairingState;
  readonly epoch: number;
  readonly toldSerial: number;
  readonly importedBy: string;
  readonly importedAt: string;
  readonly comparedBy: string | null;
  readonly comparedAt: string | null;
  readonly approvalId: string | null;
  readonly approvedAt: string | null;
  readonly provenAt: string | null;
  readonly activeAt: string | null;
  readonly stoppedBy: string | null;
  readonly stoppedAt: string | null;
  readonly stoppedReason: string | null;
}

const peerColumns = sql`party, state, epoch, told_serial as "toldSerial", imported_by as "importedBy",
  imported_at as "importedAt", compared_by as "comparedBy", compared_at as "comparedAt", approval_id as "approvalId",
  approved_at as "approvedAt", proven_at as "provenAt", active_at as "activeAt",
  stopped_by as "stoppedBy", stopped_at as "stoppedAt", stopped_reason as "stoppedReason"`;

/** The peer, and the digest of the newest of its cards. */
export async function selectPeer(db: Db): Promise<(PeerRow & { cardDigest: string | null }) | undefined> {
  const { rows } = await sql<PeerRow & { cardDigest: string | null }>`
    select ${peerColumns}, (select digest from exchange_card c where c.party = p.party and c.epoch = p.epoch
      order by serial desc limit 1) as "cardDigest" from exchange_peer p`.execute(db);
  return rows[0];
}

export async function lockPeer(tx: Db): Promise<PeerRow | undefined> {
  const { rows } = await sql<PeerRow>`select ${peerColumns} from exchange_peer for update`.execute(tx);
  return rows[0];
}

/** A new pairing begins; what an earlier one left is only its cards. */
export async function insertPeer(
  tx: Db,
  peer: Pick<PeerRow, 'party' | 'epoch' | 'toldSerial' | 'importedBy' | 'importedAt'>,
): Promise<void> {
  await sql`delete from exchange_peer`.execute(tx);
  await sql`
    insert into exchange_peer (party, state, epoch, told_serial, imported_by, imported_at)
    values (${peer.party}, 'card-imported', ${peer.epoch}, ${peer.toldSerial}, ${peer.importedBy}, ${peer.importedAt})`.execute(
    tx,
  );
}

/** The number of the next pairing: cards of the ones before stay for verifying. */
export async function nextEpoch(tx: Db): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select coalesce(max(epoch), 0)::int + 1 as n from exchange_card`.execute(tx);
  return rows[0]!.n;
}

export async function updatePeerState(tx: Db, state: PairingState, at: string): Promise<void> {
  await sql`
    update exchange_peer set state = ${state},
      approved_at = case when ${state} = 'approved' then ${at}::timestamptz else approved_at end,
      proven_at = case when ${state} = 'proven' then ${at}::timestamptz else proven_at end,
      active_at = case when ${state} = 'active' then ${at}::timestamptz else active_at end,
      ended_at = case when ${state} in ('revoked', 'none') then ${at}::timestamptz end,
      stopped_by = null, stopped_at = null, stopped_reason = null`.execute(tx);
}

/** Keeps who stopped the pairing and why, until it goes on or begins anew. */
export async function updateStopped(
  tx: Db,
  state: PairingState,
  stop: { readonly by: string; readonly at: string; readonly reason: string },
): Promise<void> {
  await updatePeerState(tx, state, stop.at);
  await sql`
    update exchange_peer set stopped_by = ${stop.by}, stopped_at = ${stop.at}, stopped_reason = ${stop.reason}`.execute(
    tx,
  );
}

export async function updateCompared(
  tx: Db,
  accountId: string,
  approvalId: string,
  at: string,
): Promise<void> {
  await sql`
    update exchange_peer set state = 'words-compared', compared_by = ${accountId}, compared_at = ${at},
      approval_id = ${approvalId}`.execute(tx);
}

export async function updateTold(db: Db, serial: number): Promise<void> {
  await sql`update exchange_peer set told_serial = ${serial} where told_serial < ${serial}`.execute(db);
}

export interface LinkRow {
  readonly lastAttemptAt: string | null;
  readonly lastContactAt: string | null;
  readonly heardAt: string | null;
  readonly skewMs: number | null;
  readonly failures: number;
  readonly retryAt: string | null;
  readonly lastError: string | null;
  readonly alarm: 'none' | 'hour' | 'day';
}

export async function selectLink(db: Db): Promise<LinkRow> {
  const { rows } = await sql<LinkRow>`
    select last_attempt_at as "lastAttemptAt", last_contact_at as "lastContactAt", heard_at as "heardAt", skew_ms as "skewMs",
      failures, retry_at as "retryAt", last_error as "lastError", alarm from exchange_link`.execute(db);
  return rows[0]!;
}

/** The peer answered. Written once a second, or at once where it ends a failure. */
export async function updateContact(db: Db, at: string, skewMs: number | null): Promise<void> {
  await sql`
    update exchange_link set last_attempt_at = ${at}, last_contact_at = ${at}, skew_ms = coalesce(${skewMs}, skew_ms),
      failures = 0, retry_at = null, last_error = null
    where failures > 0 or retry_at is not null or last_contact_at is null
      or last_contact_at < ${at}::timestamptz - interval '1 second'`.execute(db);
}

/** The peer did not answer, or not as a peer. */
export async function updateFailure(db: Db, at: string, retryAt: string, error: string): Promise<void> {
  await sql`
    update exchange_link set last_attempt_at = ${at}, failures = failures + 1, retry_at = ${retryAt}, last_error = ${error}`.execute(
    db,
  );
}

/** The peer called us. */
export async function updateHeard(db: Db, at: string, skewMs: number): Promise<void> {
  await sql`
    update exchange_link set heard_at = ${at}, skew_ms = ${skewMs}
    where heard_at is null or heard_at < ${at}::timestamptz - interval '1 second' or skew_ms is distinct from ${skewMs}`.execute(
    db,
  );
}

/** The peer's clock, learned from a message that was refused for its time. */
export async function updateSkew(db: Db, skewMs: number): Promise<void> {
  await sql`update exchange_link set skew_ms = ${skewMs} where skew_ms is distinct from ${skewMs}`.execute(
    db,
  );
}

/** Nothing waits any more before the next try: an officer says that the way is free. */
export async function clearPauses(tx: Db): Promise<void> {
  await sql`update exchange_link set retry_at = null`.execute(tx);
  await sql`update exchange_lane set retry_at = null where direction = 'out'`.execute(tx);
}

/** Sets how grave the waiting is; true when that is news. */
export async function updateWaitingAlarm(db: Db, alarm: LinkRow['alarm']): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update exchange_link set alarm = ${alarm} where alarm <> ${alarm}`.execute(db);
  return numAffectedRows === 1n;
}

/** Raises an alarm, unless the same one stands open. */
export async function insertAlarm(
  db: Db,
  alarm: {
    readonly id: string;
    readonly kind: AlarmKind;
    readonly at: string;
    readonly details: Record<string, string>;
  },
): Promise<boolean> {
  const details = JSON.stringify(alarm.details);
  const { numAffectedRows } = await sql`
    insert into exchange_alarm (id, kind, at, details)
    select ${alarm.id}, ${alarm.kind}, ${alarm.at}, ${details}::jsonb
    where not exists (select 1 from exchange_alarm where kind = ${alarm.kind} and details = ${details}::jsonb and ended_at is null)`.execute(
    db,
  );
  return numAffectedRows === 1n;
}

export async function selectAlarms(db: Db): Promise<ExchangeAlarm[]> {
  const { rows } = await sql<ExchangeAlarm>`
    select id, kind, at, details, ended_at as "endedAt" from exchange_alarm
    order by ended_at is not null, at desc limit 50`.execute(db);
  return rows;
}

export async function endAlarm(tx: Db, id: string, accountId: string, at: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update exchange_alarm set ended_at = ${at}, ended_by = ${accountId} where id = ${id} and ended_at is null`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}
