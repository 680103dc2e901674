-- The paragraph of the company's own charter that a report names: POLICY/VERSION#ANCHOR|HEADING, or nothing.
alter table moderation_reports add column cites text not null default '';
-- When those who moderate were told that a case is late; 0: they were not.
alter table moderation_cases add column told_late bigint not null default 0;
create index cases_not_told on moderation_cases (due, id) where state = 'open' and told_late = 0;
-- Whose post a wave has taken may object to it.
create index wave_posts_by_post on moderation_wave_posts (post);
