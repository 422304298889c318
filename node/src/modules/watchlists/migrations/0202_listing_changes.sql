-- What changed since a version of a list: screening asks for it at each new version and must not read the whole list.
create index listing_change on listing (watchlist_id, last_changed_version);
