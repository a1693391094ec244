package io.claimstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.model.artifact.Refusal;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlotMetersTest {

    private static final Clock CLOCK = Clock.fixed(TestModels.NOW, ZoneOffset.UTC);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SlotMeters slots = new SlotMeters(meters);

    @Test
    void shouldTellHowLongASlotIsBehindAndWhichVersionItServes() {
        slots.show(
                List.of(behind("a", TestModels.NOW.minusSeconds(90)), current("b")),
                CLOCK,
                SlotMetersTest::publishedAt);

        assertThat(behindSeconds("a")).isEqualTo(90);
        assertThat(behindSeconds("b")).isZero();
        assertThat(meters.get(ScoringMetrics.DEPLOYMENT_OFFSET)
                        .tags("slot", "a", "version", "m-1")
                        .gauge()
                        .value())
                .isEqualTo(4);
    }

    @Test
    void shouldForgetTheVersionBefore() {
        slots.show(List.of(current("a")), CLOCK, SlotMetersTest::publishedAt);
        slots.show(List.of(new SlotState("a", "m-2", 9, Optional.empty())), CLOCK, SlotMetersTest::publishedAt);

        assertThat(meters.find(ScoringMetrics.DEPLOYMENT_OFFSET).gauges())
                .extracting(gauge -> gauge.getId().getTag("version"))
                .containsExactly("m-2");
    }

    @Test
    void shouldSumUpSlotsBeyondItsBoundByTheWorst() {
        // Given
        List<SlotState> states = new ArrayList<>();
        for (int i = 0; i < 2 * SlotMeters.MOST_SLOTS; i++) {
            states.add(current("slot-" + i));
        }
        states.add(behind("late", TestModels.NOW.minusSeconds(5)));
        states.add(behind("later", TestModels.NOW.minusSeconds(50)));

        // When
        slots.show(states, CLOCK, SlotMetersTest::publishedAt);

        // Then
        assertThat(meters.find(ScoringMetrics.MODEL_BEHIND).gauges()).hasSize(SlotMeters.MOST_SLOTS);
        assertThat(behindSeconds(SlotMeters.OTHERS)).isEqualTo(50);
    }

    @Test
    void shouldTellHowOldTheModelInServiceIs() {
        // Given
        slots.show(List.of(current("a")), CLOCK, SlotMetersTest::publishedAt);

        // When
        SlotState next = new SlotState("a", "m-2", 9, Optional.empty());
        SlotState none = new SlotState("b", "baseline", 8, Optional.empty());
        slots.show(List.of(next, none), CLOCK, SlotMetersTest::publishedAt);

        // Then
        Gauge age = meters.get(ScoringMetrics.MODEL_AGE).gauge();
        assertThat(age.getId().getTags()).containsExactly(Tag.of("slot", "a"), Tag.of("version", "m-2"));
        assertThat(age.value()).isEqualTo(3600);
        assertThat(meters.find(ScoringMetrics.MODEL_AGE).gauges()).hasSize(1);
    }

    private static Optional<Instant> publishedAt(String version) {
        return switch (version) {
            case "m-1" -> Optional.of(TestModels.NOW.minusSeconds(60));
            case "m-2" -> Optional.of(TestModels.NOW.minusSeconds(3600));
            default -> Optional.empty();
        };
    }

    private static SlotState current(String slot) {
        return new SlotState(slot, "m-1", 4, Optional.empty());
    }

    private static SlotState behind(String slot, Instant since) {
        Refusal cause = new Refusal(Refusal.Code.INCOMPLETE, "a test");
        return new SlotState(slot, "m-1", 4, Optional.of(new SlotState.Behind("m-2", since, cause)));
    }

    private double behindSeconds(String slot) {
        return meters.get(ScoringMetrics.MODEL_BEHIND).tag("slot", slot).gauge().value();
    }
}
