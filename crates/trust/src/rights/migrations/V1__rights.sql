-- What people ask for about themselves: all that is about them, or that it be erased.
create table rights_requests (
    id bigint primary key,
    member bigint not null,
    kind text not null,                 -- export, erasure
    state text not null,                -- waiting, ready, done, refused, withdrawn, expired
    reason text not null,               -- of who asks
    at bigint not null,
    due bigint not null,                -- by when it has to be answered
    decided bigint,
    decided_by bigint,
    answer text not null,               -- why it was refused; of an erasure that was done, JSON: what is kept and why
    hash text not null,                 -- of the archive among the files
    size bigint not null,
    expires bigint
);
create index rights_of_member on rights_requests (member, id);
create index rights_waiting on rights_requests (due, id) where state = 'waiting';
create index rights_ready on rights_requests (expires) where state = 'ready';

-- Who somebody was, as long as a hold names them. Nobody sees it but an export for a case of that hold.
create table rights_sealed (
    member bigint primary key,
    at bigint not null,
    who text not null                   -- JSON
);
