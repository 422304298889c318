-- What two states have agreed. A document is kept as it was signed and never changed: its digest is what is signed. Where
-- it stands is worked out from signatures, suspensions and dates, and stored nowhere.
create table memorandum (
  id uuid primary key,
  code text not null,
  version integer not null check (version > 0),
  digest text not null unique check (digest ~ '^[0-9a-f]{64}$'),
  document jsonb not null,
  origin text not null check (origin in ('own', 'peer')),
  author_id uuid,
  taken_at timestamptz not null
);
create index memorandum_code on memorandum (code, version desc);

create table memorandum_signature (
  digest text not null references memorandum (digest),
  party text not null check (party ~ '^[A-Z]{3}$'),
  envelope jsonb not null,
  signed_at timestamptz not null,
  primary key (digest, party)
);

create table memorandum_suspension (
  id uuid primary key,
  code text not null,
  party text not null,
  from_at timestamptz not null,
  until_at timestamptz,
  reason text not null
);
create index memorandum_suspension_code on memorandum_suspension (code, from_at desc);

-- A directive only narrows what memoranda allow; it takes effect when two people have agreed to it.
create table directive (
  id uuid primary key,
  code text not null,
  digest text not null,
  document jsonb not null,
  author_id uuid not null,
  issued_at timestamptz not null,
  agreed_at timestamptz,
  ended_at timestamptz,
  refused_at timestamptz
);

-- What waits for officers: the identifier is the subject of the approval.
create table memorandum_act (
  id uuid primary key,
  kind text not null check (kind in ('proposal', 'signature', 'suspension', 'lift', 'directive', 'directive-end')),
  subject_id uuid not null,
  state text not null check (state in ('waiting', 'agreed', 'done', 'refused')),
  reason text,
  author_id uuid not null,
  opened_at timestamptz not null,
  closed_at timestamptz
);
create unique index memorandum_act_waiting on memorandum_act (subject_id, kind) where state in ('waiting', 'agreed');

-- The analysis of a document against the version that it would take the place of: made once, both are fixed by digest.
create table memorandum_analysis (
  digest text primary key references memorandum (digest),
  against_digest text,
  result jsonb not null,
  made_at timestamptz not null
);
