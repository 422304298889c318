-- What needs a human. A hit keeps what it was computed from (subject, listing, crossing as they were), so that it can be
-- explained and reproduced later (data-protection R8); it goes when its traveller is erased.
create table hit (
  id uuid primary key,
  traveller_id uuid not null references traveller (id) on delete cascade,
  crossing_id uuid not null,
  listing_id uuid not null,
  watchlist_id uuid not null,
  state text not null check (state in ('open', 'claimed', 'awaiting-second', 'cleared', 'confirmed', 'undetermined')),
  severity smallint not null check (severity between 1 and 3),
  score double precision not null,
  basis text not null,
  subject jsonb not null,
  listing jsonb not null,
  crossing jsonb not null,
  explanation jsonb not null,
  search_key text not null,
  departure_at timestamptz,
  arrival_at timestamptz,
  engine_version text not null,
  list_version text not null,
  message_id uuid,
  segment integer,
  raised_at timestamptz not null,
  updated_at timestamptz not null,
  claimed_by uuid,
  claimed_until timestamptz,
  verdict text,
  unique (traveller_id, listing_id)
);
create index hit_queue on hit (severity, departure_at, id) where state in ('open', 'claimed', 'awaiting-second', 'undetermined');
create index hit_raised on hit (raised_at desc);
create index hit_crossing on hit (crossing_id);
create index hit_listing on hit (listing_id);

create table hit_decision (
  id uuid primary key,
  hit_id uuid not null references hit (id) on delete cascade,
  verdict text not null,
  reason text not null,
  note text,
  instruction text,
  account_id uuid not null,
  at timestamptz not null,
  status text not null check (status in ('final', 'pending', 'refused', 'reopened')),
  second_account_id uuid check (second_account_id is null or second_account_id <> account_id),
  second_at timestamptz,
  second_agreed boolean,
  second_note text
);
create index hit_decision_hit on hit_decision (hit_id, at);
create unique index hit_decision_present on hit_decision (hit_id) where status in ('final', 'pending');

create table hit_event (
  id uuid primary key,
  hit_id uuid not null references hit (id) on delete cascade,
  at timestamptz not null,
  kind text not null,
  account_id uuid,
  params jsonb not null
);
create index hit_event_hit on hit_event (hit_id, id);

-- "Not the listed person": bound to the listing and to who the traveller is, so that the same pair does not come back
-- (data-protection R13). A document match that was not there when it was given is not covered.
create table clearance (
  id uuid primary key,
  number text not null unique,
  listing_id uuid not null,
  name_key text not null,
  birth_date text,
  document_key text,
  basis text not null,
  hit_id uuid not null references hit (id) on delete cascade,
  created_by uuid not null,
  created_at timestamptz not null,
  valid_until date not null,
  revoked_at timestamptz
);
create index clearance_listing on clearance (listing_id, name_key) where revoked_at is null;

-- The only source of "do not board" (data-protection R7, R12): two people decided it, for this document.
create table standing_decision (
  id uuid primary key,
  listing_id uuid not null,
  document_key text not null,
  hit_id uuid not null references hit (id) on delete cascade,
  decision_id uuid not null references hit_decision (id) on delete cascade,
  created_at timestamptz not null,
  valid_until date not null,
  revoked_at timestamptz
);
create index standing_decision_document on standing_decision (document_key) where revoked_at is null;

create table hit_suppression (
  traveller_id uuid not null references traveller (id) on delete cascade,
  listing_id uuid not null,
  clearance_id uuid not null references clearance (id) on delete cascade,
  at timestamptz not null,
  primary key (traveller_id, listing_id)
);

create table referral (
  id uuid primary key,
  hit_id uuid not null references hit (id) on delete cascade,
  post text not null,
  instruction text not null,
  note text,
  sent_at timestamptz not null,
  sent_by uuid not null,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  outcome text
);
create index referral_post on referral (post, sent_at desc);
create index referral_hit on referral (hit_id);
