-- What the training asks belongs to a text: it is read in the same language.
alter table policy_texts add column questions text not null default '[]';
update policy_texts set questions = coalesce((
    select v.questions from policy_versions v join policies p on p.id = v.policy
    where v.id = policy_texts.version and p.language = policy_texts.language), '[]');
alter table policy_versions drop column questions;
