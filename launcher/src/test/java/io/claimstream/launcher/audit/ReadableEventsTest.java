package io.claimstream.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.ClaimScored;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.TrustedEvents;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReadableEventsTest {

    private static final String TOPIC = Topics.CLAIMS_SCORED.name();

    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private final ReadableEvents readable = new ReadableEvents(serdes);
    private final List<String> read = new ArrayList<>();

    @BeforeAll
    static void trustEvents() {
        TrustedEvents.trust();
    }

    @Test
    void shouldReadOnPastWhatNobodyCanReadAndCountIt() {
        // Given
        Consumer<ConsumerRecord<byte[], byte[]>> scores = readable.of(
                Topics.CLAIMS_SCORED, (record, score) -> read.add(record.offset() + " " + score.getClaimId()));

        // When
        scores.accept(at(0, frame("c-1")));
        scores.accept(at(1, "rubbish".getBytes(StandardCharsets.UTF_8)));
        scores.accept(at(2, new byte[] {0, 0, 0, 0, 99, 1, 2}));
        scores.accept(at(3, null));
        scores.accept(at(4, frame("c-2")));

        // Then
        assertThat(read).containsExactly("0 c-1", "4 c-2");
        assertThat(readable.unreadable()).as("one without a value is none").isEqualTo(2);
    }

    private byte[] frame(String claimId) {
        ClaimScored score = Events.scored(claimId).build();
        return serdes.of(Topics.CLAIMS_SCORED).serializer().serialize(TOPIC, score);
    }

    @SuppressWarnings("NullAway") // Kafka's constructor takes a value that is not there.
    private static ConsumerRecord<byte[], byte[]> at(long offset, byte @Nullable [] value) {
        return new ConsumerRecord<>(TOPIC, 0, offset, new byte[0], value);
    }
}
