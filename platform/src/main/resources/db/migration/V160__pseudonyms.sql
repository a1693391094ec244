-- What references are looked up by, in the order in which they came: new rows come under the last one. The keys themselves are files. One that computes gives those
-- without a row the pseudonym that was computed with it before there were rows.
create table record_pseudonym_key (
    number     integer     primary key,
    key_id     varchar(60) not null unique,
    computes   boolean     not null,
    created_at timestamp with time zone not null,
    retired_at timestamp with time zone
);

-- One pseudonym for each policy, claimant and provider of an insurer. The lookup tells neither the reference nor the pseudonym. Of a destroyed one the row stays, so
-- that nobody makes another.
create table record_pseudonym (
    lookup       varchar(60)  primary key,
    key_number   integer      not null,
    kind         varchar(20)  not null,
    insurer      varchar(200) not null,
    pseudonym    varchar(60),
    made_under   integer      not null,
    created_at   timestamp with time zone not null,
    destroyed_at timestamp with time zone
);
create index record_pseudonym_text on record_pseudonym (pseudonym);
