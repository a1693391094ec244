-- Claims of a claimant, for what is exported and erased of one.
create index view_claim_revision_claimant on view_claim_revision (insurer, claimant);
