-- Who read what, why. Lines are only ever appended; each holds the digest of the line before it, so that a changed or a
-- missing line shows (data-protection R10).
create table access_log (
  seq bigint primary key,
  id uuid not null unique,
  at timestamptz not null,
  account_id uuid,
  actor text not null,
  action text not null,
  object_type text not null,
  objects jsonb not null,
  purpose text not null,
  reason text,
  trace_id text not null,
  previous_digest text not null,
  digest text not null
);
create index access_log_account on access_log (account_id, seq desc);
create index access_log_actor on access_log (actor, seq desc);
create index access_log_objects on access_log using gin (objects jsonb_path_ops);

create table access_log_head (
  one boolean primary key default true check (one),
  seq bigint not null,
  digest text not null
);
insert into access_log_head (seq, digest) values (0, '');
