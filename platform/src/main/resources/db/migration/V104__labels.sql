-- What stands on claims.labelled.v1, so that one can tell which model learned from which feedback.
create table view_label (
    partition_number integer      not null,
    record_offset    bigint       not null,
    insurer          varchar(200) not null,
    claim_id         varchar(200) not null,
    document         varchar(1000000) not null,
    primary key (partition_number, record_offset)
);
create index view_label_claim on view_label (insurer, claim_id);

-- From where the rows of a model's dataset were read; null when its manifest does not say.
alter table view_model add column dataset_source varchar(100000);

-- Models that are known already are read once more, and get theirs.
delete from view_offset where topic = 'models.versions.v1';
