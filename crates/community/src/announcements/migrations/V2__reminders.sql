-- How many days after it, and after each reminder, who has not confirmed is reminded; null: only by hand.
alter table announcements add column remind_after bigint;
-- When it was last looked at for that, and how often.
alter table announcements add column looked bigint not null default 0;
alter table announcements add column rounds bigint not null default 0;
-- How far it has come, as everybody is told; counted anew from time to time.
alter table announcements add column addressed bigint not null default 0;
alter table announcements add column seen bigint not null default 0;
alter table announcements add column counted bigint not null default 0;
create index announcements_to_remind on announcements (looked) where remind_after is not null;
