-- The paragraph of the company's own charter that a decision rests on: POLICY/VERSION#ANCHOR|HEADING, or nothing.
alter table moderation_decisions add column cites text not null default '';
