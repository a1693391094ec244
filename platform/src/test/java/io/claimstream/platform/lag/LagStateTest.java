package io.claimstream.platform.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LagStateTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

    @Test
    void shouldBeOkOnceEverythingWasRead() {
        assertThat(state(new long[] {5, 5, 5, 5, 5, 5, 5, 5}, new long[] {9, 9, 9, 0, 9, 9, 9, 9}))
                .isEqualTo(LagState.OK);
    }

    @Test
    void shouldBeStalledWhenSomethingWaitsAndNothingIsCommitted() {
        assertThat(state(new long[] {5, 5, 5, 5, 5, 5, 5, 5}, new long[] {1, 1, 1, 1, 1, 1, 1, 1}))
                .isEqualTo(LagState.STALLED);
    }

    @Test
    void shouldWarnWhenItFallsBehindMoreAndMore() {
        assertThat(state(new long[] {1, 2, 3, 4, 5, 6, 7, 8}, new long[] {10, 11, 12, 13, 14, 15, 16, 17}))
                .isEqualTo(LagState.WARNING);
    }

    @Test
    void shouldBeOkWhileABurstIsWorkedOff() {
        assertThat(state(new long[] {1, 2, 3, 4, 5, 6, 7, 8}, new long[] {10, 90, 80, 70, 60, 50, 40, 30}))
                .isEqualTo(LagState.OK);
    }

    @Test
    void shouldNotJudgeAFewSeconds() {
        assertThat(state(new long[] {5, 5, 5, 5}, new long[] {1, 1, 1, 1})).isEqualTo(LagState.OK);
        assertThat(LagState.of(List.of())).isEqualTo(LagState.OK);
    }

    private static LagState state(long[] committed, long[] records) {
        List<LagPoint> points = new ArrayList<>();
        for (int i = 0; i < committed.length; i++) {
            points.add(new LagPoint(NOW.plusSeconds(5L * i), committed[i], records[i], (double) records[i]));
        }
        return LagState.of(points);
    }
}
