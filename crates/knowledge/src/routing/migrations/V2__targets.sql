-- Within how many hours a question of a space shall have a first answer; past it the owners are told, once.
create table routing_targets (
    space bigint primary key references spaces (id),
    hours bigint not null
);

create table routing_late (
    question bigint primary key references posts (id),
    at bigint not null
);
