-- What claimants contest, and what came of it. One of a score is open at a time: its id stands in open_score_id until it is answered.
create table record_contest (
    contest_id         varchar(40)    primary key,
    insurer            varchar(200)   not null,
    claim_id           varchar(200)   not null,
    revision           integer        not null,
    score_id           varchar(200)   not null,
    open_score_id      varchar(200)   unique,
    feedback_id        varchar(200),                -- the decision that is contested, where one was named
    channel            varchar(20)    not null,     -- LETTER, E_MAIL, TELEPHONE or PORTAL
    contested_by       varchar(20)    not null,     -- CLAIMANT or REPRESENTATIVE
    state              varchar(20)    not null,     -- OPEN, IN_REVIEW or ANSWERED
    version            bigint         not null,
    received_at        timestamp with time zone not null,
    due_at             timestamp with time zone not null,
    opened_at          timestamp with time zone not null,
    opened_by          varchar(200)   not null,
    extended_at        timestamp with time zone,
    reviewer           varchar(200),
    reviewer_person    varchar(200),
    review_began_at    timestamp with time zone,
    approval_id        varchar(200),                -- what waits for a second person, or did
    outcome            varchar(20),                 -- UPHELD, CHANGED or WITHDRAWN
    answered_at        timestamp with time zone,
    answered_by        varchar(200),
    result_feedback_id varchar(200),
    amount             numeric(14, 2)               -- what the result was changed to
);
create index record_contest_claim on record_contest (insurer, claim_id);
create index record_contest_due on record_contest (due_at, contest_id);
create index record_contest_approval on record_contest (approval_id);

-- What was said with it, sealed with the key of the claimant; without a ciphertext where that key was destroyed before.
create table record_contest_text (
    contest_id varchar(40)  not null references record_contest (contest_id),
    number     integer      not null,
    kind       varchar(20)  not null,               -- GROUNDS, EXTENSION or ANSWER
    key_id     varchar(200),
    ciphertext varchar(20000),
    written_at timestamp with time zone not null,
    written_by varchar(200) not null,
    primary key (contest_id, number)
);
