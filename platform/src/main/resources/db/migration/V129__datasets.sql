-- The dataset behind each model: its name and its manifest; null when the model's manifest is of a format that is no longer read.
alter table view_model add column dataset varchar(200);
alter table view_model add column dataset_manifest varchar(1000000);
create index view_model_dataset on view_model (dataset);

-- Models that are known already are read once more, and get theirs.
delete from view_offset where topic = 'models.versions.v1';
