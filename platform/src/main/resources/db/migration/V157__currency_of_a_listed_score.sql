-- A revision may correct the currency of a claim: until it is scored, the score that counts is in another one than the facts. Rows from before have none and
-- are read in the currency of the facts, as they were; each gets it the next time that something happens to its claim.
alter table view_claim add column score_currency varchar(10);
