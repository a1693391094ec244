-- Where the accepted revision stands on claims.accepted.v1, so that its facts can be shown before, or without, a score.
alter table view_claim_revision add column accepted_partition integer;
alter table view_claim_revision add column accepted_offset bigint;

-- Claims that are known already are read once more, and get theirs.
delete from view_offset where topic = 'claims.accepted.v1';
