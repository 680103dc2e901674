create table spaces (
    id bigint primary key,
    slug text not null unique,
    name text not null,
    name_key text not null,
    summary text not null,
    description text not null,          -- Markdown
    description_html text not null,
    rules text not null,
    rules_html text not null,
    cover text,
    audience bigint not null,           -- 0 public, 1 customers, 2 partners, 3 internal, 4 private, 5 secret
    joining text not null,              -- open, ask, invite, rule
    rule_field text not null,           -- department, place, country, organisation; empty without a rule
    rule_value text not null,
    parts text not null,                -- comma-separated: stream, articles, ...
    parent bigint,
    members bigint not null,
    posts bigint not null,
    active bigint not null,             -- moment of the last post
    archived bigint,
    source_key text unique,
    created bigint not null,
    created_by bigint
);
create index spaces_by_name on spaces (name_key, id);
create index spaces_by_activity on spaces (active, id);
create index spaces_by_rule on spaces (rule_field, rule_value) where joining = 'rule';

-- Folded words of name, address and summary: what the directory finds by their beginnings.
create table space_words (
    word text not null,
    space bigint not null references spaces (id),
    primary key (word, space)
) clustered;
create index words_of_space on space_words (space);

create table space_organisations (
    space bigint not null references spaces (id),
    organisation bigint not null references organisations (id),
    primary key (organisation, space)
) clustered;
create index organisations_of_space on space_organisations (space);

create table memberships (
    space bigint not null references spaces (id),
    member bigint not null references members (id),
    role text not null,                 -- reader, member, curator, moderator, owner
    state text not null,                -- joined, asked, invited; left: by hand, so no rule brings them back
    pinned bigint not null,             -- 0, or the moment of the pin, which is the order among one's pins
    by_rule bigint not null default 0,  -- 1: came by the rule and goes by it
    at bigint not null,
    primary key (member, space)
) clustered;
create index memberships_of_space on memberships (space, state, role, member);

-- How much of a space reaches one's feed, where it is not everything; also of spaces that one has not joined.
create table space_levels (
    member bigint not null references members (id),
    space bigint not null references spaces (id),
    level text not null,                -- highlights, nothing
    primary key (member, space)
) clustered;
