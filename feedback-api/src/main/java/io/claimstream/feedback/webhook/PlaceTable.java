package io.claimstream.feedback.webhook;

import io.claimstream.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Up to where the log is turned into deliveries, in the database. */
final class PlaceTable {

    /** The topics that are told of. */
    static final List<String> TOPICS = List.of(Topics.CLAIMS_SCORED.name(), Topics.CLAIMS_REJECTED.name());

    private PlaceTable() {}

    /** Begins where the read model stands, unless it has begun: what happens once a webhook is there is after that. */
    static void begin(Handle handle) {
        if (read(handle).isEmpty()) {
            handle.createUpdate("insert into record_webhook_place (topic, partition_number, next_offset)"
                            + " select topic, partition_number, next_offset from view_offset where topic in (<topics>)")
                    .bindList("topics", TOPICS)
                    .execute();
        }
    }

    /** Forgets where it stands: there is nobody to tell. */
    static void end(Handle handle) {
        handle.execute("delete from record_webhook_place");
    }

    static Map<TopicPartition, Long> read(Handle handle) {
        Map<TopicPartition, Long> places = new HashMap<>();
        handle.createQuery("select topic, partition_number, next_offset from record_webhook_place")
                .map((row, context) -> Map.entry(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3)))
                .forEach(it -> places.put(it.getKey(), it.getValue()));
        return places;
    }

    /** Moves on; false when another process has moved in between, and nothing may be written then. */
    static boolean move(Handle handle, Map<TopicPartition, Long> known, Map<TopicPartition, Long> next) {
        return next.entrySet().stream()
                .allMatch(it -> move(handle, it.getKey(), known.get(it.getKey()), it.getValue()));
    }

    private static boolean move(Handle handle, TopicPartition partition, @Nullable Long expected, long next) {
        if (expected != null && expected == next) {
            return true;
        }
        if (expected == null) {
            return handle.createUpdate("insert into record_webhook_place (topic, partition_number, next_offset)"
                                    + " values (:topic, :partition, :next)")
                            .bind("topic", partition.topic())
                            .bind("partition", partition.partition())
                            .bind("next", next)
                            .execute()
                    == 1;
        }
        return handle.createUpdate("update record_webhook_place set next_offset = :next where topic = :topic"
                                + " and partition_number = :partition and next_offset = :expected")
                        .bind("next", next)
                        .bind("topic", partition.topic())
                        .bind("partition", partition.partition())
                        .bind("expected", expected)
                        .execute()
                == 1;
    }
}
