-- Files whose words the rules have looked at, on each post that they hang on.
create table rule_files (
    post bigint not null,
    file bigint not null,
    primary key (post, file)
);
