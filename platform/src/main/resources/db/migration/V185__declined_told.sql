-- When it was noted that a decision on a claim that a second person declined stands on claims.approvals.v1; null for everything else, and for what is not told yet. What was
-- declined before this column was there is told once, too.
alter table record_approval add column told_at timestamp with time zone;
create index record_approval_untold on record_approval (told_at, state, decided_at);
