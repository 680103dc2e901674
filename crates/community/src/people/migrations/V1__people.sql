create table profiles (
    member bigint primary key references members (id),
    about text not null,                -- Markdown
    about_html text not null,
    pronouns text not null,
    department text not null,
    place text not null,
    country text not null,
    languages text not null,            -- comma-separated
    interests text not null,            -- comma-separated
    phone text not null,
    contact text not null,              -- JSON: further ways, name to address
    manager bigint references members (id),
    joined bigint,                      -- the day they joined the company
    directory text not null,            -- JSON: fields that came from the directory
    visibility text not null,           -- JSON: field to me, organisation, shared, public
    followers bigint not null,
    following bigint not null
);
create index profiles_of_manager on profiles (manager);
create index profiles_by_place on profiles (place);

create table skills (
    member bigint not null references members (id),
    skill text not null,                -- as its owner writes it
    skill_key text not null,            -- folded
    endorsements bigint not null,
    rank bigint not null,
    primary key (member, skill_key)
);
create index skills_by_key on skills (skill_key, member);

create table endorsements (
    member bigint not null references members (id),
    skill_key text not null,
    by_member bigint not null references members (id),
    at bigint not null,
    primary key (member, skill_key, by_member)
);

create table experience (
    id bigint primary key,
    member bigint not null references members (id),
    title text not null,
    organisation text not null,
    since text not null,                -- YYYY or YYYY-MM
    until text not null                 -- empty: still
);
create index experience_of_member on experience (member);

create table follows (
    follower bigint not null references members (id),
    followed bigint not null references members (id),
    at bigint not null,
    primary key (follower, followed)
);
create index follows_of_followed on follows (followed, follower);

-- A mute hides somebody from one's feed; a block also keeps them from following and mentioning.
create table mutes (
    member bigint not null references members (id),
    muted bigint not null references members (id),
    blocked bigint not null,
    at bigint not null,
    primary key (member, muted)
);
create index mutes_of_muted on mutes (muted, blocked);
