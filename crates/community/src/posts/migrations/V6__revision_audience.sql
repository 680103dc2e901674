-- Who could read the post when it said this: none but the company, where that was not kept.
alter table post_revisions add column audience bigint not null default 3;
