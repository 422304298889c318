create table watchlist (
  id uuid primary key,
  code text not null constraint watchlist_code_key unique,
  name_en text not null,
  name_ar text not null,
  owner text not null,
  format text not null check (format in ('ofac-sdn', 'un-consolidated', 'ftm-jsonl', 'jisr-csv', 'manual')),
  source_url text,
  instruction text not null check (instruction in ('inform', 'monitor', 'refer', 'detain', 'deny-boarding')),
  legal_basis text not null,
  handling text,
  -- Counts every change of the list in force, whoever made it; 0 before the first.
  version integer not null default 0,
  -- Counts the imports that came into force. Listings of a later edition are still being brought in: see `listed`.
  edition integer not null default 0,
  -- Kept with each version, because counting a million listings for every look at the list would take too long.
  active integer not null default 0,
  people integer not null default 0,
  imported_at timestamptz,
  -- What the present edition was read from, and by which revision of our reading.
  source_digest text,
  source_etag text,
  source_modified text,
  reading integer,
  created_at timestamptz not null,
  created_by uuid
);

create table listing (
  id uuid primary key,
  -- The key of the screening engine: small, never reused, the same for the life of the listing.
  seq integer generated always as identity constraint listing_seq_key unique,
  watchlist_id uuid not null references watchlist,
  edition integer not null,
  -- The publisher's reference: what makes a listing the same one in the next version.
  reference text not null,
  kind text not null check (kind in ('person', 'organisation', 'vessel', 'aircraft', 'other')),
  data jsonb not null,
  digest text not null,
  instruction text check (instruction in ('inform', 'monitor', 'refer', 'detain', 'deny-boarding')),
  legal_basis text,
  originator text,
  handling text,
  review_on date,
  expires_on date,
  status text not null check (status in ('active', 'withdrawn', 'expired')),
  first_version integer not null,
  last_changed_version integer not null,
  -- All names, folded, and document numbers: what the search of a list looks in.
  search_text text not null,
  constraint listing_reference_key unique (watchlist_id, reference)
);
create index listing_order on listing (watchlist_id, seq);
create index listing_edition on listing (watchlist_id, edition);
create index listing_review on listing (review_on) where review_on is not null and status = 'active';
create index listing_expiry on listing (expires_on) where expires_on is not null and status = 'active';

-- The listings that exist for everybody. An import writes its new listings beforehand, in small steps, under the next
-- edition; raising the list's edition brings all of them into force at once.
create view listed as
  select listing.* from listing join watchlist on watchlist.id = listing.watchlist_id
  where listing.edition <= watchlist.edition;

create table watchlist_import (
  id uuid primary key,
  watchlist_id uuid not null references watchlist,
  status text not null check (status in ('running', 'applied', 'unchanged', 'held', 'failed', 'discarded')),
  -- Where the bytes come from: names of saved files, paths in the list folder, or the list's address.
  request jsonb not null,
  source text not null,
  confirm_shrink boolean not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  started_by uuid,
  -- Who confirmed or discarded it after it had been held.
  confirmed_by uuid,
  -- The version that was compared with. Null once what was prepared has been thrown away.
  base_version integer,
  digest text,
  etag text,
  modified text,
  read integer not null default 0,
  added integer not null default 0,
  changed integer not null default 0,
  withdrawn integer not null default 0,
  unchanged integer not null default 0,
  counts jsonb not null default '{}',
  -- Of the prepared new listings: those that will be in force, and the people among them.
  fresh_active integer not null default 0,
  fresh_people integer not null default 0,
  issues jsonb not null default '[]',
  issue_total integer not null default 0,
  problem text,
  samples jsonb not null default '{"added":[],"changed":[],"withdrawn":[]}'
);
create index watchlist_import_order on watchlist_import (watchlist_id, id);

-- What a running or held import is going to do to listings that exist; `data` is null where one is withdrawn.
create table listing_revision (
  import_id uuid not null references watchlist_import,
  listing_id uuid not null references listing,
  kind text,
  data jsonb,
  digest text,
  instruction text,
  legal_basis text,
  originator text,
  handling text,
  review_on date,
  expires_on date,
  search_text text,
  primary key (import_id, listing_id)
);
create index listing_revision_listing on listing_revision (listing_id);

create table listing_proposal (
  id uuid primary key,
  watchlist_id uuid not null references watchlist,
  kind text not null check (kind in ('add', 'change', 'withdraw')),
  status text not null check (status in ('pending', 'approved', 'rejected')),
  listing_id uuid references listing,
  entry jsonb,
  reason text not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  note text,
  check ((status = 'pending') = (decided_by is null)),
  check (decided_by <> proposed_by)
);
create index listing_proposal_listing on listing_proposal (listing_id);
create index listing_proposal_pending on listing_proposal (id) where status = 'pending';
