-- What the composer asked beyond the text of a post that is still a draft.
create table post_draft_answers (
    post bigint primary key references posts (id),
    answers text not null               -- JSON: name to value
);
