create table account (
  id uuid primary key,
  username text not null unique,
  name_en text not null,
  name_ar text not null,
  roles jsonb not null,
  post text,
  password_hash text not null,
  disabled boolean not null default false,
  failures integer not null default 0,
  locked_until timestamptz,
  last_sign_in_at timestamptz,
  preferences jsonb not null,
  created_at timestamptz not null
);

-- A session is known by the digest of its cookie: whoever reads the table cannot take one over.
create table session (
  id uuid primary key,
  token_digest text not null unique,
  account_id uuid not null references account (id) on delete cascade,
  csrf_token text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  previous_sign_in_at timestamptz
);
create index session_account on session (account_id);

create table carrier (
  code text primary key,
  name_en text not null,
  name_ar text not null,
  created_at timestamptz not null
);

create table carrier_key (
  id uuid primary key,
  carrier text not null references carrier (code),
  digest text not null unique,
  hint text not null,
  label text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index carrier_key_carrier on carrier_key (carrier);
