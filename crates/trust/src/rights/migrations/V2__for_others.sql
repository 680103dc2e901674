-- A request for somebody who cannot sign in is made by an administrator. They are reached by mail, with a link.
alter table rights_requests add column opened_by bigint;
alter table rights_requests add column reach text not null default '';  -- mail address, until the request is over
alter table rights_requests add column link text;                       -- fingerprint of the key in the link
create unique index rights_by_link on rights_requests (link);
