-- What was imported: the stable key that its source has for it, what it became, and a hash of how it
-- looked then. An import that finds the same hash has nothing to do.
create table transfers (
    key text primary key,
    object bigint not null,
    fingerprint text not null,
    at bigint not null
);
