-- Every dead letter, whether a claim waits for what died or not. Of the bytes of a letter only the identity of a revision is taken, where they say one.
create table view_letter (
    letter_partition integer      not null,
    letter_offset    bigint       not null,
    source_topic     varchar(300) not null,
    source_partition integer      not null,
    source_offset    bigint       not null,
    source_at        timestamp with time zone not null,
    code             varchar(200) not null,
    service          varchar(200) not null,
    error            varchar(300) not null,
    died_at          timestamp with time zone not null,
    value_bytes      integer      not null,
    insurer          varchar(200),
    claim_id         varchar(200),
    revision         integer,
    primary key (letter_partition, letter_offset)
);
-- One index for each list, in its order: H2 does not read an index backwards.
create index view_letter_newest on view_letter (died_at desc, letter_partition desc, letter_offset desc);
create index view_letter_insurer on view_letter (insurer, died_at desc, letter_partition desc, letter_offset desc);
create index view_letter_source on view_letter (source_topic, source_partition, source_offset);

-- Letters that are known already are read once more; what they were counted as is kept.
update view_offset set next_offset = 0 where topic = 'claims.dead.v1';

create index view_rejection_newest on view_rejection (rejected_at desc, submitted_partition desc, submitted_offset desc);
create index view_rejection_insurer on view_rejection (insurer, rejected_at desc, submitted_partition desc, submitted_offset desc);

-- What was asked for with dead letters: each is put back once at most. search_from is the end of the partition that it goes to before it was written the
-- first time: what was cut off is looked for from there on before it is written again.
create table record_replay (
    letter_partition integer      not null,
    letter_offset    bigint       not null,
    state            varchar(20)  not null,
    asked_by         varchar(200) not null,
    asked_at         timestamp with time zone not null,
    taken_until      timestamp with time zone,
    search_from      bigint,
    sent_topic       varchar(300),
    sent_partition   integer,
    sent_offset      bigint,
    sent_at          timestamp with time zone,
    primary key (letter_partition, letter_offset)
);
create index record_replay_waiting on record_replay (state, asked_at);
