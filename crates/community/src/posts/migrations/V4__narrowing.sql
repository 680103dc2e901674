-- What of a space is no part of its list and becomes narrower with it all the same: drafts, and what may be restored.
create index posts_set_aside on posts (space) where root is null and state <> 'published';
