package io.claimstream.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.launcher.command.OutsideWorldException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicTailTest {

    private static final TopicPartition PLACE = new TopicPartition("scores", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final List<Long> read = new ArrayList<>();

    @Test
    void shouldTakeAsLongAsItNeedsWhileRecordsCome() {
        // Given
        holds(3);
        for (long offset = 0; offset < 3; offset++) {
            ConsumerRecord<byte[], byte[]> record =
                    new ConsumerRecord<>(PLACE.topic(), PLACE.partition(), offset, new byte[0], new byte[0]);
            consumer.schedulePollTask(() -> {});
            consumer.schedulePollTask(() -> consumer.addRecord(record));
        }

        // When
        try (TopicTail tail = new TopicTail(consumer, List.of(PLACE.topic()), Duration.ofMinutes(1))) {
            tail.readToEnd(record -> read.add(record.offset()));
        }

        // Then
        assertThat(read).containsExactly(0L, 1L, 2L);
    }

    @Test
    void shouldCallItTheWorldWhenNothingComesAnyMore() {
        // Given
        holds(3);

        // Then
        try (TopicTail tail = new TopicTail(consumer, List.of(PLACE.topic()), Duration.ofMillis(20))) {
            assertThatThrownBy(() -> tail.readToEnd(record -> read.add(record.offset())))
                    .isInstanceOf(OutsideWorldException.class)
                    .hasMessageContaining("scores");
        }
    }

    private void holds(long records) {
        Node broker = new Node(1, "localhost", 9092);
        consumer.updatePartitions(
                PLACE.topic(),
                List.of(new PartitionInfo(
                        PLACE.topic(), PLACE.partition(), broker, new Node[] {broker}, new Node[] {broker})));
        consumer.updateBeginningOffsets(Map.of(PLACE, 0L));
        consumer.updateEndOffsets(Map.of(PLACE, records));
    }
}
