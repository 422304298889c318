-- What waits to leave is what the gate has disclosed, by its number and by the digest of the signed document: the database
-- itself refuses anything else. Looked at when the transaction ends, because the gate learns the digest last.
alter table disclosure add constraint disclosure_as_document unique (id, document_digest);
alter table exchange_outbox add constraint exchange_outbox_disclosed
  foreign key (id, digest) references disclosure (id, document_digest) deferrable initially deferred;
