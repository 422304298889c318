-- What carriers were answered. One 962 for each message, and a 132 each time a decision changes what was said.
create table answer (
  id uuid primary key,
  carrier text,
  message_id uuid not null,
  code text not null check (code in ('962', '132')),
  change_key text not null,
  edifact text not null,
  travellers jsonb not null,
  created_at timestamptz not null,
  delivered_at timestamptz,
  -- The place in the carrier's list, given last in the transaction under the counter's lock: what commits later has a
  -- greater one, so that a carrier who reads on from a cursor misses nothing.
  place bigint,
  unique (message_id, code, change_key),
  unique (carrier, place)
);
create table answer_counter (
  carrier text primary key,
  place bigint not null
);
create index answer_message on answer (message_id);

-- The last thing that a carrier was told of a traveller.
create table answer_status (
  traveller_id uuid primary key references traveller (id) on delete cascade,
  status text not null check (status in ('ok', 'no-board', 'refer', 'insufficient')),
  decision_id uuid,
  at timestamptz not null,
  -- "Do not board" exists only as a standing decision of humans (data-protection R7, R12).
  check (status <> 'no-board' or decision_id is not null)
);
