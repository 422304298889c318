-- A flight on a day (travellers.md §2.5). What is shown is a fold over crossing_message and can be made again from it.
create table crossing (
  id uuid primary key,
  -- Operating carrier, number with suffix, departure station, local departure date; test interchanges apart from live ones.
  natural_key text not null unique,
  test boolean not null,
  carrier text,
  number text,
  operating_carrier text,
  operating_number text,
  from_port text,
  to_port text,
  -- As printed: local at the airport, without a zone. The instants are null where the zone is not known.
  departure text,
  arrival text,
  departure_at timestamptz,
  arrival_at timestamptz,
  -- For order and for terms, never shown: the instant, else the local time read as UTC, else the first receipt.
  sort_at timestamptz not null,
  direction text not null check (direction in ('inbound', 'outbound', 'other')),
  status text not null check (status in ('scheduled', 'closed', 'cancelled')),
  legs jsonb not null,
  declared integer,
  travellers integer not null default 0,
  crew integer not null default 0,
  screened integer not null default 0,
  quality jsonb,
  quality_score double precision,
  first_received_at timestamptz not null,
  last_received_at timestamptz not null
);
create index crossing_order on crossing (sort_at, id);
create index crossing_number on crossing (number, sort_at);
create index crossing_term on crossing (first_received_at);

-- Which messages spoke of a crossing, and what they said of the crossing itself.
create table crossing_message (
  message_id uuid not null,
  crossing_id uuid not null references crossing (id),
  received_at timestamptz not null,
  stated_at timestamptz not null,
  function text not null,
  version text,
  travellers integer not null,
  errors integer not null,
  warnings integer not null,
  series_key text,
  part integer,
  last_part boolean,
  -- Route, times and totals as this message stated them.
  facts jsonb not null,
  -- Close-out messages (BGM 266): the references listed.
  listed jsonb,
  primary key (crossing_id, message_id)
);
create index crossing_message_message on crossing_message (message_id);
create index crossing_message_received on crossing_message (received_at);

create table traveller (
  id uuid primary key,
  crossing_id uuid not null references crossing (id),
  role text not null check (role in ('passenger', 'crew', 'transit')),
  status text not null check (status in ('expected', 'boarded', 'not-boarded', 'cancelled')),
  reference text,
  locator text,
  surname text,
  given_names text,
  -- Folded parts of the name in order of the alphabet: the same person on another flight is found by it.
  name_key text,
  -- Folded parts in both scripts and their consonant frames, looked up by prefix.
  search tsvector not null,
  -- Full or partial ISO date.
  birth_date text,
  gender text,
  nationality text,
  document jsonb,
  seat text,
  issues integer not null,
  -- The current value of every field with the segment and the message that stated it, packed (packing.ts).
  view jsonb not null,
  received_at timestamptz not null,
  screened_at timestamptz,
  screened_version text
-- Half of each page stays free: the mark of a screening then touches no index (heap-only update).
) with (fillfactor = 50);
create index traveller_crossing on traveller (crossing_id, id);
create index traveller_locator on traveller (locator) where locator is not null;
create index traveller_reference on traveller (reference) where reference is not null;
create index traveller_name on traveller (name_key, birth_date) where birth_date is not null;
create index traveller_search on traveller using gin (search);

create table traveller_document (
  traveller_id uuid not null references traveller (id),
  ordinal integer not null,
  type text,
  number text not null,
  -- Upper case, without blanks, hyphens, strokes and leading fillers (travellers.md §7).
  number_key text not null,
  issuer text,
  expiry text,
  primary key (traveller_id, ordinal)
);
-- Leading zeros are lost by spreadsheets and added by hosts: compared without them.
create index traveller_document_number on traveller_document (ltrim(number_key, '0'));

-- What one message said about one traveller: never changed, never deleted by a later message (travellers.md §1.4).
create table traveller_statement (
  traveller_id uuid not null references traveller (id),
  message_id uuid not null,
  ordinal integer not null,
  stated_at timestamptz not null,
  received_at timestamptz not null,
  facts jsonb not null,
  primary key (traveller_id, message_id)
);
create index traveller_statement_message on traveller_statement (message_id, ordinal);

-- Each run of the daily erasure, and what it erased: id and reason, nothing else (data-protection R4).
create table retention_run (
  id uuid primary key,
  ran_at timestamptz not null,
  pack text not null,
  erased_before timestamptz not null,
  crossings integer not null,
  travellers integer not null,
  statements integer not null,
  messages integer not null
);
create table erasure (
  object_id uuid primary key,
  object_type text not null,
  run_id uuid not null,
  reason text not null,
  erased_at timestamptz not null
);
