package io.claimstream.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
        days(TRAINED_TO.plusDays(21), DriftWindows.LATER_DAYS, 1_000);

        // When
        DriftReport report = report();

        // Then
        assertThat(report.drifted()).isEmpty();
        assertThat(claimed(report).after()).isEqualTo(DriftWindows.LATER_DAYS * 25);
    }

    @Test
    void shouldSayNothingOfASlotWithoutClaims() {
        assertThat(report().drifted()).isEmpty();
        assertThat(report().shifts())
                .hasSize(3)
                .allSatisfy(it -> assertThat(it.shift().probability()).isEqualTo(1));
    }

    @Test
    void shouldSayWhichDaysAreCompared() {
        // Given
        days(TRAINED_TO.minusDays(200), 300, 1_000);

        // When
        DriftWindows windows = report().windows();

        // Then
        assertThat(windows.earlier()).isEqualTo(new DayWindow(LocalDate.of(2026, 4, 2), TRAINED_TO));
        assertThat(windows.later()).isEqualTo(new DayWindow(LocalDate.of(2026, 9, 10), LocalDate.of(2026, 10, 7)));
        assertThat(windows.earlier().days()).isEqualTo(90);
        assertThat(windows.later().days()).isEqualTo(28);
        assertThat(DriftWindows.since(TRAINED_TO, TRAINED_TO.minusDays(3))
                        .later()
                        .days())
                .isZero();
        assertThat(report().level()).isCloseTo(0.01 / 3, within(1e-12));
    }

    @Test
    void shouldShowTheBinsThatTheIndexIsOf() {
        // Given
        days(TRAINED_TO.minusDays(29), 30, 1_000);
        days(TRAINED_TO.plusDays(1), 20, 2_500);

        // When
        List<StabilityBins.Bin> bins = claimed(report()).bins().bins();

        // Then: in order, apart from each other, with every value in one of them
        assertThat(bins).hasSizeBetween(5, 10);
        assertThat(bins.stream().mapToLong(StabilityBins.Bin::earlier).sum()).isEqualTo(30 * 25);
        assertThat(bins.stream().mapToLong(StabilityBins.Bin::later).sum()).isEqualTo(20 * 25);
        assertThat(bins).allSatisfy(it -> assertThat(it.from()).isLessThan(it.to()));
        for (int i = 1; i < bins.size(); i++) {
            assertThat(bins.get(i).from())
                    .isGreaterThanOrEqualTo(bins.get(i - 1).to());
        }
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
