-- The work queue: a job is written in the transaction of the change that needs it, so neither exists without the other.
create table job (
  id uuid primary key,
  kind text not null,
  -- The natural key of the work: at most one unfinished job of a kind has it.
  key text,
  -- Ids of things, not the things: personal data stays in its own table, under its own retention.
  payload jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'dead')),
  run_at timestamptz not null,
  attempts integer not null default 0,
  max_attempts integer not null check (max_attempts > 0),
  -- Counts every claim and never goes back: what an attempt that lost its lease reports is recognised and ignored.
  claims integer not null default 0,
  -- Until when the running attempt may be trusted to be alive.
  locked_until timestamptz,
  -- Asked for again while it was running: what changed meanwhile must not be missed.
  again boolean not null default false,
  last_error text,
  created_at timestamptz not null,
  finished_at timestamptz,
  check ((state = 'running') = (locked_until is not null)),
  check ((state in ('done', 'dead')) = (finished_at is not null))
);
create unique index job_unfinished_key on job (kind, key) where state in ('waiting', 'running');
create index job_due on job (run_at) where state = 'waiting';
create index job_lease on job (locked_until) where state = 'running';
create index job_finished on job (state, finished_at) where state in ('done', 'dead');
