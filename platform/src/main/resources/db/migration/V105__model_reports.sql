-- The evaluation report of each model version that was ever trained, promoted or refused: the last record of a version.
create table view_model_report (
    version varchar(200) primary key,
    run_id  varchar(200) not null,
    made_at timestamp with time zone not null,
    report  varchar(1000000) not null
);
