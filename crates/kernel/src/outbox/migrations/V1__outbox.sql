create table outbox (
    message_id text primary key,
    mail text not null,                 -- JSON; empty once it is sent or given up
    created bigint not null,
    due bigint not null,
    tries bigint not null,
    state text not null,                -- waiting, sent, failed
    error text not null
);
create index outbox_due on outbox (state, due);
