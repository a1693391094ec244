package io.claimstream.launcher.doctor;

import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether records come from a time to come. Kafka tells nobody its time; the newest timestamp of a topic, of its broker's or its writer's clock, may not be
 * ahead of ours. A clock that is behind is not seen.
 */
final class KafkaClockCheckup implements Checkup {

    static final Duration TOLERATED = Duration.ofSeconds(5);

    private static final String AREA = "clock";

    private final Admin admin;
    private final Clock clock;

    KafkaClockCheckup(Admin admin, Clock clock) {
        this.admin = admin;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        Set<String> seen = KafkaClients.await(admin.listTopics().names());
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (Topic<?> topic : Topics.ALL) {
            if (seen.contains(topic.name())) {
                asked.put(new TopicPartition(topic.name(), 0), OffsetSpec.maxTimestamp());
            }
        }
        Instant latest = clock.instant().plus(TOLERATED);
        List<Finding> findings = KafkaClients.await(admin.listOffsets(asked).all()).entrySet().stream()
                .filter(it -> it.getValue().timestamp() > latest.toEpochMilli())
                .map(it -> ahead(
                        it.getKey().topic(),
                        Duration.ofMillis(it.getValue().timestamp() - latest.toEpochMilli())
                                .plus(TOLERATED)))
                .toList();
        return findings.isEmpty() ? List.of(Finding.ok(AREA, "No record of Kafka is from a time to come.")) : findings;
    }

    private static Finding ahead(String topic, Duration by) {
        return Finding.warning(
                AREA,
                "The newest record of " + topic + " is " + by.toSeconds() + " s ahead of the clock of this machine.",
                "Set the clocks of this machine, the brokers and whoever writes that topic by NTP. Lag and latency are told from these times.");
    }
}
