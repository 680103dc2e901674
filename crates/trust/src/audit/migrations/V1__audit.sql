-- What administrators, moderators and programs did, and who read what is private. Rows are only ever added.
create table audit (
    seq bigint primary key,             -- 1, 2, 3 and so on, without a gap
    entry bigint not null unique,       -- the row of the journal that it tells of
    at bigint not null,
    verb text not null,
    actor bigint,
    object bigint not null,
    space bigint,
    details text not null,
    hash blob not null                  -- of the former row's hash and all columns before this one
);
create index audit_of_actor on audit (actor, seq);
create index audit_of_verb on audit (verb, seq);
create index audit_of_object on audit (object, seq);

-- The end of the chain, apart from it: so a tail that was cut is missed.
create table audit_head (
    id bigint primary key,              -- 1
    length bigint not null,
    hash blob not null,
    signature blob not null
);

-- How far rows went to other systems.
create table audit_forwarded (
    target text primary key,            -- syslog, webhook
    seq bigint not null
);
