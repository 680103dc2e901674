create table installation (
    key text primary key,
    value text not null
);

create table organisations (
    id bigint primary key,
    slug text not null unique,
    name text not null,
    kind text not null,                 -- own, partner, customer
    domain text not null,
    created bigint not null
);

create table members (
    id bigint primary key,
    handle text not null unique,
    name text not null,
    name_key text not null,             -- folded, to sort and to find by
    headline text not null,
    email text unique,
    organisation bigint not null references organisations (id),
    role text not null,                 -- member, publisher, moderator, administrator
    state text not null,                -- active, invited, deactivated
    photo text,
    password text,
    language text,
    zone text,
    theme text not null,
    source_key text unique,             -- stable key of the directory it was imported from
    created bigint not null,
    last_seen bigint not null
);
create index members_by_name on members (state, name_key, id);
create index members_by_organisation on members (organisation, name_key, id);

create table sessions (
    id bigint primary key,
    member bigint not null references members (id),
    secret text not null unique,        -- hash of what the cookie holds
    created bigint not null,
    last_used bigint not null,
    expires bigint not null,
    agent text not null,
    address text not null
);
create index sessions_of_member on sessions (member);

create table tokens (
    id bigint primary key,
    member bigint not null references members (id),
    name text not null,
    secret text not null unique,
    may_write bigint not null,
    created bigint not null,
    last_used bigint,
    expires bigint
);
create index tokens_of_member on tokens (member);

create table passkeys (
    id bigint primary key,
    member bigint not null references members (id),
    name text not null,
    credential_id text not null unique,
    credential text not null,           -- JSON
    created bigint not null,
    last_used bigint
);
create index passkeys_of_member on passkeys (member);

create table ceremonies (
    challenge text primary key,         -- hash of the challenge that the answer has to name
    member bigint,                      -- who registers; null when somebody signs in
    name text not null,                 -- of the passkey that is registered
    state text not null,                -- JSON, of a passkey registration or sign-in under way
    expires bigint not null
);

-- Browsers that somebody signed in with: a new one is worth a notice.
create table devices (
    member bigint not null references members (id),
    device text not null,               -- hash of agent and network
    first_seen bigint not null,
    last_seen bigint not null,
    primary key (member, device)
);

create table invitations (
    id bigint primary key,
    secret text not null unique,
    email text not null,
    name text not null,
    organisation bigint not null references organisations (id),
    role text not null,
    space bigint,
    language text not null,             -- empty: the installation's own
    invited_by bigint,                  -- null: they asked for it themselves
    created bigint not null,
    expires bigint not null
);
create index invitations_by_email on invitations (email);

create table resets (
    secret text primary key,
    member bigint not null references members (id),
    expires bigint not null
);
create index resets_of_member on resets (member);

-- Addresses that their members have not confirmed yet.
create table email_changes (
    member bigint primary key references members (id),
    email text not null,
    secret text not null unique,        -- hash of what the link holds
    expires bigint not null
);

create table attempts (
    key text primary key,               -- who was tried, or from where
    failed bigint not null,
    until bigint not null
);
