package io.claimstream.launcher.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.domain.claim.AmountBand;
import io.claimstream.event.RecordRef;
import io.claimstream.model.Metrics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacktestResultTest {

    private static final BacktestResult RESULT = new BacktestResult(
            "m-000000000001",
            List.of(
                    rescored("c-3", "1000.00", "1000.00", "1000", false),
                    rescored("c-1", "1000.00", "1200.00", "1100", false),
                    rescored("c-2", "400.00", "390.00", "300", true),
                    rescored("c-4", "700.00", "650.00", "", false)),
            new BacktestResult.LeftOut(0, 0, 0, List.of()));

    @Test
    void shouldAddUpWhatMoved() {
        // When
        BacktestSlice all = RESULT.slices().get(0);

        // Then
        assertThat(all.claims()).isEqualTo(4);
        assertThat(all.changed()).isEqualTo(3);
        assertThat(all.changedByTenPercent()).isEqualTo(1);
        assertThat(all.decided()).isEqualByComparingTo("3100.00");
        assertThat(all.estimated()).isEqualByComparingTo("3240.00");
        assertThat(all.raised()).isEqualByComparingTo("200.00");
        assertThat(all.lowered()).isEqualByComparingTo("60.00");
    }

    @Test
    void shouldCompareErrorsOnlyOnSettledClaimsThatTheModelHasNotLearnedFrom() {
        // When
        BacktestSlice all = RESULT.slices().get(0);

        // Then
        assertThat(all.errorDecided().map(Metrics::rows)).contains(2);
        assertThat(all.errorDecided().map(Metrics::mape).orElseThrow()).isCloseTo(100.0 / 1100 / 2, within(1e-12));
        assertThat(all.errorEstimated().map(Metrics::mape).orElseThrow()).isCloseTo(100.0 / 1100 / 2, within(1e-12));
    }

    @Test
    void shouldPutEachClaimIntoOneGroupOfEachKind() {
        // When
        List<BacktestSlice> slices = RESULT.slices();

        // Then
        assertThat(slices.stream()
                        .filter(it -> it.by().equals("amount claimed"))
                        .map(BacktestSlice::group))
                .containsExactly("under 500", "500 to 1,000", "1,000 to 1,500");
        assertThat(slices.stream()
                        .filter(it -> it.by().equals("amount claimed"))
                        .mapToInt(BacktestSlice::claims)
                        .sum())
                .isEqualTo(4);
        assertThat(RESULT.summary().get("learnedFrom").asInt()).isEqualTo(1);
    }

    private static Rescored rescored(
            String claim, String decided, String estimated, String settlement, boolean learned) {
        return new Rescored(
                new Decision(
                        "albion|" + claim,
                        "albion",
                        1,
                        new BigDecimal(decided),
                        "baseline",
                        new RecordRef(0, 0L),
                        Instant.EPOCH),
                new BigDecimal(estimated),
                AmountBand.of(new BigDecimal(decided)),
                "rear end",
                Optional.of(settlement).filter(it -> !it.isEmpty()).map(BigDecimal::new),
                learned);
    }
}
