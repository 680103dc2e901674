create table policies (
    id bigint primary key,
    slug text not null unique,
    -- Words of standings with commas between them; empty of none.
    standings text not null,
    -- ISO 3166 code; empty: everywhere.
    country text not null,
    -- The language whose text binds.
    language text not null,
    rank bigint not null,
    created bigint not null
);

create table policy_versions (
    id bigint primary key,
    policy bigint not null references policies (id),
    number bigint not null,
    state text not null,
    -- Must be acknowledged before one writes.
    binding bigint not null,
    effective bigint not null,
    -- Days for which an acknowledgement is good; 0: until the next binding version.
    valid_days bigint not null,
    -- JSON: what the training asks.
    questions text not null,
    hash text not null,
    published_by bigint,
    published bigint,
    unique (policy, number)
);
create index policy_versions_out on policy_versions (policy, number) where state = 'published';

create table policy_texts (
    version bigint not null references policy_versions (id),
    language text not null,
    title text not null,
    body text not null,
    primary key (version, language)
) clustered;

-- Evidence: it stays when the member goes, so it says by itself who it was.
create table acknowledgements (
    id bigint primary key,
    member bigint not null,
    name text not null,
    policy bigint not null references policies (id),
    version bigint not null references policy_versions (id),
    number bigint not null,
    hash text not null,
    language text not null,
    at bigint not null,
    expires bigint
);
create index acknowledgements_of_member on acknowledgements (member, policy, number);
create index acknowledgements_of_version on acknowledgements (version, id);

-- What somebody was about to send when the charter came between.
create table charter_waiting (
    id bigint primary key,
    member bigint not null,
    action text not null,
    fields text not null,
    at bigint not null
);
create index charter_waiting_of_member on charter_waiting (member, id);

create table charter_reminders (
    member bigint not null,
    version bigint not null,
    at bigint not null,
    primary key (member, version)
) clustered;
