-- Whom a version is for belongs to the version: a draft changes nothing of what is in force.
alter table policy_versions add column standings text not null default '';
alter table policy_versions add column country text not null default '';
update policy_versions set
    standings = (select p.standings from policies p where p.id = policy_versions.policy),
    country = (select p.country from policies p where p.id = policy_versions.policy);
alter table policies drop column standings;
alter table policies drop column country;
