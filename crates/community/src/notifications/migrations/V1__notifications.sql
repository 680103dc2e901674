-- What concerns one member. Rows that are told together share a bundle; the newest of them stands for it.
create table notifications (
    member bigint not null references members (id),
    id bigint not null,                 -- of the moment at which it happened
    seq bigint not null,                -- the row of the journal that it follows from
    kind text not null,
    about text not null,                -- post, space, member: what must be visible for it to be shown
    actor bigint,
    post bigint,                        -- post or comment
    root bigint,                        -- the post that it belongs to
    space bigint,
    subject text not null,              -- what is told together while it is unread
    bundle bigint not null,
    latest bigint not null,             -- 1: stands for its bundle
    detail text not null,
    at bigint not null,
    read bigint,
    due bigint,                         -- when the next channel is to be tried; null: none
    stage bigint not null,              -- 0 push comes next, 1 mail
    primary key (member, id)
);
create unique index notifications_once on notifications (seq, member);
create index notifications_bundle on notifications (member, bundle);
create index notifications_listed on notifications (member, id) where latest = 1;
create index notifications_unread on notifications (member, subject, id) where latest = 1 and read is null;
create index notifications_due on notifications (due) where due is not null;
create index notifications_of_post on notifications (post, member) where kind = 'mention';

-- Where a member stands: what they have seen, and when they last read something.
create table notification_positions (
    member bigint primary key references members (id),
    seen bigint not null,
    changed bigint not null
);

-- What a member chose for a kind; without a row, what the administrators chose.
create table notification_choices (
    member bigint not null references members (id),
    kind text not null,
    page bigint not null,
    push bigint not null,
    mail bigint not null,
    digest bigint not null,
    primary key (member, kind)
);

create table notification_defaults (
    kind text primary key,
    page bigint not null,
    push bigint not null,
    mail bigint not null,
    digest bigint not null
);

-- When a member wants to be left in peace, and how often the digest comes.
create table notification_habits (
    member bigint primary key references members (id),
    digest text not null,               -- hourly, daily, weekly, off; empty: as the installation has it
    days text not null,                 -- working days, 1 Monday to 7 Sunday, comma-separated; empty: every day
    begins bigint not null,             -- minutes after midnight
    ends bigint not null,
    quiet_until bigint not null         -- do not disturb until this moment; 0: not
);
