-- Rebuilds of the read model. They are counted for each projection: how many were asked for, begun (the views are empty) and done (everything
-- that is on the topics is in them again). Here rather than among the views, which a rebuild empties.
create table record_rebuild (
    projection varchar(20) primary key,
    asked      bigint      not null,
    asked_at   timestamp with time zone not null,
    begun      bigint      not null,
    done       bigint      not null,
    done_at    timestamp with time zone
);
