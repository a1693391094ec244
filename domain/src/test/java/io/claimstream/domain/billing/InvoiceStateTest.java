package io.claimstream.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvoiceStateTest {

    private static final LocalDate DUE = LocalDate.parse("2026-05-01");

    @Test
    void shouldKnowItsMovesAndNoOthers() {
        // When
        List<String> moves = new ArrayList<>();
        for (InvoiceState from : InvoiceState.values()) {
            for (InvoiceState to : InvoiceState.values()) {
                if (from.mayBecome(to)) {
                    moves.add(from + ">" + to);
                }
            }
        }

        // Then
        assertThat(moves)
                .containsExactlyInAnyOrder(
                        "DRAFT>ISSUED",
                        "DRAFT>CANCELLED",
                        "ISSUED>SENT",
                        "ISSUED>CANCELLED",
                        "SENT>PAID",
                        "SENT>CANCELLED",
                        "OVERDUE>PAID",
                        "OVERDUE>CANCELLED",
                        "PAID>CANCELLED");
    }

    @Test
    void shouldBeOverdueFromTheDayAfterItIsDue() {
        assertThat(InvoiceState.SENT.on(DUE, DUE)).isEqualTo(InvoiceState.SENT);
        assertThat(InvoiceState.SENT.on(DUE.plusDays(1), DUE)).isEqualTo(InvoiceState.OVERDUE);
        for (InvoiceState other : InvoiceState.values()) {
            if (other != InvoiceState.SENT) {
                assertThat(other.on(DUE.plusYears(1), DUE)).isEqualTo(other);
            }
        }
        assertThat(InvoiceState.DRAFT.isStanding()).isFalse();
        assertThat(InvoiceState.CANCELLED.isStanding()).isFalse();
        assertThat(InvoiceState.OVERDUE.isStanding()).isTrue();
    }

    @Test
    void shouldFindMonthsThatTwoRatesHave() {
        // Given
        RateMonths spring = new RateMonths(YearMonth.parse("2026-03"), YearMonth.parse("2026-05"));

        // Then
        assertThat(spring.overlaps(new RateMonths(YearMonth.parse("2026-05"), null)))
                .isTrue();
        assertThat(spring.overlaps(new RateMonths(YearMonth.parse("2026-06"), null)))
                .isFalse();
        assertThat(spring.overlaps(new RateMonths(YearMonth.parse("2026-01"), YearMonth.parse("2026-02"))))
                .isFalse();
        assertThat(new RateMonths(YearMonth.parse("2026-01"), null).overlaps(spring))
                .isTrue();
        assertThat(spring.has(YearMonth.parse("2026-03"))).isTrue();
        assertThat(spring.has(YearMonth.parse("2026-06"))).isFalse();
        assertThatThrownBy(() -> new RateMonths(YearMonth.parse("2026-03"), YearMonth.parse("2026-02")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
