-- Folded words of titles, and of the beginnings of posts that have no title.
create table title_words (
    word text not null,
    post bigint not null references posts (id),
    primary key (word, post)
) clustered;
create index words_of_title on title_words (post, word);
