-- The state is no column of the index any more: nearly everybody has the same, and SQLite, which has no statistics of an
-- installation, took "is active" for the way to some members whose ids were given, and read all.
drop index members_by_name;
create index members_by_name on members (name_key, id) where state = 'active';
