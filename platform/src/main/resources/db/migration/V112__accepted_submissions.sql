-- Which submission of a revision was accepted, so that whoever waits for one learns what became of it.
alter table view_claim_revision add column content_hash varchar(200);
alter table view_claim_revision add column submitted_partition integer;
alter table view_claim_revision add column submitted_offset bigint;

-- Claims that are known already are read once more, and get theirs.
delete from view_offset where topic = 'claims.accepted.v1';
