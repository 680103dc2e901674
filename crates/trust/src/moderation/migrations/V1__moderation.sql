-- Something that somebody has to look at. One thing has one case that is open.
create table moderation_cases (
    id bigint primary key,
    thing bigint not null,              -- the post, or the member whose profile it is
    kind text not null,                 -- that of the post; profile
    author bigint,                      -- whose it is
    space bigint,
    state text not null,                -- open, second, returned, appealed, decided
    source text not null,               -- report, rule, entry, hand
    title text not null,
    evidence text not null,             -- JSON: what it said when the case was opened, and what it answered
    reports bigint not null,
    weight bigint not null,             -- of those who reported
    assignee bigint,
    opened bigint not null,
    due bigint not null,
    decided bigint
);
create unique index cases_of_thing on moderation_cases (thing) where state <> 'decided';
create index cases_open on moderation_cases (due, id) where state = 'open';
create index cases_second on moderation_cases (due, id) where state = 'second';
create index cases_returned on moderation_cases (due, id) where state = 'returned';
create index cases_appealed on moderation_cases (due, id) where state = 'appealed';
create index cases_decided on moderation_cases (decided, id) where state = 'decided';
create index cases_of_assignee on moderation_cases (assignee, due, id) where assignee is not null and state <> 'decided';
create index cases_of_space on moderation_cases (space, state, due, id);

create table moderation_reports (
    id bigint primary key,
    case_id bigint not null references moderation_cases (id),
    thing bigint not null,
    reporter bigint,                    -- none: a rule
    reason text not null,
    note text not null,
    at bigint not null,
    outcome text not null               -- waiting, upheld, refused
);
create unique index reports_once on moderation_reports (reporter, thing) where reporter is not null;
create index reports_of_case on moderation_reports (case_id, id);
create index reports_of_reporter on moderation_reports (reporter, id);
create index reports_of_thing on moderation_reports (thing, at) where reporter is null;

create table moderation_notes (
    id bigint primary key,
    case_id bigint not null references moderation_cases (id),
    author bigint not null,
    body text not null,
    opinion text not null,              -- an outcome, when it is a second opinion
    at bigint not null
);
create index notes_of_case on moderation_notes (case_id, id);

create table moderation_decisions (
    id bigint primary key,
    case_id bigint not null references moderation_cases (id),
    kind text not null,
    author bigint,
    outcome text not null,              -- keep, edit, hide, remove, restrict
    paragraph text not null,
    reason text not null,
    by_member bigint not null,
    at bigint not null,
    appeal text not null,
    appealed bigint,
    settled bigint,                     -- when the appeal was decided
    settled_by bigint,
    reversed bigint not null,
    answer text not null                -- to the appeal
);
create index decisions_of_case on moderation_decisions (case_id, id);
create index decisions_of_author on moderation_decisions (author, id);
create index decisions_alike on moderation_decisions (paragraph, id);

create table moderation_penalties (
    id bigint primary key,
    member bigint not null,
    step text not null,                 -- note, reminder, restricted, suspended
    decision bigint not null references moderation_decisions (id),
    since bigint not null,
    until bigint not null,
    lifted bigint
);
create index penalties_of_member on moderation_penalties (member, id);
create index penalties_of_decision on moderation_penalties (decision);
create index penalties_ending on moderation_penalties (until) where lifted is null;

-- What a space asks to be looked at before others read it.
create table moderation_entries (
    space bigint primary key,
    who text not null,                  -- newcomers, everybody
    kinds text not null,                -- words between commas; none: all
    hours bigint not null               -- the promise
);

-- Many posts that were taken out of sight at once.
create table moderation_waves (
    id bigint primary key,
    by_member bigint not null,
    author bigint,
    words text not null,
    posts bigint not null,
    at bigint not null,
    undone bigint
);
create table moderation_wave_posts (
    wave bigint not null references moderation_waves (id),
    post bigint not null,
    primary key (wave, post)
) clustered;

-- What newcomers wrote lately: the same words again and again are a burst.
create table moderation_prints (
    print bigint not null,
    post bigint not null,
    author bigint not null,
    at bigint not null,
    primary key (print, post)
) clustered;
create index prints_by_time on moderation_prints (at);
create index prints_of_author on moderation_prints (author, at);
