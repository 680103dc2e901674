create table rules (
    id bigint primary key,
    name text not null,
    -- words, pattern or detector
    kind text not null,
    -- Words one to a line, a regular expression, or words of detectors one to a line.
    pattern text not null,
    -- note, flag, hold, block or mask
    effect text not null,
    insist bigint not null,
    reason text not null,
    -- Slugs of spaces, words of audiences, words of standings, with commas between them; empty: everywhere, for all.
    spaces text not null,
    audiences text not null,
    standings text not null,
    active bigint not null,
    made_by bigint,
    changed bigint not null
);

-- Counts the changes, so that each node knows when what it compiled is old.
create table rule_versions (
    one bigint primary key,
    version bigint not null
);
insert into rule_versions (one, version) values (1, 0);
