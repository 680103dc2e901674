-- Mails that came in as answers, each by what makes it the same mail: its Message-ID and where it went.
create table replies_received (
    key text primary key,               -- hash
    at bigint not null,
    member bigint not null,
    outcome text not null,              -- posted, or why not
    comment bigint,                     -- what it became
    told bigint not null                -- 1: its writer was told why it was not posted
);
create index replies_received_by_time on replies_received (at);
create index replies_received_of_member on replies_received (member, at);
