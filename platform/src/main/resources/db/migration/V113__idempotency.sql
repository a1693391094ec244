-- What was answered to requests that named themselves, so that the same one sent again changes nothing. Kept for a day.
create table record_idempotency (
    key_hash     varchar(64)  primary key,
    request_hash varchar(64)  not null,
    begun_at     timestamp with time zone not null,
    status       integer,
    content_type varchar(200),
    location     varchar(2000),
    body         varchar(1000000)
);
create index record_idempotency_begun on record_idempotency (begun_at);
