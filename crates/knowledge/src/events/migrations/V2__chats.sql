-- A live chat: what only an event of this type has.
create table chats (
    event bigint primary key references posts (id),
    state text not null,                -- gathering, live or over
    recorded bigint                     -- when its questions went on record
);

-- What is asked in one: a post below the event, of the kind 'chat-question'. Its answers are posts below it.
create table chat_questions (
    post bigint primary key references posts (id),
    event bigint not null references posts (id),
    text_key text not null,             -- for finding the same question
    votes bigint not null,
    rank bigint not null,               -- the order of the desk; 0: by votes
    state text not null,                -- waiting, taken, answered, hidden or joined
    expert bigint references members (id),
    joined bigint references posts (id),
    question bigint references posts (id) -- what it is on record
);
create index chat_questions_of_event on chat_questions (event, post);

create table chat_votes (
    question bigint not null references posts (id),
    member bigint not null references members (id),
    primary key (question, member)
) clustered;
