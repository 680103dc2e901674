-- What only a question has beside its post.
create table questions (
    post bigint primary key references posts (id),
    space bigint not null,              -- 0: in none
    tags text not null,                 -- JSON: those that stand beside the text
    score bigint not null,
    answers bigint not null,
    useful bigint not null,             -- how often an answer of it was enough for somebody else
    active bigint not null,
    accepted bigint references posts (id),
    accepted_by bigint references members (id),
    accepted_at bigint,
    closed bigint,
    closed_by bigint references members (id),
    closing text not null
);
create index questions_active on questions (active, post);
create index questions_score on questions (score, post);
create index questions_of_space on questions (space, post);
create index questions_of_space_active on questions (space, active, post);
create index questions_of_space_score on questions (space, score, post);
create index questions_waiting on questions (post) where answers = 0 and closed is null;
create index questions_open on questions (post) where accepted is null and closed is null;
create index questions_answered on questions (post) where accepted is not null;

-- An answer is a post below its question, of the kind 'answer'.
create table question_answers (
    post bigint primary key references posts (id),
    question bigint not null references posts (id),
    score bigint not null,
    useful bigint not null,
    wiki bigint not null                -- whoever may answer may change it
);
create index answers_of_question on question_answers (question, score, post);

create table question_votes (
    post bigint not null references posts (id),
    member bigint not null references members (id),
    value bigint not null,              -- 1 or -1
    reason text not null,
    at bigint not null,
    primary key (post, member)
) clustered;

-- "This answered my question", by somebody who did not ask it.
create table question_reuses (
    answer bigint not null references posts (id),
    member bigint not null references members (id),
    at bigint not null,
    primary key (answer, member)
) clustered;
