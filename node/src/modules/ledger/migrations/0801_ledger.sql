-- The ledger. A row of ledger_pending commits with the business change that it records; the sequencer moves it into the
-- tree. Rows are taken out of ledger_pending, never skipped by a high-water mark: one that commits late is simply still there.
create table ledger_pending (
  id uuid primary key,
  seq bigint generated always as identity,
  kind text not null,
  subject text not null,
  counterpart text,
  articles jsonb not null,
  at timestamptz not null,
  body text not null
);
create index ledger_pending_order on ledger_pending (seq);

-- One row: the size of the tree. Its lock is the lock of the sequencer.
create table ledger_head (
  one boolean primary key default true check (one),
  size bigint not null default 0
);
insert into ledger_head default values;

-- The body is the canonical JSON (RFC 8785) whose UTF-8 bytes are the entry of the tree; the other columns repeat it for searching.
create table ledger_entry (
  index bigint primary key check (index >= 0),
  id uuid not null unique,
  kind text not null,
  subject text not null,
  counterpart text,
  articles jsonb not null,
  at timestamptz not null,
  leaf_hash bytea not null check (length(leaf_hash) = 32),
  body text not null
);
create index ledger_entry_kind on ledger_entry (kind, index);
create index ledger_entry_subject on ledger_entry (subject, index);
create index ledger_entry_counterpart on ledger_entry (counterpart, index);
create index ledger_entry_articles on ledger_entry using gin (articles jsonb_path_ops);

-- C2SP tiles: up to 256 hashes of 32 bytes.
create table ledger_tile (
  level smallint not null,
  n bigint not null,
  hashes bytea not null,
  primary key (level, n)
);

-- The archive of signed heads: never deleted.
create table ledger_checkpoint (
  size bigint primary key,
  root bytea not null check (length(root) = 32),
  note text not null,
  at timestamptz not null
);

create table ledger_cosignature (
  size bigint not null references ledger_checkpoint,
  witness text not null,
  line text not null,
  at timestamptz not null,
  primary key (size, witness)
);

-- The salts of object digests stand apart from the entries: erasing one makes its digest say nothing, and the tree stays valid.
create table ledger_salt (
  entry_id uuid primary key,
  salt bytea not null
);

create table ledger_key (
  name text primary key check (name in ('log', 'witness', 'pseudonym')),
  public_key bytea,
  sealed bytea not null,
  created_at timestamptz not null
);

-- As the witness of the peer: what was cosigned last, everything that was cosigned, and what does not fit.
create table ledger_witness (
  origin text primary key,
  size bigint not null,
  root bytea not null,
  note text not null,
  at timestamptz
);
create table ledger_witnessed (
  origin text not null,
  size bigint not null,
  root bytea not null,
  note text not null,
  at timestamptz not null,
  primary key (origin, size)
);
create table ledger_evidence (
  id uuid primary key,
  origin text not null,
  kind text not null check (kind in ('fork', 'unproved')),
  size bigint not null,
  note text not null,
  before_note text,
  at timestamptz not null,
  unique (origin, note)
);

create table ledger_reconciliation (
  id uuid primary key,
  at timestamptz not null,
  peer text not null,
  own_size bigint not null,
  peer_size bigint not null,
  compared integer not null,
  matched integer not null,
  in_flight integer not null,
  problems integer not null,
  rows jsonb not null
);
