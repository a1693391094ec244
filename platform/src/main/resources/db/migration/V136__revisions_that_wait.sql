-- A decision on a claim may stand in place of an earlier feedback, which is taken back when a second person has confirmed it.
alter table record_approval add column revised_feedback_id varchar(200);
