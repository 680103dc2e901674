create table jobs (
    name text primary key,
    holder bigint not null,
    held_until bigint not null
);
