-- Asking the partner, and being asked. What was asked is sealed; a blind question keeps its commitments and its elements, by
-- which an auditor can be shown one input of it.
create table query (
  id uuid primary key,
  mode text not null check (mode in ('blind', 'plain')),
  origin text not null check (origin in ('officer', 'flight')),
  purpose text not null,
  offence text not null,
  case_reference text not null,
  justification text not null,
  urgency text not null check (urgency in ('ordinary', 'urgent')),
  state text not null check (state in ('asked', 'answered', 'refused', 'rejected', 'failed')),
  failure text,
  refusal jsonb,
  article text,
  disclosure_id uuid unique,
  epoch integer,
  commitment text,
  keys integer not null check (keys >= 0),
  -- The seed of the blinds and the inputs, readable by this node alone.
  sealed bytea,
  commitments bytea,
  elements bytea,
  contact text,
  answer jsonb,
  answer_received_id uuid,
  asked_by uuid,
  asked_at timestamptz not null,
  answered_at timestamptz
);
create index query_time on query (asked_at desc, id desc);

create table query_subject (
  query_id uuid not null references query (id) on delete cascade,
  traveller_id uuid not null references traveller (id) on delete cascade,
  crossing_id uuid not null,
  place integer not null,
  outcome text not null check (outcome in ('waiting', 'hit', 'no-hit', 'not-asked', 'unknown')),
  references_ jsonb not null default '[]',
  primary key (query_id, traveller_id)
);
create index query_subject_traveller on query_subject (traveller_id);

-- The partner has a listing for a traveller of ours. One for each question and traveller; it goes with the traveller.
create table partner_hit (
  id uuid primary key,
  query_id uuid not null references query (id) on delete cascade,
  traveller_id uuid not null references traveller (id) on delete cascade,
  crossing_id uuid not null,
  references_ jsonb not null,
  kinds jsonb not null,
  contact text,
  state text not null default 'open' check (state in ('open', 'confirmed', 'dismissed')),
  note text,
  received_id uuid,
  raised_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  unique (query_id, traveller_id),
  check ((state = 'open') = (decided_by is null))
);
create index partner_hit_open on partner_hit (raised_at desc, id desc) where state = 'open';
create index partner_hit_traveller on partner_hit (traveller_id);

-- What the partner published: the filter of each epoch that is still answered.
create table partner_filter (
  epoch integer primary key,
  received_id uuid not null,
  bytes bytea not null,
  digest text not null,
  -- Read and found whole: nothing is asked against a filter before.
  checked boolean not null default false,
  size integer not null default 0,
  edition bigint not null default 0,
  received_at timestamptz not null,
  valid_until timestamptz
);

-- — the answering side —
create table shared_list (
  watchlist_id uuid primary key references watchlist (id) on delete cascade,
  shared_by uuid not null,
  shared_at timestamptz not null
);
create table filter_epoch (
  epoch integer primary key,
  seed bytea not null,
  public_key bytea not null,
  begun_at timestamptz not null,
  ends_at timestamptz not null
);
create table filter_item (
  epoch integer not null references filter_epoch (epoch) on delete cascade,
  listing_id uuid not null,
  item text not null,
  output bytea not null,
  reference text not null,
  primary key (epoch, listing_id, item)
);
create index filter_item_reference on filter_item (reference);
create table filter_publication (
  id uuid primary key,
  epoch integer not null,
  state text not null check (state in ('building', 'awaiting-approval', 'published', 'refused', 'unchanged')),
  items integer not null default 0,
  size integer not null default 0,
  content text,
  digest text,
  bytes bytea,
  article text,
  refusal jsonb,
  approval_id uuid,
  disclosure_id uuid,
  author_id uuid,
  at timestamptz not null
);
create index filter_publication_time on filter_publication (at desc, id desc);
-- References of hits in the clear; those of blind ones follow from the items.
create table given_reference (
  reference text primary key,
  listing_id uuid not null,
  query_id uuid not null,
  given_at timestamptz not null
);
create table received_query (
  id uuid primary key,
  thread uuid not null,
  mode text not null check (mode in ('blind', 'plain')),
  purpose text not null,
  offence text,
  case_reference text,
  urgency text not null,
  article text not null,
  tlp text not null,
  counterpart jsonb not null,
  keys integer not null,
  -- Digest of the elements: the same question twice is no new question.
  elements_digest text unique,
  content bytea,
  commitment text,
  hits integer,
  state text not null check (state in ('waiting', 'answered', 'held', 'refused', 'stale')),
  refusal jsonb,
  retain_until timestamptz not null,
  received_at timestamptz not null,
  answered_at timestamptz
);
create index received_query_time on received_query (received_at desc, id desc);
create table query_alarm (
  id uuid primary key,
  kind text not null check (kind in ('sequential-documents', 'many-misses', 'repeated-question', 'cheating-partner')),
  detail text not null,
  raised_at timestamptz not null
);
