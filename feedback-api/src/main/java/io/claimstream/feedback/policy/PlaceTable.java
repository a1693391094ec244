package io.claimstream.feedback.policy;

import io.claimstream.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;

/** Up to where in the log of scores policies have decided. */
final class PlaceTable {

    private static final String TOPIC = Topics.CLAIMS_SCORED.name();

    private PlaceTable() {}

    /** Where to go on, by partition; without those never read. */
    static Map<TopicPartition, Long> read(Handle handle) {
        Map<TopicPartition, Long> places = new HashMap<>();
        handle.createQuery("select partition_number, next_offset from record_policy_place")
                .map((row, context) -> Map.entry(new TopicPartition(TOPIC, row.getInt(1)), row.getLong(2)))
                .forEach(it -> places.put(it.getKey(), it.getValue()));
        return places;
    }

    static void write(Handle handle, Map<TopicPartition, Long> places) {
        places.forEach((partition, next) -> {
            int moved = handle.createUpdate(
                            "update record_policy_place set next_offset = :next where partition_number = :partition")
                    .bind("next", next)
                    .bind("partition", partition.partition())
                    .execute();
            if (moved == 0) {
                handle.createUpdate("insert into record_policy_place (partition_number, next_offset)"
                                + " values (:partition, :next)")
                        .bind("next", next)
                        .bind("partition", partition.partition())
                        .execute();
            }
        });
    }

    /**
     * Where nobody reads the log, because no policy is in force, whoever begins to does so where the read model is: what came before is not meant, and not read
     * again.
     */
    static void startWhereTheReadModelIs(Handle handle) {
        boolean isRead =
                handle.createQuery("select count(*) from record_policy where kind = :kind and document is not null")
                                .bind("kind", PolicyKind.ACCEPTANCE.name())
                                .mapTo(Integer.class)
                                .one()
                        > 0;
        if (!isRead) {
            handle.createUpdate("delete from record_policy_place").execute();
            handle.createUpdate("insert into record_policy_place (partition_number, next_offset)"
                            + " select partition_number, next_offset from view_offset where topic = :topic")
                    .bind("topic", TOPIC)
                    .execute();
        }
    }
}
