-- Who is suspended cannot sign in: the letter that says so has a key to the decision. Kept is its fingerprint.
alter table moderation_penalties add column letter text;
create unique index penalties_by_letter on moderation_penalties (letter) where letter is not null;
