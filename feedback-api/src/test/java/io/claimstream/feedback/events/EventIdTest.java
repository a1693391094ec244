package io.claimstream.feedback.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.Facts;
import io.claimstream.schemas.Topics;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {

    private static final TopicPartition SCORED = new TopicPartition(Topics.CLAIMS_SCORED.name(), 0);
    private static final TopicPartition SCORED_NEXT = new TopicPartition(Topics.CLAIMS_SCORED.name(), 1);
    private static final TopicPartition MOVES = new TopicPartition(Topics.MODELS_DEPLOYMENTS.name(), 0);
    private static final EventId ID = new EventId(Facts.NOW, Map.of(SCORED, 412L, SCORED_NEXT, 0L, MOVES, 5L));

    @Test
    void shouldBeTheSameAfterBeingWritten() {
        assertThat(EventId.parse(ID.text())).contains(ID);
    }

    /** Clients keep ids: a released form is not changed. */
    @Test
    void shouldKeepItsForm() {
        assertThat(ID.text()).isEqualTo("mm7ju280.d:5.s:bg,0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.s:",
                "1.s:1,",
                "1.x:1",
                "1.s:-1",
                "1.s:1 ",
                "ffffffffff.s:1",
                "1.s:1\n",
                "1.s:zzzzzzzzzzzzz"
            })
    void shouldBeRecognisedAsNone(String text) {
        assertThat(EventId.parse(text)).isEmpty();
    }

    @Test
    void shouldNotBeLong() {
        assertThat(EventId.parse("1.s:" + "1,".repeat(2_000) + "1")).isEmpty();
    }

    @Test
    void shouldTellWhatIsNewFromItsBeginningAndWhatItDoesNotKnowFromNow() {
        // Given
        EventId after = new EventId(Facts.NOW, Map.of(SCORED, 412L));
        Map<TopicPartition, Long> now = Map.of(SCORED, 500L, SCORED_NEXT, 7L, MOVES, 5L);

        // When
        Map<TopicPartition, Long> places = Resume.places(after, now);

        // Then
        assertThat(places).isEqualTo(Map.of(SCORED, 412L, SCORED_NEXT, 0L, MOVES, 5L));
        assertThat(Resume.gaps(places, now, EventTopics.of(java.util.Set.of(EventKind.SCORE))))
                .isEqualTo(Map.of(SCORED, 412L, SCORED_NEXT, 0L));
    }

    @Test
    void shouldTellNothingTwiceOfALogThatEndsBefore() {
        // Given
        Map<TopicPartition, Long> now = Map.of(SCORED, 3L);

        // Then
        assertThat(Resume.places(ID, now)).isEqualTo(now);
    }

    @Test
    void shouldLeaveOutTheOldestOfTooMany() {
        // Given
        Map<TopicPartition, Long> to = Map.of(SCORED, 1_000L, SCORED_NEXT, 500L);

        // When
        Map<TopicPartition, Long> cut = Resume.cut(Map.of(SCORED, 0L, SCORED_NEXT, 0L), to, 150);

        // Then
        assertThat(cut).isEqualTo(Map.of(SCORED, 900L, SCORED_NEXT, 450L));
        assertThat(Resume.size(cut, to)).isEqualTo(150);
    }
}
