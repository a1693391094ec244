-- Commands about models that wait for a second person.
create table record_approval (
    approval_id      varchar(60)  primary key,
    kind             varchar(40)  not null,
    line_of_business varchar(200) not null,
    currency         varchar(10)  not null,
    insurer          varchar(64),
    version          varchar(200) not null,
    reason           varchar(10000) not null,
    asked_by         varchar(200) not null,
    asked_at         timestamp with time zone not null,
    expires_at       timestamp with time zone not null,
    state            varchar(20)  not null,
    decided_by       varchar(200),
    decided_at       timestamp with time zone,
    command_id       varchar(200)
);
