-- The cases of a thing, the decided ones as well: the newest is asked for, and all of them when its words go for good.
create index cases_by_thing on moderation_cases (thing, id);
