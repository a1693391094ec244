-- The read model of feedback-api. Every row comes from a topic, so the tables can be emptied and filled again at any time.
-- One set of statements for H2 and PostgreSQL.

create table view_claim_revision (
    insurer          varchar(200) not null,
    claim_id         varchar(200) not null,
    revision         integer      not null,
    submitted_at     timestamp with time zone not null,
    accepted         boolean      not null,
    line_of_business varchar(200),
    currency         varchar(10),
    event_time       timestamp with time zone,
    answer_due_at    timestamp with time zone,
    primary key (insurer, claim_id, revision)
);

-- One row for each rejected record: a known revision sent again with other content is rejected and stays accepted.
create table view_rejection (
    submitted_partition integer      not null,
    submitted_offset    bigint       not null,
    insurer             varchar(200) not null,
    claim_id            varchar(200) not null,
    revision            integer      not null,
    rejected_at         timestamp with time zone not null,
    violations          varchar(1000000) not null,
    primary key (submitted_partition, submitted_offset)
);
create index view_rejection_claim on view_rejection (insurer, claim_id);

create table view_score (
    score_id         varchar(200) primary key,
    insurer          varchar(200) not null,
    claim_id         varchar(200) not null,
    revision         integer      not null,
    line_of_business varchar(200) not null,
    currency         varchar(10)  not null,
    estimate         numeric(14, 2) not null,
    lower_end        numeric(14, 2),
    upper_end        numeric(14, 2),
    model_version    varchar(200) not null,
    scored_at        timestamp with time zone not null,
    answer_due_at    timestamp with time zone,
    document         varchar(1000000) not null
);
create index view_score_claim on view_score (insurer, claim_id, revision);

create table view_feedback (
    feedback_id           varchar(200) primary key,
    insurer               varchar(200) not null,
    claim_id              varchar(200) not null,
    revision              integer,
    score_id              varchar(200),
    kind                  varchar(20)  not null,
    amount                numeric(14, 2),
    reason_code           varchar(200),
    withdrawn_feedback_id varchar(200),
    actor                 varchar(200) not null,
    event_time            timestamp with time zone not null,
    recorded_at           timestamp with time zone not null
);
create index view_feedback_claim on view_feedback (insurer, claim_id);
create index view_feedback_score on view_feedback (score_id);
create index view_feedback_withdrawn on view_feedback (withdrawn_feedback_id);

create table view_model (
    version        varchar(200) primary key,
    published_at   timestamp with time zone not null,
    signing_key_id varchar(200) not null,
    manifest       varchar(1000000) not null
);

create table view_deployment (
    record_offset    bigint primary key,
    line_of_business varchar(200) not null,
    currency         varchar(10)  not null,
    insurer          varchar(200),
    action           varchar(40)  not null,
    version          varchar(200) not null,
    previous_version varchar(200),
    calibration      integer,
    reason           varchar(100000) not null,
    actor            varchar(200) not null,
    moved_at         timestamp with time zone not null
);
create index view_deployment_slot on view_deployment (line_of_business, currency, insurer, record_offset);

-- Where the projection stands: written in the same transaction as the rows, which makes it exactly once.
create table view_offset (
    topic            varchar(200) not null,
    partition_number integer      not null,
    next_offset      bigint       not null,
    primary key (topic, partition_number)
);
