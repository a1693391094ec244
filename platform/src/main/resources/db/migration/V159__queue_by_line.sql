-- The queue is filtered by line of business and currency too. With these beside the order, what does not match is passed over, and what matches counted,
-- within the index: to look each claim up in the table took a quarter of a second for the tens of thousands that wait at an insurer of a million claims.
drop index view_claim_due;
drop index view_claim_risk;
create index view_claim_due on view_claim (insurer, decision, due_order, claim_id, line_of_business, currency);
create index view_claim_risk on view_claim (insurer, decision, risk_order desc, claim_id desc, line_of_business, currency);
drop index view_waiting_reason_due;
drop index view_waiting_reason_risk;
create index view_waiting_reason_due on view_waiting_reason (insurer, reason, due_order, claim_id, line_of_business, currency);
create index view_waiting_reason_risk on view_waiting_reason (insurer, reason, risk_order desc, claim_id desc, line_of_business, currency);
