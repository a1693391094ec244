package io.claimstream.launcher.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditReportTest {

    /** Of 10 submitted records 6 are accepted, 2 rejected, 1 a dead letter and 1 a duplicate. */
    @ParameterizedTest
    @CsvSource({"10, 0, 0, true", "10, 1, 0, false", "10, 0, 1, false", "11, 0, 0, false", "9, 0, 0, false"})
    void shouldBeBalancedWhenEverythingIsExplainedOnce(long submitted, long lost, long doubled, boolean balanced) {
        // When
        AuditReport report = report(submitted, lost, doubled, List.of());

        // Then
        assertThat(report.balanced()).isEqualTo(balanced);
    }

    @Test
    void shouldMeasureBothErrorsOverTheSameUnseenClaims() {
        // Given: estimates 10 % and 30 % off, the baseline 50 % and 0 %; one claim that was trained on
        List<AccuracyPoint> accuracy = List.of(
                point("900.00", "500.00", "1000.00", false),
                point("2600.00", "2000.00", "2000.00", false),
                point("1.00", "1.00", "1000.00", true));

        // When
        AuditReport report = report(10, 0, 0, accuracy);

        // Then
        assertThat(report.unseen()).hasSize(2);
        assertThat(report.mapeChampion().orElseThrow()).isEqualTo(0.20, within(1e-12));
        assertThat(report.mapeBaseline().orElseThrow()).isEqualTo(0.25, within(1e-12));
    }

    @Test
    void shouldHaveNoErrorWithoutUnseenClaims() {
        // When
        AuditReport report = report(10, 0, 0, List.of(point("1.00", "1.00", "1000.00", true)));

        // Then
        assertThat(report.mapeChampion()).isEmpty();
        assertThat(report.mapeBaseline()).isEmpty();
    }

    private static AuditReport report(long submitted, long lost, long doubled, List<AccuracyPoint> accuracy) {
        return new AuditReport(
                8,
                submitted,
                6,
                2,
                1,
                0,
                1,
                lost,
                doubled,
                6,
                4,
                3,
                1,
                0,
                Optional.empty(),
                Optional.of("m-1"),
                accuracy);
    }

    private static AccuracyPoint point(String estimate, String sumOfHeads, String settlement, boolean trainedOn) {
        return new AccuracyPoint(
                "acme",
                "c-1",
                1,
                "m-1",
                new BigDecimal(estimate),
                new BigDecimal(sumOfHeads),
                new BigDecimal(settlement),
                trainedOn);
    }
}
