-- What accounts that are new may do; without a row, what the program takes for good.
create table moderation_limits (
    one bigint primary key,
    new_days bigint not null,
    hour_outside bigint not null,
    hour_own bigint not null,
    links bigint not null,
    burst_outside bigint not null,
    burst_own bigint not null,
    burst_minutes bigint not null
);
