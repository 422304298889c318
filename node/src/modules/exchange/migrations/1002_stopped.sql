-- Who stopped the pairing, when and why: shown to whoever finds it stopped. The ledger holds the same without a name.
alter table exchange_peer add column stopped_by uuid;
alter table exchange_peer add column stopped_at timestamptz;
alter table exchange_peer add column stopped_reason text;
