create table approval (
  id uuid primary key,
  kind text not null,
  subject uuid not null,
  title_en text not null,
  title_ar text not null,
  articles jsonb not null,
  needed integer not null check (needed > 0),
  roles jsonb not null,
  excluded jsonb not null,
  -- The canonical JSON that is shown and signed, byte for byte, and its digest (hex).
  sheet text not null,
  digest text not null,
  state text not null check (state in ('open', 'approved', 'refused', 'expired', 'withdrawn')),
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz
);
create index approval_open on approval (expires_at) where state = 'open';
create index approval_closed on approval (closed_at desc) where state <> 'open';
create index approval_subject on approval (subject);

-- Each person speaks once on each approval: the key says so.
create table approval_voice (
  approval_id uuid not null references approval (id),
  account_id uuid not null,
  decision text not null check (decision in ('approve', 'refuse', 'withdraw')),
  reason text,
  at timestamptz not null,
  pseudonym text not null,
  -- What proves it: the assertion with the public key, or the node's record. Null for a refusal.
  evidence jsonb,
  ledger_entry uuid not null,
  primary key (approval_id, account_id)
);

create table break_glass (
  id uuid primary key,
  account_id uuid not null,
  scope text not null,
  object uuid not null,
  reason text not null,
  case_reference text not null,
  -- The officer's proof over the request, kept like that of an approval.
  evidence jsonb not null,
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  readings integer not null default 0,
  approval_id uuid not null references approval (id),
  review_due_at timestamptz not null
);
create index break_glass_account on break_glass (account_id, ends_at);
