-- Scores that were asked for once more, and what came of it. Which live score counts is not told here: it stays as it is.

create table view_rescore_request (
    request_id    varchar(200) primary key,
    insurer       varchar(200) not null,
    claim_id      varchar(200) not null,
    revision      integer      not null,
    score_id      varchar(200) not null,
    rescore_id    varchar(200) not null,
    model_version varchar(200),
    command_id    varchar(200),
    reason        varchar(100000) not null,
    actor         varchar(200) not null,
    requested_at  timestamp with time zone not null
);
create index view_rescore_request_claim on view_rescore_request (insurer, claim_id);
create index view_rescore_request_rescore on view_rescore_request (rescore_id);
create index view_rescore_request_command on view_rescore_request (command_id, score_id);

create table view_rescore (
    score_id      varchar(200) primary key,
    insurer       varchar(200) not null,
    claim_id      varchar(200) not null,
    revision      integer      not null,
    currency      varchar(10)  not null,
    estimate      numeric(14, 2) not null,
    model_version varchar(200) not null,
    scored_at     timestamp with time zone not null,
    document      varchar(1000000) not null
);

create table view_rescore_refusal (
    request_id varchar(200) primary key,
    code       varchar(200) not null,
    detail     varchar(100000) not null,
    refused_at timestamp with time zone not null
);
