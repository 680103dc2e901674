-- In which spaces one may ask without one's name.
create table question_naming (
    space bigint primary key references spaces (id),
    anonymous bigint not null           -- 1: one may
);
