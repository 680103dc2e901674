-- A digest does not come outside working hours: it is looked at again at this moment.
alter table notification_digests add column not_before bigint not null default 0;
