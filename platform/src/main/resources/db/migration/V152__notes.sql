-- The note of a feedback, sealed, and whom it is sealed for. A decision that waits for a second person keeps it sealed too.
alter table view_feedback add column note_key_id varchar(200);
alter table view_feedback add column note_ciphertext varchar(20000);
alter table record_approval add column note_key_id varchar(200);
alter table record_approval add column note_ciphertext varchar(20000);

-- Pseudonym of the claimant of an accepted revision. Those that are known already are read once more and say it.
alter table view_claim_revision add column claimant varchar(200);
delete from view_offset where topic = 'claims.accepted.v1';
