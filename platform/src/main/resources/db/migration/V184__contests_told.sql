-- When it was noted that how a contest ended stands on claims.contests.v1; null for what is not answered, and for what is answered and not told yet. What was answered
-- before this column was there is told once, too.
alter table record_contest add column told_at timestamp with time zone;
create index record_contest_untold on record_contest (told_at, answered_at);

-- Lists of scores say how contests of each ended.
create index record_contest_score on record_contest (score_id);
