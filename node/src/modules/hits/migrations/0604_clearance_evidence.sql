-- Whether the listing had the traveller's birth date when the officer cleared: one that it learns later is new evidence.
alter table clearance add column birth_date_agrees boolean not null default false;
