-- A comment is a post with a root. Its space and audience are those of its root, kept beside it.
create table posts (
    id bigint primary key,
    kind text not null,
    root bigint references posts (id),
    parent bigint references posts (id),
    author bigint references members (id),
    author_name text not null,          -- of an imported text whose author is no member
    space bigint references spaces (id),
    audience bigint not null,
    title text not null,
    summary text not null,
    slug text not null,
    body text not null,                 -- Markdown
    html text not null,
    words bigint not null,
    language text not null,
    cover text,
    series text not null,
    shared bigint references posts (id),
    state text not null,                -- draft, published, deleted
    pinned bigint,
    revision bigint not null,
    comments bigint not null,
    reactions bigint not null,
    shares bigint not null,
    extras bigint not null,             -- 1 has a poll, 2 files, 4 links: what need not be asked for otherwise
    created bigint not null,
    published bigint not null,
    edited bigint,
    deleted bigint,
    source_key text unique,
    once text                           -- the same for every attempt at one text
);
create unique index posts_once on posts (author, once) where once is not null;
-- What a feed walks, newest first. It holds all that the walk asks, so the walk reads no post.
create index posts_walk on posts (id, author, space, audience, kind) where root is null and state = 'published';
create index posts_of_author on posts (author, id, space, audience) where root is null and state = 'published';
create index posts_of_space on posts (space, id, author, audience) where root is null and state = 'published';
create index posts_of_kind on posts (kind, id) where root is null and state = 'published';
create index posts_drafts on posts (author, id) where state = 'draft';
-- Partial, so that "root is null" is never answered by it: the walk has an index of its own.
create index posts_comments on posts (root, parent, id) where root is not null;
create index posts_replies on posts (parent) where parent is not null;
create index posts_shared on posts (shared) where shared is not null;
create index posts_pinned on posts (space, pinned) where pinned is not null;

create table post_revisions (
    post bigint not null references posts (id),
    revision bigint not null,
    editor bigint,
    title text not null,
    body text not null,
    at bigint not null,
    primary key (post, revision)
);

create table post_tags (
    tag text not null,
    post bigint not null references posts (id),
    primary key (tag, post)
) clustered;
create index tags_of_post on post_tags (post);

create table tags (
    tag text primary key,
    posts bigint not null
);

create table tag_follows (
    member bigint not null references members (id),
    tag text not null,
    primary key (member, tag)
) clustered;

create table post_mentions (
    post bigint not null references posts (id),
    member bigint not null references members (id),
    primary key (member, post)
) clustered;
create index mentions_of_post on post_mentions (post);

create table post_files (
    post bigint not null references posts (id),
    file bigint not null,
    rank bigint not null,
    primary key (post, file)
) clustered;

create table files (
    id bigint primary key,
    owner bigint not null references members (id),
    name text not null,
    kind text not null,                 -- MIME type, sniffed
    hash text not null,
    size bigint not null,
    width bigint,
    height bigint,
    alt text not null,
    sizes text not null,                -- JSON: name to {hash, width, height}
    created bigint not null
);
create index files_by_hash on files (hash);

create table link_cards (
    url text primary key,
    title text not null,
    description text not null,
    site text not null,
    image text,
    fetched bigint not null
);

create table post_links (
    post bigint not null references posts (id),
    url text not null,
    primary key (post, url)
) clustered;

create table polls (
    post bigint primary key references posts (id),
    several bigint not null,
    closes bigint
);

create table poll_options (
    post bigint not null references posts (id),
    option bigint not null,
    label text not null,
    votes bigint not null,
    primary key (post, option)
) clustered;

create table poll_votes (
    post bigint not null references posts (id),
    member bigint not null references members (id),
    option bigint not null,
    primary key (post, member, option)
) clustered;

create table reactions (
    post bigint not null references posts (id),
    member bigint not null references members (id),
    emoji text not null,
    at bigint not null,
    primary key (post, member, emoji)
) clustered;
create index reactions_of_member on reactions (member, post);

create table reaction_counts (
    post bigint not null references posts (id),
    emoji text not null,
    n bigint not null,
    primary key (post, emoji)
) clustered;

create table bookmarks (
    member bigint not null references members (id),
    post bigint not null references posts (id),
    collection bigint not null,         -- 0: in none
    at bigint not null,
    primary key (member, post)
) clustered;
create index bookmarks_of_post on bookmarks (post);

create table collections (
    id bigint primary key,
    member bigint not null references members (id),
    name text not null,
    created bigint not null
);
create index collections_of_member on collections (member);

create table post_follows (
    member bigint not null references members (id),
    post bigint not null references posts (id),
    primary key (member, post)
) clustered;
create index followers_of_post on post_follows (post);

create table drafts (
    member bigint not null references members (id),
    key text not null,
    fields text not null,               -- JSON
    at bigint not null,
    primary key (member, key)
);
