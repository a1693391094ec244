package io.claimstream.platform.lag;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.platform.lag.BacklogProbe.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class BacklogProbeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
    private static final TopicPartition OPEN = new TopicPartition("open", 0);
    private static final TopicPartition SECRET = new TopicPartition("secret", 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void shouldLookAtTheOthersWhenATopicMayNotBeRead() {
        // Given
        Place open = new Place(OPEN, 4, 6);
        Place secret = new Place(SECRET, 10, 110);
        consumer.schedulePollTask(
                () -> consumer.setPollException(new TopicAuthorizationException(Set.of(SECRET.topic()))));
        consumer.schedulePollTask(() -> List.of(4L, 5L).forEach(this::add));

        // When
        Map<Place, Backlog> backlogs;
        try (BacklogProbe probe = new BacklogProbe(consumer)) {
            backlogs = probe.look(List.of(secret, open));
        }

        // Then
        assertThat(backlogs).containsEntry(open, new Backlog(2, true, NOW));
        assertThat(backlogs).containsEntry(secret, new Backlog(100, false, null));
    }

    private void add(long offset) {
        consumer.addRecord(new ConsumerRecord<>(
                OPEN.topic(),
                0,
                offset,
                NOW.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                1,
                null,
                new byte[] {1},
                new RecordHeaders(),
                Optional.empty()));
    }
}
