-- What must not be lost, whoever wants it gone. A hold names people, spaces, words and a period; what fits all that it
-- names is held, with the whole conversation that it stands in.
create table holds (
    id bigint primary key,
    name text not null,
    reason text not null,
    people text not null,               -- JSON: ids; empty: everybody
    spaces text not null,               -- JSON: ids; empty: everywhere
    words text not null,                -- JSON: folded words; empty: whatever it says
    since bigint not null,
    until bigint not null,
    created bigint not null,
    created_by bigint,
    released bigint,
    released_by bigint,
    release_reason text not null
);
create index holds_active on holds (id) where released is null;

-- One row, which everybody locks who makes a hold or takes something away: the one is seen by the other.
create table hold_gate (
    id bigint primary key,
    passed bigint not null
);
insert into hold_gate (id, passed) values (1, 0);

-- How long what is kept. What a schedule does not name fits anything.
create table retention_schedules (
    id bigint primary key,
    name text not null,
    kind text not null,                 -- of post; empty: any
    space bigint not null,              -- 0: any
    audience bigint not null,           -- -1: any
    country text not null,              -- of the author; empty: any
    days bigint not null,
    created bigint not null,
    created_by bigint
);

-- Proof of what went: counts, and a hash over what it was.
create table retention_certificates (
    id bigint primary key,
    at bigint not null,
    reason text not null,               -- schedule, deleted
    schedule text not null,             -- its name then
    posts bigint not null,
    comments bigint not null,
    files bigint not null,
    bytes bigint not null,
    hash text not null,
    by_member bigint
);

-- How far the run of this day has come.
create table retention_runs (
    id bigint primary key,              -- 1
    day bigint not null,
    reached bigint not null,
    done bigint not null
);
