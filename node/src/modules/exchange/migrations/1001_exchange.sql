-- Own keys, by use. The private part is sealed; a key that is no longer needed to open anything loses it, its public
-- part stays for ever, since what it signed is verified for ever.
create table exchange_key (
  kid text primary key,
  purpose text not null check (purpose in ('root', 'sign', 'encrypt', 'memorandum')),
  public_jwk jsonb not null,
  private_sealed bytea,
  -- The first card that names it: it signs only for a peer that knows that card.
  serial integer not null,
  created_at timestamptz not null,
  superseded_at timestamptz,
  revoked_at timestamptz
);
create unique index exchange_key_current on exchange_key (purpose) where superseded_at is null and revoked_at is null;

-- Each change of a key is a new card, signed by the root; the peer's cards stand beside the own ones.
create table exchange_card (
  party text not null,
  -- 0 for the own cards; each pairing with a peer has the next number.
  epoch integer not null,
  serial integer not null,
  digest text not null,
  signed text not null,
  at timestamptz not null,
  primary key (party, epoch, serial)
);

-- The peer: one at a time (a bridge has two ends).
create table exchange_peer (
  one boolean primary key default true check (one),
  party text not null,
  epoch integer not null,
  state text not null check (state in ('none', 'card-imported', 'words-compared', 'approved', 'proven', 'active', 'suspended', 'revoked')),
  -- The newest own card that the peer is known to have.
  told_serial integer not null default 0,
  imported_by uuid not null,
  imported_at timestamptz not null,
  compared_by uuid,
  compared_at timestamptz,
  approval_id uuid,
  approved_at timestamptz,
  proven_at timestamptz,
  active_at timestamptz,
  ended_at timestamptz
);

-- The last document of each lane, in each direction.
create table exchange_lane (
  direction text not null check (direction in ('out', 'in')),
  lane text not null,
  seq bigint not null default 0,
  digest text not null default '',
  failures integer not null default 0,
  retry_at timestamptz,
  last_error text,
  primary key (direction, lane)
);

create table exchange_outbox (
  id uuid primary key,
  lane text not null,
  seq bigint not null,
  digest text not null,
  head jsonb not null,
  jws text not null,
  bytes bigint not null,
  inline boolean not null,
  state text not null default 'queued'
    check (state in ('queued', 'sent', 'received', 'processed', 'refused', 'expired', 'cancelled')),
  queued_at timestamptz not null,
  expires_at timestamptz not null,
  attempts integer not null default 0,
  sent_at timestamptz,
  received_at timestamptz,
  settled_at timestamptz,
  last_error text,
  receipt text,
  second_receipt text,
  reason jsonb,
  peer_place jsonb,
  unique (lane, seq)
);
-- What the peer has not yet receipted, in the order in which it goes.
create index exchange_outbox_waiting on exchange_outbox (lane, seq) where receipt is null;
create index exchange_outbox_listed on exchange_outbox (queued_at desc, id);
create index exchange_outbox_thread on exchange_outbox ((head->>'thread'));

-- The encrypted content, gone once the peer has receipted it.
create table exchange_content (
  id uuid not null,
  n integer not null,
  digest text not null,
  jwe text not null,
  delivered boolean not null default false,
  primary key (id, n)
);

create table exchange_inbox (
  id uuid primary key,
  lane text not null,
  seq bigint not null,
  digest text not null,
  head jsonb not null,
  jws text not null,
  bytes bigint not null,
  received_at timestamptz not null,
  verdict text not null check (verdict in ('accepted', 'refused')),
  reason jsonb,
  ledger_entry text,
  place jsonb,
  receipt text,
  second_receipt text,
  second_delivered_at timestamptz,
  unique (lane, seq)
);
create index exchange_inbox_listed on exchange_inbox (received_at desc, id);
create index exchange_inbox_thread on exchange_inbox ((head->>'thread'));
create index exchange_inbox_unreceipted on exchange_inbox (id) where receipt is null;
create index exchange_inbox_second on exchange_inbox (id) where second_receipt is not null and second_delivered_at is null;

-- Parts of large payloads that come before their document.
create table exchange_chunk (
  digest text not null,
  n integer not null,
  jwe text not null,
  received_at timestamptz not null,
  primary key (digest, n)
);
create index exchange_chunk_age on exchange_chunk (received_at);

create table exchange_nonce (
  kid text not null,
  nonce text not null,
  seen_at timestamptz not null,
  primary key (kid, nonce)
);
create index exchange_nonce_seen on exchange_nonce (seen_at);

create table exchange_link (
  one boolean primary key default true check (one),
  last_attempt_at timestamptz,
  last_contact_at timestamptz,
  heard_at timestamptz,
  skew_ms bigint,
  failures integer not null default 0,
  retry_at timestamptz,
  last_error text,
  alarm text not null default 'none' check (alarm in ('none', 'hour', 'day'))
);
insert into exchange_link (one) values (true);

-- What an officer must know: never overwritten, ended by a person.
create table exchange_alarm (
  id uuid primary key,
  kind text not null,
  at timestamptz not null,
  details jsonb not null,
  ended_at timestamptz,
  ended_by uuid
);
create index exchange_alarm_open on exchange_alarm (at desc) where ended_at is null;
