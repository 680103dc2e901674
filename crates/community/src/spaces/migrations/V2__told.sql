-- "everything" is a choice of its own: each post is told. Without a row all of it is in the feed.
create index space_levels_told on space_levels (space, member) where level = 'everything';
