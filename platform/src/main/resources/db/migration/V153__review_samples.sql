-- Scores that a policy would have accepted and that were drawn by lot for a person to look at.
create table record_review_sample (
    score_id  varchar(200) not null primary key,
    insurer   varchar(200) not null,
    claim_id  varchar(200) not null,
    policy    varchar(200) not null,
    scored_at timestamp with time zone not null
);
