-- One row for each claim, to list and search by: its newest revision, its current score, and what people said of it. Made from the other views, a
-- moment after them.
create table view_claim (
    insurer          varchar(200) not null,
    claim_id         varchar(200) not null,
    revision         integer      not null,
    status           varchar(20)  not null,
    submitted_at     timestamp with time zone not null,
    line_of_business varchar(200),
    currency         varchar(10),
    event_time       timestamp with time zone,
    answer_due_at    timestamp with time zone,
    score_id         varchar(200),
    estimate         numeric(14, 2),
    lower_end        numeric(14, 2),
    upper_end        numeric(14, 2),
    money_at_risk    numeric(14, 2),
    model_version    varchar(200),
    scored_at        timestamp with time zone,
    decision         varchar(20),
    decided_amount   numeric(14, 2),
    decided_at       timestamp with time zone,
    -- What lists are sorted by; what is not known comes last. A claim id is sorted by its bytes, whatever the collation of the database.
    claim_order      bytea        not null,
    due_order        timestamp with time zone not null,
    risk_order       numeric(14, 2) not null,
    estimate_order   numeric(14, 2) not null,
    primary key (insurer, claim_id)
);
-- One index for each list, in its order: H2 does not read an index backwards.
create index view_claim_id on view_claim (insurer, claim_order);
create index view_claim_newest on view_claim (insurer, submitted_at desc, claim_id desc);
create index view_claim_estimate on view_claim (insurer, estimate_order desc, claim_id desc);
create index view_claim_due on view_claim (insurer, decision, due_order, claim_id);
create index view_claim_risk on view_claim (insurer, decision, risk_order desc, claim_id desc);
create index view_claim_status on view_claim (insurer, status, submitted_at desc, claim_id desc);

create table view_insurer (
    insurer varchar(200) primary key
);
