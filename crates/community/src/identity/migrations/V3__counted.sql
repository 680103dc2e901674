-- How many an organisation has is counted without reading the members themselves.
create index members_counted on members (organisation) where state <> 'deactivated';
