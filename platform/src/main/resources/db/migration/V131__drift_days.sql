-- How features and estimates were distributed on each day of event time, as one partition has seen it: the last record of a key.
create table view_drift_day (
    line_of_business varchar(200) not null,
    currency         varchar(10)  not null,
    feature_set      varchar(200) not null,
    on_day           date         not null,
    partition_number integer      not null,
    document         varchar(1000000) not null,
    primary key (line_of_business, currency, feature_set, on_day, partition_number)
);
