-- A question that was offered to somebody who may know.
create table routing_offers (
    id bigint primary key,
    question bigint not null references posts (id),
    member bigint not null references members (id),
    by_member bigint references members (id),   -- who named them; null: their record did
    because text not null,                      -- JSON: the proofs, posts by their ids
    state text not null,                        -- open, declined, handed
    at bigint not null,
    unique (question, member)
);
create index routing_offers_of_member on routing_offers (member, at);

-- How many questions a week somebody wants to be offered, where it is not the default.
create table routing_choices (
    member bigint primary key references members (id),
    weekly bigint not null
);
