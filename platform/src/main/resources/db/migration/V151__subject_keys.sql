-- What keys of persons are wrapped by, in the order in which they came: the last one wraps now. The keys themselves are elsewhere.
create table record_encryption_key (
    number     integer     primary key,
    kek_id     varchar(60) not null unique,
    created_at timestamp with time zone not null
);

-- One key for each person, wrapped. Of a destroyed one the row stays, so that nobody makes another for the same person.
create table record_subject_key (
    insurer      varchar(200) not null,
    subject      varchar(200) not null,
    key_id       varchar(60)  not null unique,
    wrapped_key  varchar(2000),
    kek_id       varchar(60),
    created_at   timestamp with time zone not null,
    destroyed_at timestamp with time zone,
    primary key (insurer, subject)
);
create index record_subject_key_kek on record_subject_key (kek_id);
