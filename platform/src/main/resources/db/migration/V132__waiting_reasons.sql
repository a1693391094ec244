-- Why scores may never be accepted automatically, by comma.
alter table view_score add column review_reasons varchar(1000);

-- The review queue by these reasons: a row for each reason of each claim that waits, with what lists of the queue are filtered and sorted by.
create table view_waiting_reason (
    insurer          varchar(200) not null,
    claim_id         varchar(200) not null,
    reason           varchar(200) not null,
    line_of_business varchar(200),
    currency         varchar(10),
    due_order        timestamp with time zone not null,
    risk_order       numeric(14, 2) not null,
    primary key (insurer, claim_id, reason)
);
create index view_waiting_reason_due on view_waiting_reason (insurer, reason, due_order, claim_id);
create index view_waiting_reason_risk on view_waiting_reason (insurer, reason, risk_order desc, claim_id desc);

-- Scores that are known already are read, and their claims summed up, once more.
delete from view_offset where topic like 'summed-up:%';
