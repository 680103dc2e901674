-- A page is a post of the kind "page"; here is where it stands. `path` is made of the slugs from the root to the page
-- and kept beside `parent`, so an address is one look-up and a branch is one range.
create table wiki_pages (
    page bigint primary key references posts (id),
    space bigint not null references spaces (id),
    parent bigint references wiki_pages (page),
    slug text not null,
    path text not null,
    title_key text not null,            -- folded: how other pages name it
    rank bigint not null,               -- its place among its siblings
    deleted bigint,                     -- when it was taken out of the tree
    lifted bigint,                      -- the deleted page below which it stood
    template bigint not null,
    curator bigint references members (id),
    asks_review bigint not null,        -- changes in its branch wait for a curator
    review_days bigint,
    reviewed bigint,
    reviewed_by bigint references members (id),
    due bigint,                         -- by when it is to be looked at again
    changed bigint not null             -- when its text came or was changed
);
create index wiki_changed on wiki_pages (space, changed, page) where deleted is null;
create unique index wiki_paths on wiki_pages (space, path);
create index wiki_children on wiki_pages (parent, rank, page) where parent is not null;
create index wiki_roots on wiki_pages (space, rank, page) where parent is null and deleted is null;
create index wiki_titles on wiki_pages (space, title_key);
create index wiki_lifted on wiki_pages (lifted) where lifted is not null;
create index wiki_curators on wiki_pages (curator) where curator is not null;
create index wiki_due on wiki_pages (due) where due is not null and deleted is null;

-- Where pages were.
create table wiki_redirects (
    space bigint not null references spaces (id),
    path text not null,
    page bigint not null references wiki_pages (page),
    primary key (space, path)
) clustered;

-- What a page names. `wanted` is `t:` and a folded title or `p:` and a path, in `space`.
create table wiki_links (
    page bigint not null references wiki_pages (page),
    key text not null,                  -- as it is written
    space bigint not null,
    wanted text not null,
    target bigint,
    primary key (page, key)
) clustered;
create index wiki_backlinks on wiki_links (target, page) where target is not null;
create index wiki_wanted on wiki_links (space, wanted);

-- What is said of a revision beyond its text.
create table wiki_changes (
    page bigint not null references wiki_pages (page),
    revision bigint not null,
    summary text not null,
    editor_name text not null,          -- of an imported text whose editor is no member
    hidden bigint,                      -- nobody but those who look after the space sees the text any more
    primary key (page, revision)
) clustered;

-- What readers say of a page, until it is reviewed.
create table wiki_opinions (
    page bigint not null references wiki_pages (page),
    member bigint not null references members (id),
    fits bigint not null,
    reason text not null,
    revision bigint not null,
    at bigint not null,
    closed bigint,
    primary key (page, member)
) clustered;
create index wiki_doubts on wiki_opinions (at, page) where fits = 0 and closed is null;

-- Changes that wait for those who look after the page.
create table wiki_suggestions (
    id bigint primary key,
    page bigint not null references wiki_pages (page),
    author bigint not null references members (id),
    base bigint not null,               -- the revision that it was made on
    title text not null,
    body text not null,
    summary text not null,
    at bigint not null,
    decided bigint,
    decided_by bigint references members (id),
    accepted bigint,
    reason text not null
);
create index wiki_suggested on wiki_suggestions (page, id) where decided is null;
