-- When a post of a digest was published: what somebody has seen already is left out before anything else is asked.
alter table digest_posts add column published bigint not null default 0;
delete from digest_rounds;
