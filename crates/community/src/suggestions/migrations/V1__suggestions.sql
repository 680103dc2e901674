-- Whom a member does not want to be suggested any more.
create table suggestion_dismissals (
    member bigint not null references members (id),
    dismissed bigint not null references members (id),
    at bigint not null,
    primary key (member, dismissed)
) clustered;
