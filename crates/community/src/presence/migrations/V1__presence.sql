-- Who has a page open, written at most once a minute for each and only for those who let somebody see it.
create table presences (
    member bigint primary key references members (id),
    until bigint not null               -- here up to this moment, unless it is renewed
);

-- Who may see it, where the member chose.
create table presence_choices (
    member bigint primary key references members (id),
    shown_to text not null              -- nobody, spaces, everybody
);
