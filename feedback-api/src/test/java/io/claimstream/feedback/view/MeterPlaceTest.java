package io.claimstream.feedback.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.TestDatabases;
import io.claimstream.platform.database.Database;
import io.claimstream.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeterPlaceTest {

    private static final TopicPartition SCORES = new TopicPartition(Topics.CLAIMS_SCORED.name(), 0);
    private static final TopicPartition FEEDBACK = new TopicPartition(Topics.CLAIMS_FEEDBACK.name(), 0);

    private final Database database = TestDatabases.h2();
    private final Jdbi jdbi = database.jdbi();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void shouldGoBackForWhatWasReadWithoutAMeter() {
        // Given
        read(Map.of(SCORES, 5L, FEEDBACK, 3L));

        // When
        Map<TopicPartition, Long> known = takenUp(new MeterPlace(jdbi));

        // Then
        assertThat(known).containsEntry(SCORES, 0L).containsEntry(FEEDBACK, 3L);
        assertThat(stored()).isEqualTo(known);
        assertThat(OffsetTable.readCounted(jdbi, List.of(SCORES.topic()))).containsEntry(SCORES, 5L);
    }

    @Test
    void shouldGoBackForWhatAnOlderProcessPassedBy() {
        // Given
        MeterPlace meter = new MeterPlace(jdbi);
        Map<TopicPartition, Long> known = takenUp(meter);
        read(meter, known, 4);
        jdbi.useTransaction(handle -> OffsetTable.move(handle, known, Map.of(SCORES, 9L)));

        // When
        Map<TopicPartition, Long> later = takenUp(new MeterPlace(jdbi));

        // Then
        assertThat(later).containsEntry(SCORES, 4L);
    }

    @Test
    void shouldStayWhereItIsWhenScoresAreReadOnceMore() {
        // Given
        MeterPlace meter = new MeterPlace(jdbi);
        Map<TopicPartition, Long> known = takenUp(meter);
        read(meter, known, 6);

        // When: back for the sums of claims, and on a little.
        jdbi.useTransaction(handle -> OffsetTable.move(handle, known, Map.of(SCORES, 2L)));
        known.put(SCORES, 2L);
        meter.goBack(known);
        read(meter, known, 3);

        // Then
        assertThat(OffsetTable.readMetered(jdbi, List.of(SCORES.topic()))).containsExactly(Map.entry(SCORES, 6L));
        assertThat(takenUp(new MeterPlace(jdbi))).containsEntry(SCORES, 3L);
    }

    @Test
    void shouldBeForgottenWithTheTopic() {
        // Given
        MeterPlace meter = new MeterPlace(jdbi);
        read(meter, takenUp(meter), 6);

        // When
        jdbi.useTransaction(handle -> OffsetTable.forget(handle, List.of(SCORES.topic())));

        // Then
        assertThat(OffsetTable.readMetered(jdbi, List.of(SCORES.topic()))).isEmpty();
    }

    private Map<TopicPartition, Long> takenUp(MeterPlace meter) {
        Map<TopicPartition, Long> known = new HashMap<>(stored());
        meter.goBack(known);
        return known;
    }

    private Map<TopicPartition, Long> stored() {
        return OffsetTable.read(jdbi, List.of(SCORES.topic(), FEEDBACK.topic()));
    }

    private void read(MeterPlace meter, Map<TopicPartition, Long> known, long scores) {
        Map<TopicPartition, Long> next = Map.of(SCORES, scores);
        jdbi.useTransaction(handle -> {
            OffsetTable.move(handle, known, next);
            meter.write(handle, next);
        });
        known.putAll(next);
    }

    private void read(Map<TopicPartition, Long> next) {
        jdbi.useTransaction(handle -> OffsetTable.move(handle, Map.of(), next));
    }
}
