package io.claimstream.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.DriftDay;
import io.claimstream.event.ValueSketch;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class DriftReportTest {

    private static final LocalDate TRAINED_TO = LocalDate.of(2026, 6, 30);
    private static final DriftReport.Limits LIMITS = new DriftReport.Limits(0.25, 200);
    private static final List<String> NAMES = List.of("sum_of_heads", "prognosis_months");

    private final Random random = new Random(11);
    private final List<DriftDay> days = new ArrayList<>();

    @Test
    void shouldNameWhatChangedAfterTheTraining() {
        // Given
        days(TRAINED_TO.minusDays(29), 30, 1_000);
        days(TRAINED_TO.plusDays(1), 20, 2_500);

        // When
        DriftReport report = report();

        // Then
        assertThat(report.drifted()).containsExactlyInAnyOrder("sum_of_heads", DriftReport.ESTIMATE);
        assertThat(report.shifts()).hasSize(3);
        assertThat(claimed(report).before()).isEqualTo(30 * 25);
        assertThat(claimed(report).after()).isEqualTo(20 * 25);
    }

    @Test
    void shouldCallNothingDriftThatStayed() {
        days(TRAINED_TO.minusDays(60), 90, 1_000);

        assertThat(report().drifted()).isEmpty();
    }

    @Test
    void shouldWaitForEnoughClaims() {
        days(TRAINED_TO.minusDays(29), 30, 1_000);
        days(TRAINED_TO.plusDays(1), 7, 9_000);

        assertThat(report().drifted()).isEmpty();
    }

    @Test
    void shouldForgetWhatIsLongAgo() {
        // Given: large amounts a year ago, and for some weeks after the training.
        days(TRAINED_TO.minusDays(400), 50, 9_000);
        days(TRAINED_TO.minusDays(29), 30, 1_000);
        days(TRAINED_TO.plusDays(1), 20, 9_000);
        days(TRAINED_TO.plusDays(21), DriftReport.LATER_DAYS, 1_000);

        // When
        DriftReport report = report();

        // Then
        assertThat(report.drifted()).isEmpty();
        assertThat(claimed(report).after()).isEqualTo(DriftReport.LATER_DAYS * 25);
    }

    @Test
    void shouldSayNothingOfASlotWithoutClaims() {
        assertThat(report().drifted()).isEmpty();
        assertThat(report().shifts())
                .hasSize(3)
                .allSatisfy(it -> assertThat(it.shift().probability()).isEqualTo(1));
    }

    private static Shift claimed(DriftReport report) {
        return report.shifts().stream()
                .filter(it -> it.name().equals("sum_of_heads"))
                .findFirst()
                .orElseThrow()
                .shift();
    }

    private DriftReport report() {
        return DriftReport.of(days, NAMES, TRAINED_TO, LIMITS);
    }

    /** Each day comes from two partitions; one of them has seen no scores. */
    private void days(LocalDate from, int count, double amount) {
        for (int i = 0; i < count; i++) {
            days.add(day(from.plusDays(i), 0, 15, amount, true));
            days.add(day(from.plusDays(i), 1, 10, amount, false));
        }
    }

    private DriftDay day(LocalDate day, int partition, int claims, double amount, boolean isScored) {
        List<Integer> amounts = new ArrayList<>();
        List<Integer> months = new ArrayList<>();
        List<Integer> estimates = new ArrayList<>();
        for (int i = 0; i < claims; i++) {
            float claimed = (float) (amount * Math.exp(0.7 * random.nextGaussian()));
            amounts.add(Sketch.bucket(claimed));
            months.add(Sketch.bucket(1 + random.nextInt(12)));
            estimates.add(Sketch.bucket(claimed * 0.9f));
        }
        return new DriftDay(
                "MOTOR_INJURY",
                "GBP",
                "v1",
                day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                partition,
                List.of(sketch(amounts), sketch(months)),
                sketch(isScored ? estimates : List.of()));
    }

    private static ValueSketch sketch(List<Integer> buckets) {
        return Sketch.empty().with(buckets).toEvent();
    }
}
