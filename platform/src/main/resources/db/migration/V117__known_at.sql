-- When a revision was first seen, whatever became of it: what was known of a claim at a time begins here. The submission that was accepted, whose
-- time stands beside it, may be a later one.
alter table view_claim_revision add column first_seen_at timestamp with time zone;

-- Submissions that are known already, and still kept, are read once more and say when.
delete from view_offset where topic = 'claims.submitted.v1';
