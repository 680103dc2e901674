-- Browsers that a member lets notifications come to.
create table push_subscriptions (
    endpoint text primary key,
    member bigint not null references members (id),
    key text not null,                  -- public key of the browser, P-256
    secret text not null,               -- shared with the browser (RFC 8291)
    at bigint not null
);
create index push_subscriptions_of_member on push_subscriptions (member);

-- What is on its way to a browser. One that is sent twice replaces itself there: it has the same tag.
create table push_outbox (
    notification bigint not null,
    endpoint text not null,
    member bigint not null,
    due bigint not null,
    tries bigint not null,
    primary key (notification, endpoint)
);
create index push_outbox_due on push_outbox (due);

-- Mails to a member on one day.
create table notification_mails (
    member bigint not null references members (id),
    day bigint not null,
    n bigint not null,
    primary key (member, day)
);

-- When a digest was last prepared for a member.
create table notification_digests (
    member bigint primary key references members (id),
    at bigint not null
);
create index notification_digests_by_time on notification_digests (at, member);

-- The best posts of each space and author in the time that a digest covers, found anew from time to time.
create table digest_posts (
    period text not null,
    post bigint not null,
    space bigint not null,              -- 0: in none
    author bigint not null,
    score bigint not null,
    primary key (period, post)
);
create index digest_posts_of_space on digest_posts (period, space);
create index digest_posts_of_author on digest_posts (period, author);

create table digest_rounds (
    period text primary key,
    at bigint not null
);
