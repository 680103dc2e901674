-- A question that was asked before: which one it repeats, and into which one its answers went.
alter table questions add column repeats bigint references posts (id);
alter table questions add column merged bigint references posts (id);
alter table questions add column merged_by bigint references members (id);
create index questions_merged on questions (merged) where merged is not null;

-- What went over with a question that was merged, so that it can go back.
create table question_moves (
    question bigint not null references posts (id),
    what text not null,                 -- post, vote or follower
    object bigint not null,             -- a post, or a member
    primary key (question, what, object)
) clustered;

-- Pages of the wiki into which an answer was taken.
create table question_pages (
    answer bigint not null references posts (id),
    page bigint not null references posts (id),
    by_member bigint not null references members (id),
    at bigint not null,
    primary key (answer, page)
) clustered;
create index question_pages_of_page on question_pages (page);
