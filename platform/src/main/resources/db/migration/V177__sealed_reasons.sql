-- Why a score is to be done again, and why a second person decided so on a claim, sealed with the key of the claimant. What was written in the clear before stays beside it.
alter table view_rescore_request add column reason_key_id varchar(200);
alter table view_rescore_request add column reason_ciphertext varchar(20000);
alter table record_approval add column because_key_id varchar(200);
alter table record_approval add column because_ciphertext varchar(20000);
