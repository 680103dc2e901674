-- A plan for when something goes wrong: who does what, what is to be done, what is said to whom.
create table incident_plans (
    id bigint primary key,
    name text not null,
    roles text not null,                -- one a line
    checklist text not null,            -- one a line
    informs text not null,              -- who informs whom, one a line
    statements text not null,           -- JSON: [{audience, language, title, body}]
    changed bigint not null,
    changed_by bigint
);

create table incidents (
    id bigint primary key,
    name text not null,
    plan text not null,                 -- its name then
    roles text not null,
    informs text not null,
    statements text not null,           -- JSON, as the plan had them
    exercise bigint not null,           -- 1: nothing of it leaves the room
    origin text not null,               -- the address that it was opened from; empty: by hand
    space bigint not null,              -- its room
    opened bigint not null,
    opened_by bigint not null,
    closed bigint,
    closed_by bigint,
    review text not null
);
create index incidents_of_space on incidents (space);

-- What is to be done: of the checklist, or a task of the review.
create table incident_steps (
    id bigint primary key,
    incident bigint not null references incidents (id),
    task bigint not null,               -- 1: of the review
    text text not null,
    owner bigint,
    done bigint,
    done_by bigint
);
create index steps_of_incident on incident_steps (incident, id);

-- What was decided, noted and said.
create table incident_entries (
    id bigint primary key,
    incident bigint not null references incidents (id),
    kind text not null,                 -- decision, note, statement
    member bigint not null,
    at bigint not null,
    text text not null,
    post bigint                         -- the announcement of a statement
);
create index entries_of_incident on incident_entries (incident, id);
