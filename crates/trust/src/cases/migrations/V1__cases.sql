-- Exports for a case: asked for by one, released by another, written by a job.
create table case_exports (
    id bigint primary key,
    title text not null,
    reason text not null,
    people text not null,               -- JSON: ids; empty: everybody
    spaces text not null,               -- JSON: ids; empty: everywhere
    words text not null,                -- JSON: folded words; empty: whatever it says
    since bigint not null,
    until bigint not null,
    requested bigint not null,
    requested_by bigint not null,
    decided bigint,
    decided_by bigint,
    state text not null,                -- requested, released, refused, ready, failed, expired
    done bigint not null,               -- posts written so far
    total bigint not null,
    hash text not null,                 -- of the archive among the files
    size bigint not null,
    expires bigint
);
create index case_exports_to_write on case_exports (id) where state = 'released';
create index case_exports_to_expire on case_exports (expires) where state = 'ready';
