-- What a run was made with; null for runs recorded before this was kept.
alter table record_training_run add column dataset    varchar(40);    -- name of the dataset, d-...
alter table record_training_run add column parameters varchar(8000);  -- parameters of the training as JSON
alter table record_training_run add column code       varchar(200);   -- what code trained: version of the build, digest of its jar
