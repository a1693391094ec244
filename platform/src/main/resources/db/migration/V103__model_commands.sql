-- Moves of models by hand: who may order them, what was ordered, and which event answers it.

-- Every key made before roles is the administrator's; from now on a key says its role.
alter table record_api_key add column role varchar(40) default 'ADMINISTRATOR' not null;
alter table record_api_key alter column role drop default;

create table view_model_command (
    command_id       varchar(200) primary key,
    kind             varchar(40)  not null,
    line_of_business varchar(200),
    currency         varchar(10),
    insurer          varchar(200),
    version          varchar(200),
    reason           varchar(100000) not null,
    actor            varchar(200) not null,
    asked_at         timestamp with time zone not null
);

alter table view_deployment add column command_id varchar(200);
alter table view_deployment add column code varchar(200);

-- Which claims a withdrawn version decided.
create index view_score_model on view_score (model_version, score_id);
