package io.claimstream.platform.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.platform.service.Health.Check;
import io.claimstream.platform.service.Health.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LogFollowerTest {

    private static final String TOPIC = "models.test";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final BlockingQueue<Long> taken = new LinkedBlockingQueue<>();

    @Test
    void shouldReadWhatIsThereAndWhatComes() throws Exception {
        // Given
        MockConsumer<byte[], byte[]> consumer = consumer(2);
        consumer.schedulePollTask(() -> add(consumer, 0, 1));
        try (LogFollower follower = follower(consumer, record -> taken.add(record.offset()))) {
            assertThat(follower.isCaughtUp()).isFalse();

            // When
            follower.start();

            // Then
            assertThat(List.of(taken.take(), taken.take())).containsExactly(0L, 1L);
            await(follower::isCaughtUp);
            await(() -> follower.check().equals(Check.up("test")));
            consumer.schedulePollTask(() -> add(consumer, 2));
            assertThat(taken.take()).isEqualTo(2L);
        }
    }

    @Test
    void shouldTakeARecordAgainAfterWhatPassesByItself() throws Exception {
        // Given
        AtomicBoolean away = new AtomicBoolean(true);
        try (LogFollower follower = new LogFollower(
                "test",
                List.of(TOPIC),
                () -> {
                    MockConsumer<byte[], byte[]> consumer = consumer(1);
                    consumer.schedulePollTask(() -> add(consumer, 0));
                    return consumer;
                },
                record -> {
                    if (away.getAndSet(false)) {
                        throw new TimeoutException("the registry is away");
                    }
                    taken.add(record.offset());
                })) {
            // When
            follower.start();

            // Then
            assertThat(taken.take()).isZero();
            await(() -> follower.check().status() == Status.UP);
        }
    }

    @Test
    void shouldEndWithABugAndSaySo() throws Exception {
        // Given
        MockConsumer<byte[], byte[]> consumer = consumer(1);
        consumer.schedulePollTask(() -> add(consumer, 0));
        try (LogFollower follower = follower(consumer, record -> {
            throw new IllegalStateException("a bug");
        })) {
            // When
            follower.start();

            // Then
            await(() -> follower.check().status() == Status.FAILED);
        }
    }

    private static LogFollower follower(
            Consumer<byte[], byte[]> consumer, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        return new LogFollower("test", List.of(TOPIC), () -> consumer, taker);
    }

    private static MockConsumer<byte[], byte[]> consumer(long end) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, end));
        return consumer;
    }

    private static void add(MockConsumer<byte[], byte[]> consumer, long... offsets) {
        for (long offset : offsets) {
            consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, new byte[0], new byte[] {1}));
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        BlockingQueue<Long> nothing = new LinkedBlockingQueue<>();
        while (!condition.getAsBoolean()) {
            nothing.poll(10, TimeUnit.MILLISECONDS);
        }
    }
}
