-- An announcement is one row, however many it addresses; who has read it is known by their position.
create table announcements (
    post bigint primary key references posts (id),
    confirm bigint not null,            -- 1: everybody addressed has to confirm the present text
    pinned_until bigint,                -- stays on top of home until then
    by_organisation bigint not null,    -- 1: only those of the organisations in announcement_targets
    by_place bigint not null,
    by_department bigint not null
);

create table announcement_targets (
    post bigint not null references posts (id),
    field text not null,                -- organisation, place, department
    value text not null,                -- address of the organisation, folded place, department
    label text not null,                -- as it was typed
    primary key (post, field, value)
);

-- Everything up to here was read; without a row, everything from before one came.
create table announcement_positions (
    member bigint primary key references members (id),
    position bigint not null
);

create table announcement_reads (
    member bigint not null references members (id),
    post bigint not null references posts (id),
    at bigint not null,
    primary key (member, post)
);
create index announcement_reads_of_post on announcement_reads (post, member);

create table announcement_dismissals (
    member bigint not null references members (id),
    post bigint not null references posts (id),
    at bigint not null,
    primary key (member, post)
);

create table announcement_confirmations (
    post bigint not null references posts (id),
    member bigint not null references members (id),
    revision bigint not null,           -- of the text that was confirmed
    at bigint not null,
    primary key (post, member, revision)
);

create table announcement_reminders (
    post bigint not null references posts (id),
    at bigint not null,
    by_member bigint not null,
    primary key (post, at)
);
