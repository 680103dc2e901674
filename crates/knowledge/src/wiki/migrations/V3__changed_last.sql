-- The pages of all spaces by their last change.
create index wiki_changed_last on wiki_pages (changed, page) where deleted is null;
