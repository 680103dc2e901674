-- Who read something that answers a question, once a day: kept for as long as a figure needs it, and never shown.
create table deflection_reads (
    post bigint not null references posts (id),
    member bigint not null references members (id),
    day bigint not null,                -- days since 1970
    space bigint not null,
    at bigint not null,
    primary key (post, member, day)
) clustered;
create index deflection_reads_of_space on deflection_reads (space, at);
create index deflection_reads_by_time on deflection_reads (at);

-- What a space assumes that one answer found saves.
create table deflection_assumptions (
    space bigint primary key references spaces (id),
    minutes bigint not null,
    cost bigint not null                -- of one case, in the currency of the company
);
