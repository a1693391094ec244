-- Whether the claim of what was drawn was summed up since: what is drawn while its claim is being summed up is not seen there, and would not be listed until
-- something else happens to the claim.
alter table record_review_sample add column listed boolean default false not null;
create index record_review_sample_listed on record_review_sample (listed, score_id);

-- Scores by the time they were made, the newest first; with the rest beside it, what is not asked for is passed over within the index.
create index view_score_newest on view_score (scored_at desc, score_id desc, insurer, model_version);
