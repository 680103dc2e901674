-- What only an event has beside its post.
create table events (
    post bigint primary key references posts (id),
    space bigint not null,              -- 0: in none
    kind text not null,                 -- live-chat, talk, meeting or social
    local_start text not null,          -- calendar and clock of its zone: 2026-11-26T10:00:00
    zone text not null,
    minutes bigint not null,
    rules text not null,                -- lines of RRULE (RFC 5545 § 3.3.10); empty: it is once
    place text not null,
    link text not null,
    capacity bigint,
    remind bigint not null,             -- minutes before it; 0: nobody is reminded
    tentative bigint not null,
    sequence bigint not null,           -- of the invitation (RFC 5545 § 3.8.7.4)
    changed bigint not null,
    cancelled bigint,
    cancelled_by bigint references members (id),
    going bigint not null,
    maybe bigint not null,
    waiting bigint not null,
    unsent bigint not null,             -- 1: somebody is to get a letter of it
    until bigint not null,              -- how far its occurrences are laid out
    uid text not null                   -- of the calendar that it came from; empty: its own
);
create index events_unsent on events (post) where unsent = 1;
create index events_until on events (until, post);
create index events_of_space on events (space, post);

-- When it takes place. What differs from the event stands here; an empty text says what the event says.
create table event_occurrences (
    event bigint not null references posts (id),
    original bigint not null,           -- when the schedule has it
    starts bigint not null,
    ends bigint not null,
    moved bigint not null,              -- something of it was changed by hand
    title text not null,
    place text not null,
    link text not null,
    cancelled bigint,
    reminded bigint,
    primary key (event, original)
) clustered;
create index occurrences_in_time on event_occurrences (starts, event);

create table event_people (
    event bigint not null references posts (id),
    member bigint not null references members (id),
    role text not null,                 -- host or expert
    rank bigint not null,
    primary key (event, role, member)
) clustered;
create index event_people_of_member on event_people (member, event);

create table event_replies (
    event bigint not null references posts (id),
    member bigint not null references members (id),
    answer text not null,               -- yes, maybe or no
    waiting bigint not null,            -- 1: yes, when a place becomes free
    mail bigint not null,               -- wants the invitation by mail
    mailed bigint not null,             -- the sequence that was sent, and one; 0: none
    at bigint not null,
    primary key (event, member)
) clustered;
create index event_replies_of_member on event_replies (member, event);
create index event_replies_waiting on event_replies (event, at) where waiting = 1;

-- The secret address of a member's calendar: only its hash is kept.
create table event_feeds (
    member bigint primary key references members (id),
    hash text not null,
    made bigint not null
);
create unique index event_feeds_hash on event_feeds (hash);
