-- Whose a dataset is; null for every insurer's. So that a page of datasets is one that may be seen, without reading those that may not.
alter table view_model add column dataset_insurer varchar(200);

-- Models that are known already are read once more, and get theirs.
delete from view_offset where topic = 'models.versions.v1';
