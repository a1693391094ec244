package io.claimstream.feedback;

import io.claimstream.event.RecordRef;
import io.claimstream.event.SubjectErased;
import io.claimstream.feedback.privacy.ErasureWorld;
import io.claimstream.feedback.publish.EventPublisher;
import io.claimstream.platform.lag.KafkaLagReader;
import io.claimstream.platform.lag.Seen.Partition;
import io.claimstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** What an erasure reaches on Kafka. For one thread. */
final class KafkaErasureWorld implements ErasureWorld {

    /** The application of feature-stream, which keeps the histories. */
    private static final String HISTORIES = "claimstream-features";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EventPublisher publisher;
    private final Supplier<Properties> client;
    private final BiPredicate<TopicPartition, Long> readModel;
    private final BooleanSupplier erasures;

    /**
     * @param client brokers and what else every client shares, anew each time
     * @param readModel whether the read model has the record at an offset
     * @param erasures whether it has every erasure that there was at the start
     */
    KafkaErasureWorld(
            EventPublisher publisher,
            Supplier<Properties> client,
            BiPredicate<TopicPartition, Long> readModel,
            BooleanSupplier erasures) {
        this.publisher = publisher;
        this.client = client;
        this.readModel = readModel;
        this.erasures = erasures;
    }

    @Override
    public RecordRef tell(SubjectErased erased) {
        String key = erased.getInsurer() + "|" + erased.getClaimantPseudonym();
        try {
            return publisher
                    .publish(Topics.PRIVACY_ERASURES, key, erased)
                    .get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Expected Kafka to take an erasure.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to be left alone while Kafka answers.", e);
        }
    }

    @Override
    public Map<TopicPartition, Long> ends(String topic) {
        try (Admin admin = Admin.create(client.get())) {
            TopicDescription described = Objects.requireNonNull(
                    of(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic), topic);
            Map<TopicPartition, OffsetSpec> wanted = described.partitions().stream()
                    .map(it -> new TopicPartition(topic, it.partition()))
                    .collect(Collectors.toMap(Function.identity(), it -> OffsetSpec.latest()));
            Map<TopicPartition, Long> ends = new HashMap<>();
            // What an open transaction holds lies above the end of what is committed: it must be waited for.
            of(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                            .all())
                    .forEach((partition, it) -> ends.put(partition, it.offset()));
            return ends;
        }
    }

    @Override
    public boolean isInReadModel(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(it -> it.getValue() == 0 || readModel.test(it.getKey(), it.getValue() - 1));
    }

    @Override
    public boolean hasErasures() {
        return erasures.getAsBoolean();
    }

    /** Offsets of control records are never committed by themselves: what is looked at is whether a record stands in between. */
    @Override
    public boolean isInHistories(Map<TopicPartition, Long> ends) {
        List<Partition> seen = read();
        return ends.entrySet().stream()
                .allMatch(end -> end.getValue() == 0 || isRead(seen, end.getKey(), end.getValue()));
    }

    private static boolean isRead(List<Partition> seen, TopicPartition partition, long end) {
        Optional<Partition> known = seen.stream()
                .filter(it ->
                        it.key().topic().equals(partition.topic()) && it.key().partition() == partition.partition())
                .findFirst();
        return known.filter(it -> it.committed() >= end || it.backlog().records() == 0)
                .isPresent();
    }

    private List<Partition> read() {
        // Its clients stay open as long as it does, and erasures are few.
        KafkaLagReader reader = new KafkaLagReader(client, HISTORIES::equals);
        try {
            return reader.read().partitions();
        } finally {
            reader.close();
        }
    }

    private static <T> T of(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Expected an answer of Kafka.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected to be left alone while Kafka answers.", e);
        }
    }
}
