-- One post or file, known by the digest of its untouched bytes: the same bytes twice are one receipt.
create table receipt (
  id uuid primary key,
  digest text not null constraint receipt_digest unique,
  channel text not null check (channel in ('api', 'folder', 'cli')),
  carrier text,
  received_at timestamptz not null,
  size integer not null,
  file_name text,
  -- What in it could not be read, as the sender was told.
  refusals jsonb not null
);

-- One message of a receipt. Nothing here holds what the sensitive lists name: it is removed before the first insert.
create table message (
  id uuid primary key,
  receipt_id uuid not null references receipt (id),
  ordinal integer not null,
  format text not null,
  version text,
  function text not null,
  sender text,
  recipient text,
  reference text,
  sent_at text,
  -- What an answer must mirror: parties, references and transaction number as sent (travellers.md §3.1).
  envelope jsonb not null,
  test boolean not null,
  status text not null check (status in ('read', 'duplicate', 'refused')),
  -- SHA-256 of UNH+1..UNT-1 without line breaks: the same body within seven days is a duplicate (travellers.md §1.4).
  digest text not null,
  duplicate_of uuid references message (id) on delete cascade,
  crossing_id uuid,
  flight text,
  series text,
  received_at timestamptz not null,
  size integer not null,
  travellers integer not null,
  -- [{index, raw}], sensitive text removed; empty for duplicates.
  segments jsonb not null,
  issues jsonb not null,
  errors integer not null,
  warnings integer not null,
  sensitive_dropped integer not null,
  unique (receipt_id, ordinal)
);
create index message_received on message (received_at desc, id desc);
create index message_digest on message (digest, received_at);
create index message_duplicate on message (duplicate_of) where duplicate_of is not null;
create index message_problem on message (received_at desc, id desc) where errors > 0 or status = 'refused';

-- What could not be read could not be filtered either: sealed, read by two roles only, erased after seven days.
create table quarantine (
  id uuid primary key,
  digest text not null constraint quarantine_digest unique,
  receipt_id uuid,
  channel text not null,
  carrier text,
  received_at timestamptz not null,
  size integer not null,
  reason jsonb not null,
  sealed bytea not null,
  erase_on timestamptz not null
);
create index quarantine_received on quarantine (received_at desc, id desc);
