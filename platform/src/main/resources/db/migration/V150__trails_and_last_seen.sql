-- When a person was here last, to the minute. Sessions are deleted when they end, and this outlives them.
alter table record_user add column last_seen_at timestamp with time zone;
update record_user set last_seen_at = (select max(s.last_seen_at) from record_session s where s.user_id = record_user.user_id);

-- Why a second person decided so, in their words.
alter table record_approval add column decided_because varchar(500);

-- The trail of one thing is asked for by its addresses, and what waited for a second person by its claim, its model version, or the newest first.
create index record_audit_resource on record_audit (resource, audit_id);
create index record_approval_claim on record_approval (insurer, claim_id);
create index record_approval_version on record_approval (version);
create index record_approval_asked on record_approval (asked_at, approval_id);
create index record_api_key_secret_person on record_api_key_secret (person);
