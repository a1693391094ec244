-- Exercises: settled claims that a person judges once more without effect, some with an estimate that is wrong on purpose. No live score is ever touched.
create table record_exercise (
    exercise_id varchar(40)  primary key,
    insurer     varchar(200) not null,
    person      varchar(200) not null,              -- who works through it
    asked_by    varchar(200) not null,
    asked_at    timestamp with time zone not null,
    ended_at    timestamp with time zone,           -- null as long as claims wait for an answer
    ended_by    varchar(200)
);
create index record_exercise_person on record_exercise (person, asked_at);
create index record_exercise_asked on record_exercise (asked_at, exercise_id);

-- A claim of an exercise: what was estimated, what is shown instead, and what was paid. Of a claimant who is erased the rows go.
create table record_exercise_claim (
    exercise_id    varchar(40)    not null references record_exercise (exercise_id),
    number         integer        not null,         -- counted from 1, in the order in which they are shown
    insurer        varchar(200)   not null,
    claim_id       varchar(200)   not null,
    revision       integer        not null,
    score_id       varchar(200)   not null,
    currency       varchar(10)    not null,
    planted        boolean        not null,
    estimate       numeric(14, 2) not null,
    lower_end      numeric(14, 2) not null,
    upper_end      numeric(14, 2) not null,
    shown_estimate numeric(16, 2) not null,
    shown_lower    numeric(16, 2) not null,
    shown_upper    numeric(16, 2) not null,
    paid           numeric(14, 2) not null,
    shown_at       timestamp with time zone,        -- first shown to the person
    answered_at    timestamp with time zone,
    amount         numeric(14, 2),                  -- the person's own amount; null when they agreed
    primary key (exercise_id, number)
);
create index record_exercise_claim_claim on record_exercise_claim (insurer, claim_id);
create index record_exercise_claim_answered on record_exercise_claim (answered_at);
