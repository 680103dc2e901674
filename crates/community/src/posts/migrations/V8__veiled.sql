-- Who wrote what stands without their name: `author` is empty then, and `author_name` the company's name, or nothing.
-- They may do with it what an author may; no list of theirs shows it.
alter table posts add column veiled bigint;
create index posts_veiled on posts (veiled, id) where veiled is not null;
create unique index posts_veiled_once on posts (veiled, once) where veiled is not null and once is not null;
