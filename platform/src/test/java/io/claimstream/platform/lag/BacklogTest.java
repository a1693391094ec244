package io.claimstream.platform.lag;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

    @Test
    void shouldNotCountControlRecords() {
        // Given: offset 10 holds a marker, and nothing else is there.
        assertThat(Backlog.of(10, 11, 11, 0, null)).isEqualTo(Backlog.NONE);
    }

    @Test
    void shouldCountWhatItSawToTheEnd() {
        assertThat(Backlog.of(10, 20, 20, 5, NOW)).isEqualTo(new Backlog(5, true, NOW));
    }

    @Test
    void shouldEstimateTheRestByTheShareOfOffsetsThatHoldARecord() {
        assertThat(Backlog.of(0, 1_000, 100, 50, NOW)).isEqualTo(new Backlog(500, false, NOW));
    }

    @Test
    void shouldGuessTheWorstOfWhatItCouldNotLookAt() {
        assertThat(Backlog.of(10, 110, 10, 0, null)).isEqualTo(new Backlog(100, false, null));
    }

    @Test
    void shouldBeAsOldAsItsOldestRecord() {
        assertThat(new Backlog(1, true, NOW).age(NOW.plusSeconds(7))).contains(Duration.ofSeconds(7));
        assertThat(new Backlog(1, true, NOW).age(NOW.minusSeconds(7))).contains(Duration.ZERO);
        assertThat(Backlog.NONE.age(NOW)).contains(Duration.ZERO);
    }

    @Test
    void shouldNotSayHowOldItIsWhenItCouldNotLook() {
        assertThat(Backlog.of(10, 110, 10, 0, null).age(NOW)).isEmpty();
    }
}
