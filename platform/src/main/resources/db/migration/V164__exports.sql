-- What is held on one claimant is found by these.
create index view_claim_revision_claimant on view_claim_revision (insurer, claimant, claim_id, revision);
create index record_reasons_shown_score on record_reasons_shown (score_id);
create index record_batch_line_claim on record_batch_line (insurer, claim_id);
