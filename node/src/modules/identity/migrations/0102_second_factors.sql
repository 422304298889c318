alter table session add column method text not null default 'password';
-- When and by what the holder last proved to be the person: a step-up moves it.
alter table session add column proved_at timestamptz;
alter table session add column proved_by text not null default 'password';
-- The ministry's token that its sign-out asks for, sealed.
alter table session add column ministry_token bytea;

create table passkey (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  name text not null,
  transports jsonb not null,
  synced boolean not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index passkey_account on passkey (account_id);

-- A challenge is taken out by its first use, good or bad.
create table passkey_challenge (
  id uuid primary key,
  challenge text not null,
  purpose text not null check (purpose in ('register', 'sign-in', 'step-up')),
  account_id uuid references account (id) on delete cascade,
  expires_at timestamptz not null
);

create table totp (
  account_id uuid primary key references account (id) on delete cascade,
  secret bytea not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  -- The time step of the last code that was accepted: none of it or before it is accepted again (RFC 6238 §5.2).
  last_step bigint not null default 0
);

create table recovery_code (
  account_id uuid not null references account (id) on delete cascade,
  digest text not null,
  used_at timestamptz,
  primary key (account_id, digest)
);

create table account_notice (
  id uuid primary key,
  account_id uuid not null references account (id) on delete cascade,
  kind text not null,
  params jsonb not null,
  at timestamptz not null,
  seen_at timestamptz
);
create index account_notice_account on account_notice (account_id) where seen_at is null;

create table ministry_identity (
  issuer text not null,
  subject text not null,
  account_id uuid not null references account (id) on delete cascade,
  created_at timestamptz not null,
  primary key (issuer, subject)
);

create table ministry_attempt (
  digest text primary key,
  state text not null,
  nonce text not null,
  verifier bytea not null,
  expires_at timestamptz not null
);
