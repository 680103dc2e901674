-- What is kept from its readers: waiting for a moderator (held), or taken from view by one (hidden, removed).
-- The state of the post says the same, except while its author has deleted it.
create table post_holdings (
    post bigint primary key references posts (id),
    state text not null,                -- held, hidden, removed
    reason text not null,               -- a word of REASONS, or the paragraph that is cited
    by_member bigint,                   -- none: a rule
    announced bigint not null,          -- 0: no reader has been told of it yet
    at bigint not null
);
create index posts_withheld on posts (author, id) where state in ('held', 'hidden', 'removed');
