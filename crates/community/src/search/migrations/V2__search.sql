-- Words of texts are found by the index beside the database.
drop table title_words;

-- What somebody wants to hear of.
create table saved_searches (
    id bigint primary key,
    member bigint not null references members (id),
    name text not null,
    query text not null,                -- as in the address of the page
    created bigint not null
);
create index saved_searches_of_member on saved_searches (member, id);

-- One of these words is in whatever fits, so that a new post asks for few searches; the empty word when no
-- word must be.
create table saved_search_words (
    word text not null,
    search bigint not null references saved_searches (id),
    primary key (word, search)
);
create index words_of_saved_search on saved_search_words (search);

-- What a member opened from among results: their own habit, for their own order. The last few hundred.
create table search_opens (
    member bigint not null references members (id),
    object bigint not null,
    times bigint not null,
    at bigint not null,
    primary key (member, object)
);
create index search_opens_by_time on search_opens (member, at);

-- The words of attached files, by content: read once, whoever attaches it where.
create table file_texts (
    hash text primary key,
    text text not null,
    state text not null,                -- read, empty, refused
    at bigint not null
);

-- Which spaces are closed to a viewer is asked with every search.
create index spaces_by_audience on spaces (audience, id);
