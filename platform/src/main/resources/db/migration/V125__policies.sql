-- What administrators have laid down, by insurer ('*' for all of them). A row stays when a policy is taken back, so that no version ever comes twice.
create table record_policy (
    kind       varchar(20)  not null,
    insurer    varchar(64)  not null,
    version    bigint       not null,
    document   varchar(100000),
    changed_by varchar(200) not null,
    changed_at timestamp with time zone not null,
    primary key (kind, insurer)
);

-- Up to where in claims.scored.v1 acceptance policies have decided.
create table record_policy_place (
    partition_number integer primary key,
    next_offset      bigint not null
);

-- Who decided: a person, or a policy.
alter table view_claim add column decided_by varchar(200);

-- Decisions on claims wait for a second person too, beside commands about models. Of a decision the kind is that of the feedback.
alter table record_approval alter column version drop not null;
alter table record_approval alter column reason drop not null;
alter table record_approval add column subject varchar(20) default 'COMMAND' not null;
alter table record_approval add column claim_id varchar(200);
alter table record_approval add column score_id varchar(200);
alter table record_approval add column counted_amount numeric(14, 2);
alter table record_approval add column amount numeric(14, 2);
alter table record_approval add column reason_code varchar(200);
alter table record_approval add column event_time timestamp with time zone;
alter table record_approval add column feedback_id varchar(200);
create index record_approval_score on record_approval (score_id, state);
