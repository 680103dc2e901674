-- After so many days, and again after as many, those who have not acknowledged it are reminded; 0: only by hand.
alter table policy_versions add column remind_days bigint not null default 0;
