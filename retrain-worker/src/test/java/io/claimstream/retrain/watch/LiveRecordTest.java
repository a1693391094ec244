package io.claimstream.retrain.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ModelSlot;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveRecordTest {

    private static final Bounds BOUNDS = new Bounds(2, 0.8, 10_000);

    private final LiveRecord live = new LiveRecord("m-1", 0.06, BOUNDS);

    @Test
    void shouldKeepItsBoundsWhileItErrsAsOnTheHoldout() {
        // When
        for (int i = 0; i < 5_000; i++) {
            settle(i % 2 == 0 ? "112.00" : "100.00", "150.00");
        }
        calibrated(5_000, 4_500);

        // Then
        assertThat(live.standing().breaches()).isEmpty();
        assertThat(live.standing().error().orElseThrow()).isCloseTo(0.06, within(1e-9));
        assertThat(live.standing().isBaselineCloser()).isFalse();
    }

    @Test
    void shouldSayWhatItsErrorIsWhenItBreaksItsBound() {
        // Given
        for (int i = 0; i < 1_000; i++) {
            settle("105.00", "90.00");
        }

        // When
        for (int i = 0; i < 200; i++) {
            settle("130.00", "110.00");
        }

        // Then
        assertThat(live.standing().breaches())
                .containsExactly(new Breach(
                        Bound.ERROR,
                        "Live error 0.300 over the latest 200 settlements of its claims (sum of heads: 0.100), beyond chance above"
                                + " its bound of 0.120; it was 0.060 on the holdout."));
        assertThat(live.standing().isBaselineCloser()).isTrue();
    }

    @Test
    void shouldSayWhatItCoveredWhenItBreaksItsBound() {
        // Given
        calibrated(0, 0);
        calibrated(1_000, 900);

        // When
        calibrated(1_100, 950);
        List<Breach> early = live.standing().breaches();
        calibrated(1_200, 1_000);

        // Then
        assertThat(early).extracting(Breach::bound).containsExactly(Bound.COVERAGE);
        assertThat(live.standing().breaches())
                .extracting(Breach::reason)
                .containsExactly(
                        "Intervals covered 100 of the latest 200 settlements of its claims, beyond chance fewer than its bound of 0.80.");
    }

    @Test
    void shouldNotTakeASmallErrorForABreak() {
        // Given
        LiveRecord exact = new LiveRecord("m-1", 0.001, BOUNDS);

        // When
        for (int i = 0; i < 5_000; i++) {
            exact.settled(new BigDecimal("100.00"), new BigDecimal("104.00"), new BigDecimal("150.00"));
        }

        // Then
        assertThat(exact.standing().breaches()).isEmpty();
    }

    private void settle(String estimate, String sumOfHeads) {
        live.settled(new BigDecimal("100.00"), new BigDecimal(estimate), new BigDecimal(sumOfHeads));
    }

    private void calibrated(long settlements, long covered) {
        live.calibrated(CalibrationRecord.newBuilder()
                .setNumber(1)
                .setModelVersion("m-1")
                .setSlot(new ModelSlot("MOTOR_INJURY", "GBP", null))
                .setNominalCoverage(0.9)
                .setLogHalfWidth(1)
                .setWithinTenPercent(0.5)
                .setRows(100)
                .setLabelled(List.of())
                .setAt(Instant.EPOCH)
                .setSettlements(settlements)
                .setCovered(covered)
                .build());
    }
}
