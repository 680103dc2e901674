-- Where mails went, and what came back from there. An address in which nothing is wrong is forgotten.
create table mail_addresses (
    key bigint primary key,             -- of the address, as the addresses that bounces come back to name it
    address text not null,
    sent bigint not null,               -- when a mail was last handed over
    hard bigint not null,               -- how often it was refused for good, at most once a day
    last bigint not null,               -- when that was counted
    said text not null,                 -- why, in the words of the other server
    stopped bigint                      -- since when no mail goes there
);
create index mail_addresses_stopped on mail_addresses (stopped) where stopped is not null;
create index mail_addresses_fine on mail_addresses (sent) where hard = 0;

-- What signed addresses are signed with.
create table mail_keys (
    name text primary key,
    key text not null
);

-- The node that is to send a claimed mail; -1: none. One that was killed takes up again what it had claimed.
alter table outbox add column claimed_by bigint not null default -1;
