alter table follows add column level text not null default 'highlights';
create index follows_told on follows (followed, follower) where level = 'everything';
