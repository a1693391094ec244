package io.claimstream.feedback.letter;

import io.claimstream.feedback.letter.Replay.Sent;
import io.claimstream.feedback.letter.Replay.State;
import io.claimstream.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** What was asked for with dead letters, in the database. */
final class ReplayTable {

    private static final String OF_LETTER = " where letter_partition = :partition and letter_offset = :offset";

    private ReplayTable() {}

    /**
     * Asks for a letter.
     *
     * @throws org.jdbi.v3.core.JdbiException when it was asked for already
     */
    static void ask(Handle handle, LetterId id, String by, Instant at) {
        handle.createUpdate("insert into record_replay (letter_partition, letter_offset, state, asked_by, asked_at)"
                        + " values (:partition, :offset, :state, :by, :at)")
                .bind("partition", id.partition())
                .bind("offset", id.offset())
                .bind("state", State.WAITING.name())
                .bind("by", by)
                .bind("at", LetterTable.time(at))
                .execute();
    }

    /** Letters that wait and are nobody's now, in the order in which they were asked for and died. */
    static List<LetterId> waiting(Handle handle, Instant now, int limit) {
        return handle.createQuery("select letter_partition, letter_offset from record_replay where state = 'WAITING'"
                        + " and (taken_until is null or taken_until < :now)"
                        + " order by asked_at, letter_partition, letter_offset limit " + limit)
                .bind("now", LetterTable.time(now))
                .map((row, context) -> new LetterId(row.getInt(1), row.getLong(2)))
                .list();
    }

    /** Takes a letter for a while. Of several who try, one gets it. */
    static boolean take(Handle handle, LetterId id, Instant now, Instant until) {
        return handle.createUpdate("update record_replay set taken_until = :until" + OF_LETTER
                                + " and state = 'WAITING' and (taken_until is null or taken_until < :now)")
                        .bind("partition", id.partition())
                        .bind("offset", id.offset())
                        .bind("now", LetterTable.time(now))
                        .bind("until", LetterTable.time(until))
                        .execute()
                == 1;
    }

    /**
     * Holds on to a letter that was taken.
     *
     * @param held until when it was taken
     * @return false when somebody else has it, or had it and is done
     */
    static boolean hold(Handle handle, LetterId id, Instant held, Instant until) {
        return handle.createUpdate("update record_replay set taken_until = :until" + OF_LETTER
                                + " and state = 'WAITING' and taken_until = :held")
                        .bind("partition", id.partition())
                        .bind("offset", id.offset())
                        .bind("held", LetterTable.time(held))
                        .bind("until", LetterTable.time(until))
                        .execute()
                == 1;
    }

    /** Whether a letter is of features whose revision has a live score. */
    static boolean isScored(Handle handle, LetterId id) {
        return handle.createQuery("select 1 from view_letter l join view_score s"
                        + " on s.insurer = l.insurer and s.claim_id = l.claim_id and s.revision = l.revision"
                        + OF_LETTER + " and l.source_topic = :features")
                .bind("partition", id.partition())
                .bind("offset", id.offset())
                .bind("features", Topics.CLAIMS_FEATURES.name())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    /** Where to look for what an earlier attempt may have written; empty before the first. */
    static OptionalLong searchFrom(Handle handle, LetterId id) {
        return handle.createQuery("select search_from from record_replay" + OF_LETTER)
                .bind("partition", id.partition())
                .bind("offset", id.offset())
                .map((row, context) -> {
                    long from = row.getLong(1);
                    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(from);
                })
                .one();
    }

    /** Notes it, unless somebody else has taken the letter since: what they wrote must be found. */
    static void searchFrom(Handle handle, LetterId id, Instant held, long from) {
        handle.createUpdate("update record_replay set search_from = :from" + OF_LETTER + " and taken_until = :held")
                .bind("held", LetterTable.time(held))
                .bind("partition", id.partition())
                .bind("offset", id.offset())
                .bind("from", from)
                .execute();
    }

    static void sent(Handle handle, LetterId id, Sent sent) {
        handle.createUpdate("update record_replay set state = :state, sent_topic = :topic, sent_partition = :to,"
                        + " sent_offset = :place, sent_at = :at" + OF_LETTER)
                .bind("partition", id.partition())
                .bind("offset", id.offset())
                .bind("state", State.SENT.name())
                .bind("topic", sent.topic())
                .bind("to", sent.partition())
                .bind("place", sent.offset())
                .bind("at", LetterTable.time(sent.at()))
                .execute();
    }

    /** Ends a letter without putting it back. */
    static void ended(Handle handle, LetterId id, State state) {
        handle.createUpdate("update record_replay set state = :state" + OF_LETTER)
                .bind("partition", id.partition())
                .bind("offset", id.offset())
                .bind("state", state.name())
                .execute();
    }
}
