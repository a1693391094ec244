-- What retention has deleted from tables. The row of a table is locked while some of it is deleted.
create table record_retention (
    table_name varchar(60) primary key,
    removed    bigint      not null,
    removed_at timestamp with time zone,
    looked_at  timestamp with time zone
);

-- What was deleted, as a number for each day and kind.
create table record_retention_day (
    table_name varchar(60)  not null,
    on_day     date         not null,
    what       varchar(60)  not null,
    entries    bigint       not null,
    primary key (table_name, on_day, what)
);
