-- What insurers are billed for: the first live score of each revision, on the UTC day on which its submission came in (the Kafka timestamp of the score). A score
-- that stands on the topic again changes nothing, so the rows are the same however often they are read.
create table view_metered_score (
    insurer          varchar(200) not null,
    claim_id         varchar(200) not null,
    revision         integer      not null,
    metered_on       date         not null,
    model_version    varchar(200) not null,
    score_id         varchar(200) not null,
    partition_number integer      not null,
    record_offset    bigint       not null,
    primary key (insurer, claim_id, revision)
);
-- Counts by insurer, day and model are read from the index alone.
create index view_metered_score_day on view_metered_score (insurer, metered_on, model_version);

-- Scores that are known already are read once more, and metered. What was counted stays counted: counted_offset is left as it is.
update view_offset set next_offset = 0 where topic = 'claims.scored.v1';
