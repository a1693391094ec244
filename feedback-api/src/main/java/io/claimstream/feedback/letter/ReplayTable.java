package io.claimstream.feedback.letter;

import io.claimstream.feedback.letter.Replay.Sent;
import io.claimstream.feedback.letter.Replay.State;
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

    static void searchFrom(Handle handle, LetterId id, long from) {
        handle.createUpdate("update record_replay set search_from = :from" + OF_LETTER)
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

    static void gone(Handle handle, LetterId id) {
        handle.createUpdate("update record_replay set state = :state" + OF_LETTER)
                .bind("partition", id.partition())
                .bind("offset", id.offset())
                .bind("state", State.GONE.name())
                .execute();
    }
}
