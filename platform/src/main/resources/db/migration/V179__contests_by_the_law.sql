-- A claim that was drawn once stays with people: asked for each score that a policy would accept.
create index record_review_sample_claim on record_review_sample (insurer, claim_id);
