-- How far each training is, as retrain-worker told last. What was told of a run that ended is of no use any more.
create table record_training_progress (
    run_id      varchar(40) primary key,
    phase       varchar(16) not null,        -- READING, TRAINING, MEASURING
    share       double precision not null,   -- of the phase, 0 to 1
    millis_left bigint,                      -- until the phase ends, estimated; null where nobody knows
    told_at     timestamp(6) with time zone not null
);

-- How the evidence for each challenger went; like view_trial computed from the topics and written anew at every change.
create table view_trial_course (
    line_of_business varchar(200) not null,
    currency         varchar(10)  not null,
    version          varchar(200) not null,   -- the challenger
    course           varchar(20000) not null, -- evidence after some of the claims that count, in their order, as JSON
    primary key (line_of_business, currency)
);
