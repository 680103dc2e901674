create table profiles (
    member bigint primary key references members (id),
    about text not null,                -- Markdown
    about_html text not null,
    pronouns text not null,
    department text not null,
    place text not null,
    place_key text not null,            -- folded
    country text not null,
    languages text not null,            -- comma-separated
    interests text not null,            -- comma-separated
    phone text not null,
    contact text not null,              -- JSON: further ways, [{name, address}]
    manager bigint references members (id),
    joined bigint,                      -- the day they joined the company
    directory text not null,            -- comma-separated: fields that came from the directory
    visibility text not null,           -- JSON: field to me, organisation, shared, public, where not the default
    place_level bigint not null,        -- what visibility says, as a number: 0 me to 3 public
    languages_level bigint not null,
    skills_level bigint not null,
    manager_level bigint not null,
    any_public bigint not null,         -- 1 when some field is public: then strangers find the page
    followers bigint not null,
    following bigint not null
);
create index profiles_of_manager on profiles (manager);
create index profiles_by_place on profiles (place_key);
create index profiles_public on profiles (member) where any_public = 1;

-- The words by which people are found, folded; looked up by how they begin.
create table people_words (
    word text not null,
    member bigint not null references members (id),
    weight bigint not null,             -- 1 name and handle, 2 headline, 3 skill
    level bigint not null,              -- who may find by it: 0 only the owner to 3 everybody
    primary key (word, member, weight)
) clustered;
create index words_of_member on people_words (member, word);

-- The languages of `profiles.languages`, one row each.
create table spoken (
    language_key text not null,         -- folded
    member bigint not null references members (id),
    language text not null,
    primary key (language_key, member)
) clustered;
create index spoken_by_member on spoken (member);

create table skills (
    member bigint not null references members (id),
    skill text not null,                -- as its owner writes it
    skill_key text not null,            -- folded
    endorsements bigint not null,
    rank bigint not null,
    primary key (member, skill_key)
) clustered;
create index skills_by_key on skills (skill_key, member);

create table endorsements (
    member bigint not null references members (id),
    skill_key text not null,
    by_member bigint not null references members (id),
    at bigint not null,
    primary key (member, skill_key, by_member)
) clustered;

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
) clustered;
create index follows_of_followed on follows (followed, follower);

-- A mute hides somebody from one's feed; a block also keeps them from following and mentioning.
create table mutes (
    member bigint not null references members (id),
    muted bigint not null references members (id),
    blocked bigint not null,
    at bigint not null,
    primary key (member, muted)
) clustered;
create index mutes_of_muted on mutes (muted, blocked);

-- A photo is served by its hash alone.
create index members_by_photo on members (photo) where photo is not null;
