package io.claimstream.platform.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What health says while state is read back. */
class RestorationTest {

    private static final TopicPartition FIRST = new TopicPartition("changelog", 0);
    private static final TopicPartition SECOND = new TopicPartition("changelog", 1);

    private final Restoration restoration = new Restoration();

    @Test
    void shouldCountDownWhatIsLeftOfEveryPartition() {
        // Given
        restoration.onRestoreStart(FIRST, "history", 100, 1_100);
        restoration.onRestoreStart(SECOND, "history", 0, 500);

        // When
        restoration.onBatchRestored(FIRST, "history", 700, 600);

        // Then
        assertThat(restoration.words())
                .contains("restoring state from 2 changelog partitions, at most 900 records left");
    }

    @Test
    void shouldBeOverWhenEveryPartitionEndsOrIsGivenAway() {
        // Given
        restoration.onRestoreStart(FIRST, "history", 0, 10);
        restoration.onRestoreStart(SECOND, "history", 0, 5);

        // When
        restoration.onRestoreEnd(FIRST, "history", 10);
        restoration.onBatchRestored(SECOND, "history", 2, 3);
        String oneLeft = restoration.words().orElse("");
        restoration.onRestoreSuspended(SECOND, "history", 3);

        // Then
        assertThat(oneLeft).isEqualTo("restoring state from 1 changelog partition, at most 2 records left");
        assertThat(restoration.words()).isEmpty();
    }

    @Test
    void shouldNotTakeUpAgainWhatWasGivenAway() {
        // Given
        restoration.onRestoreStart(FIRST, "history", 0, 10);
        restoration.onRestoreSuspended(FIRST, "history", 0);

        // When
        restoration.onBatchRestored(FIRST, "history", 4, 5);

        // Then
        assertThat(restoration.words()).isEmpty();
    }
}
