-- How far challenges are, for people; computed from the topics and written anew at every change.
create table view_trial (
    line_of_business varchar(200) not null,
    currency         varchar(10)  not null,
    version          varchar(200) not null, -- the challenger
    champion         varchar(200) not null,
    settled          integer not null,      -- settled claims that both estimated
    judged           integer not null,      -- those that count: the first of each claimant
    champion_error   double precision not null,
    challenger_error double precision not null,
    evidence         double precision not null,
    threshold        double precision not null,
    decided          integer not null,      -- settled claims that the challenger decided, as a canary
    primary key (line_of_business, currency)
);
