-- Claims with what they were worth, from claims.labelled.v1, so that past claims like another are found: the last label of each, with the features as they were
-- scored (floats, big-endian, in the order of the feature set).
create table view_settled (
    insurer          varchar(200) not null,
    claim_id         varchar(200) not null,
    line_of_business varchar(200) not null,
    currency         varchar(10)  not null,
    label_kind       varchar(20)  not null,
    feature_set      varchar(200) not null,
    features         bytea        not null,
    claimant         varchar(200) not null,  -- pseudonym: claims of those who were erased are left out
    estimate         numeric(14, 2) not null,
    settled          numeric(14, 2),         -- null for a label that was taken back
    settled_at       timestamp with time zone not null,
    primary key (insurer, claim_id)
);
-- Either way from an estimate: H2 does not read an index backwards.
create index view_settled_above on view_settled (insurer, line_of_business, currency, label_kind, feature_set, estimate, claim_id);
create index view_settled_below on view_settled (insurer, line_of_business, currency, label_kind, feature_set, estimate desc, claim_id desc);

-- Labels that are known already are read once more.
delete from view_offset where topic = 'claims.labelled.v1';
