-- A referral whose decision no longer holds is recalled: no post acts on what was withdrawn.
alter table referral add column recalled_at timestamptz;

-- The listing was withdrawn or has expired: what two people decided about it is no ground to keep anybody from boarding.
alter table hit add column listing_ended_at timestamptz;
