-- Sums and counts that figures are made of, kept with the claims in one transaction, so that no question about a million claims reads a million rows.
-- Days and months are UTC. What is not known is blank, or a day beyond all others.

alter table view_score add column confidence double precision;

-- What a person said of the current score, whatever was paid since.
alter table view_claim add column confidence double precision;
alter table view_claim add column answer varchar(20);
alter table view_claim add column answered_at timestamp with time zone;

-- Scored claims on which nobody has said anything.
create table view_tally_waiting (
    insurer          varchar(200) not null,
    line_of_business varchar(200) not null,
    currency         varchar(10)  not null,
    submitted_on     date         not null,
    due_on           date         not null,
    claims           bigint       not null,
    with_interval    bigint       not null,
    money_at_risk    numeric(24, 2) not null,
    primary key (insurer, line_of_business, currency, submitted_on, due_on)
);

-- Claims by the last word of a person on their current score, and its day.
create table view_tally_answered (
    answered_on      date         not null,
    insurer          varchar(200) not null,
    line_of_business varchar(200) not null,
    currency         varchar(10)  not null,
    model_version    varchar(200) not null,
    accepted         bigint       not null,
    corrected        bigint       not null,
    primary key (answered_on, insurer, line_of_business, currency, model_version)
);

-- Settled claims beside their current score, by the day of the settlement's event time.
create table view_tally_settled (
    settled_on       date         not null,
    insurer          varchar(200) not null,
    line_of_business varchar(200) not null,
    currency         varchar(10)  not null,
    model_version    varchar(200) not null,
    claims           bigint       not null,
    estimated        numeric(24, 2) not null,
    paid             numeric(24, 2) not null,
    absolute_error   numeric(24, 2) not null,
    above_zero       bigint       not null,
    percentage_error numeric(30, 8) not null,
    signed_error     numeric(30, 8) not null,
    with_interval    bigint       not null,
    covered          bigint       not null,
    with_confidence  bigint       not null,
    confidence       numeric(30, 8) not null,
    within_ten       bigint       not null,
    primary key (settled_on, insurer, line_of_business, currency, model_version)
);
create index view_tally_settled_version on view_tally_settled (model_version, settled_on);

-- The same claims by month: how estimates and payments are distributed, for medians.
create table view_tally_paid (
    settled_month    date         not null,
    insurer          varchar(200) not null,
    line_of_business varchar(200) not null,
    currency         varchar(10)  not null,
    estimates        varchar(1000000) not null,
    payments         varchar(1000000) not null,
    primary key (settled_month, insurer, line_of_business, currency)
);

-- Records of the claim topics by the day of their Kafka timestamp, which is the ingestion of the submission that they came from.
create table view_tally_record (
    ingested_on      date         not null,
    what             varchar(20)  not null,
    insurer          varchar(200) not null,
    line_of_business varchar(200) not null,
    currency         varchar(10)  not null,
    model_version    varchar(200) not null,
    records          bigint       not null,
    primary key (ingested_on, what, insurer, line_of_business, currency, model_version)
);

-- Up to where records are counted. A projection may read records once more; it does not count them once more.
alter table view_offset add column counted_offset bigint;

-- Claims that are known already are read and summed up once more.
delete from view_claim;
delete from view_offset where topic like 'summed-up:%';
