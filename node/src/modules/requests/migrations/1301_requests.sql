-- The second step after a hit. A request is one row on each side, under the same id, which is the thread of all that is
-- said in its course; each thing said is a letter. What a letter says of a person is sealed and goes at its term.
create table request (
  id uuid primary key,
  side text not null check (side in ('outbound', 'inbound')),
  spontaneous boolean not null default false,
  state text not null check (state in ('awaiting-approval', 'stopped', 'sent', 'rejected', 'received', 'answered', 'deferred',
    'declined', 'closed')),
  quoted jsonb not null,
  fields jsonb not null,
  purpose text not null,
  offence text not null,
  urgency text not null check (urgency in ('ordinary', 'urgent')),
  case_reference text not null,
  necessity text not null,
  legal_basis text not null,
  assurances jsonb not null,
  partner_hit_id uuid,
  -- The listings that the references stood for on arrival: the references themselves end with their epoch.
  listings jsonb not null,
  own jsonb not null,
  partner jsonb not null,
  article text,
  outcome text,
  author_id uuid,
  opened_at timestamptz not null,
  due_at timestamptz,
  overdue_told_at timestamptz
);
create index request_due on request (due_at) where state in ('sent', 'received', 'deferred');
create index request_hit on request (partner_hit_id);

create table request_letter (
  id uuid primary key,
  -- The order in which this node came to know them: ids of the two nodes do not compare.
  seq bigint generated always as identity,
  request_id uuid not null references request (id) on delete cascade,
  kind text not null check (kind in ('request', 'answer', 'warning', 'outcome', 'correction', 'deletion')),
  direction text not null check (direction in ('out', 'in')),
  state text not null check (state in ('awaiting-approval', 'approved', 'sent', 'delivered', 'withheld', 'stopped', 'rejected',
    'received')),
  decision text check (decision in ('supply', 'partial', 'defer', 'refuse')),
  ground text,
  until text,
  outcome text,
  sealed bytea,
  assurances jsonb not null,
  approval_id uuid,
  needed int not null,
  article text,
  disclosure_id uuid,
  refusal jsonb,
  retain_until timestamptz,
  onward text,
  caveats jsonb not null,
  author_id uuid,
  at timestamptz not null
);
create index request_letter_request on request_letter (request_id, seq);
create index request_letter_disclosure on request_letter (disclosure_id);
create index request_letter_term on request_letter (retain_until) where sealed is not null;
