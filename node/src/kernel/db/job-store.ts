import { sql } from 'kysely';
import { notify } from './notify.ts';
import type { Db } from './types.ts';

/** A job to be written. Times are ISO 8601. */
export interface NewJob {
  id: string;
  kind: string;
  key: string | null;
  payload: unknown;
  runAt: string;
  maxAttempts: number;
  background: boolean;
  now: string;
}

/** A job that this node now runs. */
export interface ClaimedJob {
  id: string;
  kind: string;
  payload: unknown;
  /** Which attempt this is, from 1. */
  attempts: number;
  maxAttempts: number;
  /** The proof of ownership: every later claim has a greater one. */
  claims: number;
}

/** A job that was given up. */
export interface DeadJob {
  id: string;
  kind: string;
  key: string | null;
  payload: unknown;
  attempts: number;
  lastError: string;
  createdAt: string;
  finishedAt: string;
}

/** The channel on which a new or returned job is announced. */
export const JOB_CHANNEL = 'jisr_job';

/**
 * Writes a job, or marks the unfinished one with the same kind and key: one that runs will run once more, one that waits
 * takes the earlier of the two times, and somebody waits for it if somebody waits for either.
 *
 * @returns the id of the job that will do the work
 * @example
 * await insertJob(tx, { id, kind: 'screening.screen', key: crossingId, payload, runAt, maxAttempts: 10, background: false, now });
 */
export async function insertJob(db: Db, job: NewJob): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with written as (
      insert into job (id, kind, key, payload, run_at, max_attempts, background, created_at)
      values (${job.id}, ${job.kind}, ${job.key}, ${JSON.stringify(job.payload)}::jsonb, ${job.runAt},
              ${job.maxAttempts}, ${job.background}, ${job.now})
      on conflict (kind, key) where state in ('waiting', 'running') do update
        set again = job.state = 'running', run_at = least(job.run_at, excluded.run_at),
          background = job.background and excluded.background
      returning id, kind
    )
    select id, pg_notify(${JOB_CHANNEL}, kind) from written`.execute(db);
  return rows[0]!.id;
}

/**
 * Takes up to `limit` due jobs of these kinds for this node until `lockedUntil`. No two nodes get the same one.
 *
 * @example
 * const jobs = await claimJobs(db, { kinds, limit: 4, now, lockedUntil });
 */
export async function claimJobs(
  db: Db,
  claim: { kinds: string[]; limit: number; now: string; lockedUntil: string },
): Promise<ClaimedJob[]> {
  const { rows } = await sql<ClaimedJob>`
    with due as (
      select id from job
      where state = 'waiting' and run_at <= ${claim.now} and kind = any(${claim.kinds}::text[])
      order by background, run_at, id
      limit ${claim.limit}
      for update skip locked
    )
    update job set state = 'running', attempts = attempts + 1, claims = claims + 1,
      locked_until = ${claim.lockedUntil}
    from due where job.id = due.id
    returning job.id, job.kind, job.payload, job.attempts, job.max_attempts as "maxAttempts", job.claims`.execute(
    db,
  );
  // UUIDv7 ids are in the order of creation; RETURNING has no order of its own.
  return rows.sort((one, other) => (one.id < other.id ? -1 : 1));
}

/**
 * Gives back the jobs whose node died: their lease has run out. One that has used its attempts is dead, so that a job
 * that ends the process does not end it for ever.
 *
 * @param leasesUntil leases that end by then are taken for run out; default: those that have
 * @returns how many were found
 * @example
 * await reclaimJobs(db, clock.nowIso());
 */
export async function reclaimJobs(db: Db, now: string, leasesUntil = now): Promise<number> {
  const { numAffectedRows } = await sql`
    update job set
      state = case when attempts >= max_attempts then 'dead' else 'waiting' end,
      finished_at = case when attempts >= max_attempts then ${now}::timestamptz end,
      last_error = 'the node ended while the job was running',
      locked_until = null
    where id in (
      select id from job where state = 'running' and locked_until <= ${leasesUntil} for update skip locked
    )`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/**
 * Extends the lease of an attempt that is still at work.
 *
 * @returns false when the attempt no longer owns the job
 * @example
 * await extendLease(db, job, lockedUntil);
 */
export async function extendLease(db: Db, job: ClaimedJob, lockedUntil: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update job set locked_until = ${lockedUntil}
    where id = ${job.id} and state = 'running' and claims = ${job.claims}`.execute(db);
  return numAffectedRows === 1n;
}

/**
 * Records that an attempt succeeded; a job that was asked for again meanwhile waits for its next turn.
 *
 * @example
 * await finishJob(db, job, clock.nowIso());
 */
export async function finishJob(db: Db, job: ClaimedJob, now: string): Promise<void> {
  await sql`
    update job set
      state = case when again then 'waiting' else 'done' end,
      finished_at = case when again then null else ${now}::timestamptz end,
      run_at = case when again then ${now}::timestamptz else run_at end,
      attempts = case when again then 0 else attempts end,
      again = false, locked_until = null, last_error = null
    where id = ${job.id} and state = 'running' and claims = ${job.claims}`.execute(db);
}

/**
 * Records that an attempt failed: the job waits until `retryAt`, or is dead when that is null.
 *
 * @example
 * await failJob(db, job, { error: 'the peer did not answer', now, retryAt });
 */
export async function failJob(
  db: Db,
  job: ClaimedJob,
  failure: { error: string; now: string; retryAt: string | null },
): Promise<void> {
  const dead = failure.retryAt === null;
  await sql`
    update job set
      state = ${dead ? 'dead' : 'waiting'},
      finished_at = ${dead ? failure.now : null}::timestamptz,
      run_at = coalesce(${failure.retryAt}::timestamptz, run_at),
      last_error = ${failure.error}, locked_until = null, again = false
    where id = ${job.id} and state = 'running' and claims = ${job.claims}`.execute(db);
}

/**
 * When the next job of these kinds is due or the next lease runs out; null when nothing waits.
 *
 * @example
 * const next = await nextDue(db, ['screening.screen']);
 */
export async function nextDue(db: Db, kinds: string[]): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`
    select least(
      (select min(run_at) from job where state = 'waiting' and kind = any(${kinds}::text[])),
      (select min(locked_until) from job where state = 'running')
    ) as at`.execute(db);
  return rows[0]?.at ?? null;
}

/**
 * The jobs that were given up, the latest first.
 *
 * @example
 * const dead = await listDeadJobs(db, 50);
 */
export async function listDeadJobs(db: Db, limit: number): Promise<DeadJob[]> {
  const { rows } = await sql<DeadJob>`
    select id, kind, key, payload, attempts, last_error as "lastError", created_at as "createdAt",
           finished_at as "finishedAt"
    from job where state = 'dead'
    order by finished_at desc, id desc
    limit ${limit}`.execute(db);
  return rows;
}

/**
 * Puts a dead job back with all its attempts.
 *
 * @returns false when there is no dead job with this id
 * @throws DatabaseError 23505 `job_unfinished_key` when an unfinished one already does the same work
 * @example
 * await reviveJob(db, id, clock.nowIso());
 */
export async function reviveJob(db: Db, id: string, now: string): Promise<boolean> {
  const { rows } = await sql<{ kind: string }>`
    update job set state = 'waiting', attempts = 0, run_at = ${now}, finished_at = null
    where id = ${id} and state = 'dead'
    returning kind`.execute(db);
  const kind = rows[0]?.kind;
  if (kind === undefined) return false;
  await notify(db, JOB_CHANNEL, kind);
  return true;
}

/**
 * Removes jobs that were done before an instant. Dead ones stay until somebody has looked at them.
 *
 * @returns how many
 * @example
 * await deleteDoneJobs(db, weekAgo);
 */
export async function deleteDoneJobs(db: Db, before: string): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from job where state = 'done' and finished_at < ${before}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
