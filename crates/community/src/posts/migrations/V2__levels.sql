-- Who follows a post hears of each comment; who follows a tag finds it in their feed.
alter table post_follows add column level text not null default 'everything';
alter table tag_follows add column level text not null default 'highlights';
create index post_followers on post_follows (post, member, level);
create index tag_follows_told on tag_follows (tag, member) where level = 'everything';
