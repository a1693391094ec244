-- Dead letters of records on the way of a claim, by the record that died. Nothing of the claim but its identity.
create table view_dead_letter (
    source_topic     varchar(200) not null,
    source_partition integer      not null,
    source_offset    bigint       not null,
    insurer          varchar(200) not null,
    claim_id         varchar(200) not null,
    revision         integer      not null,
    code             varchar(200) not null,
    service          varchar(200) not null,
    source_at        timestamp with time zone not null,
    died_at          timestamp with time zone not null,
    letter_partition integer      not null,
    letter_offset    bigint       not null,
    primary key (source_topic, source_partition, source_offset)
);
create index view_dead_letter_claim on view_dead_letter (insurer, claim_id);
