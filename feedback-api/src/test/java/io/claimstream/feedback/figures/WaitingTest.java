package io.claimstream.feedback.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.figures.Waiting.Age;
import io.claimstream.feedback.figures.Waiting.AtRisk;
import io.claimstream.feedback.figures.Waiting.Deadline;
import io.claimstream.feedback.figures.Waiting.Group;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    @ParameterizedTest
    @CsvSource({
        "0, TODAY",
        "-1, TODAY",
        "1, DAYS_1_TO_3",
        "3, DAYS_1_TO_3",
        "4, DAYS_4_TO_7",
        "7, DAYS_4_TO_7",
        "8, DAYS_8_TO_30",
        "30, DAYS_8_TO_30",
        "31, OVER_30_DAYS",
        "4000, OVER_30_DAYS"
    })
    void shouldSayHowOldClaimsAre(int daysAgo, Age age) {
        Waiting waiting = Waiting.of(List.of(group(TODAY.minusDays(daysAgo), TODAY, 2)), TODAY);
        assertThat(waiting.byAge()).containsEntry(age, 2L);
        assertThat(waiting.byAge().values()).hasSize(5).containsOnly(0L, 2L);
    }

    @ParameterizedTest
    @CsvSource({"-1, PASSED", "0, TODAY", "1, WITHIN_A_WEEK", "7, WITHIN_A_WEEK", "8, LATER"})
    void shouldSayHowSoonClaimsAreDue(int inDays, Deadline deadline) {
        Waiting waiting = Waiting.of(List.of(group(TODAY, TODAY.plusDays(inDays), 1)), TODAY);
        assertThat(waiting.byDeadline()).containsEntry(deadline, 1L);
    }

    @Test
    void shouldAddUpByCurrency() {
        // Given
        List<Group> groups = List.of(
                new Group("GBP", TODAY, Group.NO_DEADLINE, 3, 2, new BigDecimal("700.50")),
                new Group("GBP", TODAY, TODAY, 1, 1, new BigDecimal("10.00")),
                new Group("EUR", TODAY, TODAY, 1, 0, BigDecimal.ZERO));

        // When
        Waiting waiting = Waiting.of(groups, TODAY);

        // Then
        assertThat(waiting.claims()).isEqualTo(5);
        assertThat(waiting.byDeadline()).containsEntry(Deadline.NONE, 3L).containsEntry(Deadline.TODAY, 2L);
        assertThat(waiting.atRisk())
                .containsEntry("GBP", new AtRisk(new BigDecimal("710.50"), 3, 1))
                .containsEntry("EUR", new AtRisk(BigDecimal.ZERO, 0, 1));
    }

    @Test
    void shouldCutTimeIntoWholePeriods() {
        LocalDate sunday = LocalDate.of(2026, 3, 1);
        assertThat(Step.WEEK.begin(sunday)).isEqualTo(LocalDate.of(2026, 2, 23));
        assertThat(Step.WEEK.end(LocalDate.of(2026, 2, 23))).isEqualTo(sunday);
        assertThat(Step.MONTH.end(LocalDate.of(2024, 2, 1))).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(new Days(sunday, sunday.plusDays(40)).wholeMonths())
                .isEqualTo(new Days(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 4, 30)));
    }

    @Test
    void shouldDeriveDuplicates() {
        assertThat(new Records(10, 6, 2, 1, 6, 0, 0).duplicatesOrPending()).hasValue(1);
        assertThat(new Records(3, 6, 2, 1, 6, 0, 0).duplicatesOrPending()).isEmpty();
    }

    private static Group group(LocalDate submittedOn, LocalDate dueOn, long claims) {
        return new Group("GBP", submittedOn, dueOn, claims, 0, BigDecimal.ZERO);
    }
}
