-- What the company says of an analysis; without a row its members choose.
create table analyses (
    name text primary key,
    policy text not null                -- choice, on, off
);

-- Who has switched one off for themselves. It counts while the company leaves the choice to them.
create table analyses_off (
    member bigint not null references members (id),
    name text not null,
    primary key (member, name)
);
create index analyses_off_name on analyses_off (name);
