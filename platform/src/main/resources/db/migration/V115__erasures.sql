-- Who was erased, from privacy.erasures.v1: so that a feedback names only the versions that learned before that.
create table view_erasure (
    record_offset bigint                   not null primary key,
    insurer       varchar(200)             not null,
    claimant      varchar(200)             not null,  -- pseudonym
    receipt       varchar(200)             not null,
    erased_at     timestamp with time zone not null
);
create index view_erasure_by_claimant on view_erasure (insurer, claimant);

-- What a training run left out. Beside record_training_run, of which a run has one row: reasons are many, and more may come.
create table record_training_exclusion (
    run_id      varchar(64) not null,
    reason      varchar(64) not null,
    claim_count integer     not null,
    primary key (run_id, reason)
);
