-- The text of a page while it is being written, as a document that several change at once (decision 0015).
create table wiki_writings (
    page bigint primary key references wiki_pages (page),
    epoch bigint not null,              -- another one when it was begun anew: what was typed before does not fit
    base bigint not null,               -- the revision of the page that the document has taken in
    state blob not null,                -- the document at that revision
    changed bigint not null
);

-- What was typed since, in any order. An answer to who typed says that it is here.
create table wiki_updates (
    id bigint primary key,
    page bigint not null references wiki_pages (page),
    member bigint references members (id),
    typed blob not null
);
create index wiki_updates_of on wiki_updates (page, id);

-- Who wrote a revision together.
create table wiki_authors (
    page bigint not null references wiki_pages (page),
    revision bigint not null,
    member bigint not null references members (id),
    primary key (page, revision, member)
) clustered;
create index wiki_authored on wiki_authors (member);

-- The day of review that those who look after the page were told of.
alter table wiki_pages add column reminded bigint;
