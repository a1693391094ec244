-- Which person was sent the reasons of which score by a page, and whether all of them: what a page asks for before it takes a decision. Here rather than in a
-- signed form, so that it holds on every instance and after a restart, and can be looked up later.
create table record_reasons_shown (
    actor    varchar(200) not null,
    score_id varchar(200) not null,
    shown_at timestamp with time zone not null,
    complete boolean      not null,
    primary key (actor, score_id)
);
create index record_reasons_shown_at on record_reasons_shown (shown_at);
