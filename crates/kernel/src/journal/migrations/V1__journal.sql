create table journal (
    seq serial_id,
    mark transaction_mark,
    at bigint not null,
    verb text not null,
    actor bigint,
    object bigint not null,
    space bigint,
    version bigint not null,
    details text not null
);
create index journal_order on journal (mark, seq);
create index journal_object on journal (object, seq);

create table journal_readers (
    name text primary key,
    mark bigint not null,
    seq bigint not null,
    holder bigint not null,
    held_until bigint not null
);

create table journal_set_aside (
    reader text not null,
    mark bigint not null,
    seq bigint not null,
    at bigint not null,
    tries bigint not null,
    error text not null,
    primary key (reader, mark, seq)
);
