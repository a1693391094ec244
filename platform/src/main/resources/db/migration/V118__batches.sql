-- Claims that were sent many at once: what was sent, line by line, and where each line stands on claims.submitted.v1. What became of it is asked of the
-- views. Nothing of a claim but its identity and the hash of its content. Kept for thirty days, as submitted claims are.
create table record_batch (
    batch_id    varchar(64)  primary key,
    insurer     varchar(200),
    actor       varchar(200) not null,
    format      varchar(20)  not null,
    key_hash    varchar(64)  unique,
    body_hash   varchar(64)  not null,
    lines       integer      not null,
    begun_at    timestamp with time zone not null,
    lease_until timestamp with time zone not null,
    ended_at    timestamp with time zone
);
create index record_batch_begun on record_batch (begun_at);

create table record_batch_line (
    batch_id            varchar(64) not null,
    line                integer     not null,
    insurer             varchar(200),
    claim_id            varchar(200),
    revision            integer,
    content_hash        varchar(64),
    submitted_partition integer,
    submitted_offset    bigint,
    problems            varchar(10000),
    primary key (batch_id, line)
);
