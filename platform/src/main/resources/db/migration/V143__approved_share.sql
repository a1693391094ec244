-- A canary waits for a second person too, with the share of the claims that it is to decide.
alter table record_approval add column share double precision;
