-- The share of claims that a canary decides.
alter table view_deployment add column share double precision;
alter table view_model_command add column share double precision;
