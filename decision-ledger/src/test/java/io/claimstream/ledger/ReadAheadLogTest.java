package io.claimstream.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.event.RecordRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ReadAheadLogTest {

    private static final String TOPIC = "claims.features.v1";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final ReadAheadLog log = new ReadAheadLog(() -> consumer);

    @Test
    void shouldAnswerForWhatItHasReadOnTheWay() {
        // Given
        stand(3, 4, 5);

        // When
        consumer.schedulePollTask(() -> List.of(3, 4, 5).forEach(this::add));

        // Then
        assertThat(at(3)).contains("value 3");
        // A second fetch would find nothing: the consumer gives each record once.
        assertThat(at(5)).contains("value 5");
        assertThat(at(4)).contains("value 4");
    }

    @Test
    void shouldHaveNothingBehindTheEndNorBeforeTheBeginning() {
        // Given
        stand(3, 4, 5);

        // Then
        assertThat(at(9)).isEmpty();
        assertThat(log.at(TOPIC, new RecordRef(1, -1L))).isEmpty();
    }

    @Test
    void shouldPassOnWhatTheWorldIsToBlameFor() {
        // Given
        stand(3, 4, 5);
        consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("away")));

        // Then
        assertThatThrownBy(() -> at(3)).isInstanceOf(TimeoutException.class);
    }

    private void stand(int... offsets) {
        consumer.updateBeginningOffsets(Map.of(PARTITION, (long) offsets[0]));
        consumer.updateEndOffsets(Map.of(PARTITION, offsets[offsets.length - 1] + 1L));
    }

    private void add(int offset) {
        consumer.addRecord(new ConsumerRecord<>(
                TOPIC, 1, offset, new byte[0], ("value " + offset).getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<String> at(long offset) {
        return log.at(TOPIC, new RecordRef(1, offset)).map(it -> new String(it, StandardCharsets.UTF_8));
    }
}
