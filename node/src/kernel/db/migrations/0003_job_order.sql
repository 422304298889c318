-- Work that nobody waits for: it is taken only when nothing else is due.
alter table job add column background boolean not null default false;
drop index job_due;
create index job_due on job (background, run_at, id) where state = 'waiting';
