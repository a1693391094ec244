-- A claim that was drawn once stays with people: asked for each score that a policy would accept.
create index record_review_sample_claim on record_review_sample (insurer, claim_id);

-- Whether, when the review began, somebody had decided on the claim of whom nobody knows which person that is.
alter table record_contest add column decider_unknown boolean;

-- What an erasure ended was not withdrawn by the claimant.
update record_contest set outcome = 'ERASED' where outcome = 'WITHDRAWN' and answered_by = 'erasure';
