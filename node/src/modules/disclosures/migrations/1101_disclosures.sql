-- What left, what was refused, what came, and what is owed for it. Content is sealed and apart from its register: it goes
-- at its term, the register stays and holds nothing about a person.
create table disclosure (
  id uuid primary key,
  intent_key text not null unique,
  intent_digest text not null,
  channel text not null check (channel in ('exchange', 'export', 'print')),
  recipient text not null,
  thread uuid not null,
  in_reply_to uuid,
  category text not null,
  action text not null,
  purpose text not null,
  offence text,
  tlp text not null,
  mode text,
  units integer not null check (units > 0),
  memorandum jsonb not null,
  article text not null,
  articles jsonb not null,
  policy_digest text not null,
  question jsonb not null,
  obligations jsonb not null,
  fields jsonb not null,
  redactions jsonb not null,
  approval_id uuid unique,
  approvals jsonb not null,
  author_id uuid,
  object_digest text not null,
  document_digest text,
  ledger_entry text not null,
  retain_until timestamptz not null,
  disclosed_at timestamptz not null,
  delivery text not null default 'queued'
    check (delivery in ('queued', 'received', 'processed', 'refused', 'expired', 'cancelled', 'handed-over')),
  delivery_reason jsonb,
  delivery_at timestamptz
);
create index disclosure_time on disclosure (disclosed_at desc, id desc);
create index disclosure_thread on disclosure (thread, id);
create unique index disclosure_document on disclosure (document_digest) where document_digest is not null;

-- Own copy of what was sent: for evidence and for the person who asks; erased at the term that the partner is held to.
create table disclosure_content (
  disclosure_id uuid primary key references disclosure (id),
  salt text not null,
  sealed bytea not null,
  erase_at timestamptz not null
);
create index disclosure_content_term on disclosure_content (erase_at);

create table disclosure_refusal (
  id uuid primary key,
  direction text not null check (direction in ('out', 'in')),
  intent_key text not null,
  thread uuid,
  category text not null,
  action text not null,
  purpose text not null,
  tlp text not null,
  law text not null,
  clause text not null,
  code text not null,
  reason jsonb not null,
  question jsonb,
  author_id uuid,
  ledger_entry text not null,
  refused_at timestamptz not null
);
create index disclosure_refusal_time on disclosure_refusal (refused_at desc, id desc);
create index disclosure_refusal_thread on disclosure_refusal (thread);

-- The gate's own count: its row is locked by whoever discloses, so that a quota holds however many ask at once.
create table disclosure_count (
  day date not null,
  direction text not null check (direction in ('out', 'in')),
  category text not null,
  action text not null,
  used integer not null default 0 check (used >= 0),
  primary key (day, direction, category, action)
);

create table received_disclosure (
  id uuid primary key,
  sender text not null,
  from_agency text not null,
  to_agency text not null,
  thread uuid not null,
  in_reply_to uuid,
  category text not null,
  action text not null,
  purpose text not null,
  offence text,
  tlp text not null,
  mode text,
  memorandum jsonb not null,
  article text not null,
  articles jsonb not null,
  policy_digest text not null,
  obligations jsonb not null,
  fields jsonb not null,
  approvals jsonb not null,
  consent_of uuid,
  document_digest text not null unique,
  object_digest text not null,
  ledger_entry text not null,
  received_at timestamptz not null,
  retain_until timestamptz not null,
  salt text,
  sealed bytea,
  erased_at timestamptz,
  erased_why text check (erased_why in ('term', 'notice', 'restore')),
  check ((sealed is null) = (erased_at is not null)),
  check ((salt is null) = (erased_at is not null)),
  check ((erased_why is null) = (erased_at is null))
);
create index received_disclosure_time on received_disclosure (received_at desc, id desc);
create index received_disclosure_thread on received_disclosure (thread, id);
create index received_disclosure_term on received_disclosure (retain_until) where erased_at is null;

-- Whom it is about, as keyed digests of references; they go with the content.
create table disclosure_reference (
  disclosure_id uuid not null,
  digest text not null,
  primary key (digest, disclosure_id)
);
create index disclosure_reference_of on disclosure_reference (disclosure_id);

-- Corrections and deletions: what we owe the partner and what the partner owes us.
create table disclosure_duty (
  id uuid primary key,
  disclosure_id uuid not null,
  owed_by text not null check (owed_by in ('us', 'partner')),
  kind text not null check (kind in ('deletion', 'correction', 'deletion-receipt')),
  notice_id uuid not null,
  article text not null,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  done_at timestamptz,
  unique (disclosure_id, kind, notice_id)
);
create index disclosure_duty_owed on disclosure_duty (due_at) where done_at is null;
