-- The meter has a place of its own in view_offset since, and goes back by itself for scores that it has not seen: what V170 did to the place of everybody else is undone.
update view_offset set next_offset = counted_offset where topic = 'claims.scored.v1' and next_offset < counted_offset;

-- V141 and V152 forgot up to where accepted revisions were counted, so that an upgrade counted them twice. They are read and counted once more, from nothing.
delete from view_tally_record where what = 'ACCEPTED';
update view_offset set next_offset = 0, counted_offset = 0 where topic = 'claims.accepted.v1';
