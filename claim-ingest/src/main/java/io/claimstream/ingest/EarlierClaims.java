package io.claimstream.ingest;

import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Whether claims were accepted before there were rows of pseudonyms: those have computed ones. The log tells, and nothing else does: a database may be new, and a file with a key
 * is there before the first claim.
 */
record EarlierClaims(Settings settings) implements BooleanSupplier {

    /** @throws org.apache.kafka.common.KafkaException when Kafka does not answer within 30 seconds */
    @Override
    public boolean getAsBoolean() {
        try (Admin admin = Admin.create(KafkaClients.properties(settings))) {
            return KafkaClients.await(admin.listOffsets(ends(admin)).all()).values().stream()
                    .anyMatch(it -> it.offset() > 0);
        } catch (UnknownTopicOrPartitionException e) {
            return false;
        }
    }

    private static Map<TopicPartition, OffsetSpec> ends(Admin admin) {
        String topic = Topics.CLAIMS_ACCEPTED.name();
        TopicDescription described = Objects.requireNonNull(
                KafkaClients.await(admin.describeTopics(List.of(topic)).allTopicNames())
                        .get(topic));
        return described.partitions().stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .collect(Collectors.toMap(it -> it, it -> OffsetSpec.latest()));
    }
}
