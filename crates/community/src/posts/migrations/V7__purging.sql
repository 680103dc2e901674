-- Files that hung on an earlier revision of a post: they are part of what was written, until the post goes for good.
create table post_files_former (
    post bigint not null references posts (id),
    file bigint not null,
    at bigint not null,
    primary key (post, file)
) clustered;
create index former_posts_of_file on post_files_former (file);
create index posts_of_file on post_files (file);

-- Contents that nobody names any more, as far as is known: looked at again before they are removed.
create table file_removals (
    hash text primary key,
    due bigint not null,
    state text not null                 -- waiting, removing
);
create index file_removals_due on file_removals (due);

-- What is gone from view and not yet for good.
create index posts_gone on posts (deleted, id) where state in ('deleted', 'discarded');
