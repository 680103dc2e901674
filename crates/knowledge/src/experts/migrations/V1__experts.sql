-- A question that somebody was offered and did not want: they are offered less of what is like it.
create table expert_declines (
    question bigint not null references posts (id),
    member bigint not null references members (id),
    reason text not null,
    at bigint not null,
    primary key (question, member)
) clustered;
