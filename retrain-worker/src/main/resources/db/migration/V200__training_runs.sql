-- Every training run, also those that came to nothing. A run belongs to one slot.
create table record_training_run (
    run_id           varchar(40)  primary key,
    line_of_business varchar(64)  not null,
    currency         varchar(3)   not null,
    cause            varchar(16)  not null,  -- LABELS (enough new ones) or COMMAND
    state            varchar(16)  not null,  -- TRAINING, PUBLISHED, REFUSED, TOO_FEW, FAILED, INTERRUPTED
    started_at       timestamp(6) with time zone not null,
    finished_at      timestamp(6) with time zone,
    labelled         varchar(4000) not null, -- offset ranges of claims.labelled.v1 as JSON; empty until read
    dataset_hash     varchar(64),            -- SHA-256 of the dataset, lower-case hexadecimal
    row_count        integer      not null,  -- usable labelled claims
    metrics          varchar(8000),          -- errors of champion, challenger and baseline as JSON
    reason           varchar(2000),          -- why it ended as it did, in plain words
    version          varchar(64)             -- model version trained
);

create index record_training_run_by_slot on record_training_run (line_of_business, currency, started_at);
