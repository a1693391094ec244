package io.claimstream.feedback.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Where the projection stands, in the database. */
final class OffsetTable {

    private static final String READ = "select partition_number, next_offset from view_offset where topic = :topic";
    private static final String MOVE = "update view_offset set next_offset = :next,"
            + " counted_offset = case when counted_offset > :next then counted_offset else :next end"
            + " where topic = :topic and partition_number = :partition and next_offset = :expected";
    private static final String START = "insert into view_offset (topic, partition_number, next_offset, counted_offset)"
            + " values (:topic, :partition, :next, :next)";
    private static final String READ_COUNTED =
            "select partition_number, coalesce(counted_offset, 0) from view_offset where topic = :topic";

    private static final String FORGET = "delete from view_offset where topic in (:topic, :summedUp, :metered)";

    /** Before the name of a topic: the place up to which claims are summed up. */
    private static final String SUMMED_UP = "summed-up:";

    /** Before the name of a topic: the place up to which scores are metered. */
    private static final String METERED = "metered:";

    private OffsetTable() {}

    /** Up to where scores are metered, by partition. */
    static Map<TopicPartition, Long> readMetered(Jdbi jdbi, List<String> topics) {
        return renamed(
                read(jdbi, topics.stream().map(METERED::concat).toList()), topic -> topic.substring(METERED.length()));
    }

    /** As {@link #move}, for up to where scores are metered. */
    static void moveMetered(Handle handle, Map<TopicPartition, Long> known, Map<TopicPartition, Long> next) {
        move(handle, renamed(known, METERED::concat), renamed(next, METERED::concat));
    }

    /** Up to where claims are summed up, by partition. */
    static Map<TopicPartition, Long> readSummedUp(Jdbi jdbi, List<String> topics) {
        return renamed(
                read(jdbi, topics.stream().map(SUMMED_UP::concat).toList()),
                topic -> topic.substring(SUMMED_UP.length()));
    }

    /** As {@link #move}, for up to where claims are summed up. */
    static void moveSummedUp(Handle handle, Map<TopicPartition, Long> known, Map<TopicPartition, Long> next) {
        move(handle, renamed(known, SUMMED_UP::concat), renamed(next, SUMMED_UP::concat));
    }

    private static Map<TopicPartition, Long> renamed(
            Map<TopicPartition, Long> positions, UnaryOperator<String> topicName) {
        Map<TopicPartition, Long> renamed = new HashMap<>();
        positions.forEach((partition, offset) ->
                renamed.put(new TopicPartition(topicName.apply(partition.topic()), partition.partition()), offset));
        return renamed;
    }

    /** The next offset to read, by partition; without those never read. */
    static Map<TopicPartition, Long> read(Jdbi jdbi, Iterable<String> topics) {
        return read(jdbi, topics, READ);
    }

    /**
     * Up to where records are counted, by partition. It never goes back: records from before it may be read once more, and are not
     * counted once more.
     */
    static Map<TopicPartition, Long> readCounted(Jdbi jdbi, Iterable<String> topics) {
        return read(jdbi, topics, READ_COUNTED);
    }

    private static Map<TopicPartition, Long> read(Jdbi jdbi, Iterable<String> topics, String sql) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        jdbi.useHandle(handle -> topics.forEach(topic -> handle.createQuery(sql)
                .bind("topic", topic)
                .map((row, context) -> Map.entry(new TopicPartition(topic, row.getInt(1)), row.getLong(2)))
                .forEach(entry -> positions.put(entry.getKey(), entry.getValue()))));
        return positions;
    }

    /** Forgets where topics were read to, metered and summed up: they are read from their beginning. */
    static void forget(Handle handle, List<String> topics) {
        topics.forEach(topic -> handle.createUpdate(FORGET)
                .bind("topic", topic)
                .bind("summedUp", SUMMED_UP + topic)
                .bind("metered", METERED + topic)
                .execute());
    }

    /**
     * Moves on from where this projection thinks it stands; call it before the rows are written.
     *
     * @throws IllegalStateException when another process has moved in between: nothing may be written then
     */
    static void move(Handle handle, Map<TopicPartition, Long> known, Map<TopicPartition, Long> next) {
        next.forEach((partition, offset) -> {
            Long expected = known.get(partition);
            int moved = handle.createUpdate(expected == null ? START : MOVE)
                    .bind("topic", partition.topic())
                    .bind("partition", partition.partition())
                    .bind("next", offset)
                    .bindMap(expected == null ? Map.of() : Map.of("expected", expected))
                    .execute();
            if (moved != 1) {
                throw new IllegalStateException(
                        "Expected to be the only projection of " + partition + ", but another process moved it.");
            }
        });
    }
}
