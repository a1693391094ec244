package io.claimstream.platform.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginTest {

    private record Position(String topic, int partition, long offset) implements RecordMetadata {}

    @Test
    void shouldTravelThroughARepartitionTopic() {
        // Given
        Headers headers = new RecordHeaders();
        Origin.mark(headers, new Position("claims.submitted.v1", 9, 9L), null);
        Origin.mark(headers, new Position("claims.submitted.v1", 3, 42L), "key".getBytes(UTF_8));

        // When / Then
        assertThat(Origin.of("x-repartition", headers))
                .contains(new Origin("claims.submitted.v1", 3, 42, "key".getBytes(UTF_8)))
                .get()
                .hasToString("claims.submitted.v1-3@42");
        assertThat(Origin.of("claims.submitted.v1", headers)).isEmpty();
        assertThat(Origin.of(null, headers)).isEmpty();
        Origin.clear(headers);
        assertThat(headers).isEmpty();
    }

    @Test
    void shouldKeepTheAbsenceOfAKey() {
        // Given
        Headers headers = new RecordHeaders();
        Origin.mark(headers, new Position("t", 0, 0L), "stale".getBytes(UTF_8));

        // When
        Origin.mark(headers, new Position("t", 0, 1L), null);

        // Then
        assertThat(Origin.of("x-repartition", headers).orElseThrow().key()).isNull();
    }

    @Test
    void shouldMakeAnotherMemberOfAnotherDataDirectory(@TempDir Path one, @TempDir Path two) throws Exception {
        // Given
        String first = InstanceId.of(one, "service");
        Files.createDirectories(two);
        Files.writeString(two.resolve("service.id"), "");

        // When
        String other = InstanceId.of(two, "service");

        // Then
        assertThat(InstanceId.of(one, "service")).isEqualTo(first);
        assertThat(other).startsWith("service-").isNotEqualTo(first);
        assertThat(InstanceId.of(two, "service")).isEqualTo(other);
    }
}
