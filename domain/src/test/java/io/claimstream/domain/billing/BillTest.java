package io.claimstream.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.claimstream.domain.billing.Credit.Line;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillTest {

    private static final Tiers TIERS = new Tiers(List.of(
            new Tier(1_000L, new BigDecimal("0.05")),
            new Tier(10_000L, new BigDecimal("0.0333")),
            new Tier(null, new BigDecimal("0.02"))));

    @Test
    void shouldChargeEachScoreByTheTierInWhichItStands() {
        // When
        Bill bill = Bill.of(TIERS, 0, 12_345, new BigDecimal("20"), 2);

        // Then
        assertThat(bill.charges())
                .containsExactly(
                        new Charge(1, 1_000, new BigDecimal("0.05"), new BigDecimal("50.00")),
                        new Charge(1_001, 10_000, new BigDecimal("0.0333"), new BigDecimal("299.70")),
                        new Charge(10_001, 12_345, new BigDecimal("0.02"), new BigDecimal("46.90")));
        assertThat(bill.amounts()).isEqualTo(Amounts.of(new BigDecimal("396.60"), new BigDecimal("79.32")));
    }

    @Test
    void shouldRoundHalvesUpByChargeAndOnceForTax() {
        // When
        Bill bill = Bill.of(
                new Tiers(List.of(new Tier(1L, new BigDecimal("0.005")), new Tier(null, new BigDecimal("0.015")))),
                0,
                2,
                new BigDecimal("25"),
                2);

        // Then
        assertThat(bill.charges())
                .extracting(Charge::net)
                .containsExactly(new BigDecimal("0.01"), new BigDecimal("0.02"));
        assertThat(bill.amounts().tax()).isEqualTo(new BigDecimal("0.01"));
    }

    @Test
    void shouldTakeTheSmallestUnitOfTheCurrency() {
        assertThat(Bill.of(TIERS, 0, 30, BigDecimal.TEN, 0).amounts())
                .isEqualTo(Amounts.of(new BigDecimal("2"), new BigDecimal("0")));
    }

    @Test
    void shouldGoOnWhereTheMonthWasBilledTo() {
        assertThat(Bill.of(TIERS, 990, 1_010, BigDecimal.ZERO, 2).charges())
                .extracting(Charge::from, Charge::through)
                .containsExactly(tuple(991L, 1_000L), tuple(1_001L, 1_010L));
        assertThat(Bill.of(TIERS, 12, 12, BigDecimal.ZERO, 2).charges()).isEmpty();
    }

    @Test
    void shouldRefuseTiersThatDoNotCoverEveryScoreOnce() {
        BigDecimal price = BigDecimal.ONE;
        assertThat(Tiers.fault(List.of())).isPresent();
        assertThat(Tiers.fault(List.of(new Tier(5L, price)))).isPresent();
        assertThat(Tiers.fault(List.of(new Tier(5L, price), new Tier(5L, price), new Tier(null, price))))
                .isPresent();
        assertThat(Tiers.fault(List.of(new Tier(null, price), new Tier(null, price))))
                .isPresent();
        assertThat(Tiers.fault(List.of(new Tier(null, price)))).isEmpty();
        assertThat(Tier.isPrice(new BigDecimal("-0.01"))).isFalse();
        assertThat(Tier.isPrice(new BigDecimal("0.0000001"))).isFalse();
        assertThat(Tier.isPrice(new BigDecimal("1e999999"))).isFalse();
    }

    @Test
    void shouldCreditByLineUntilNothingIsLeft() {
        // Given
        Bill bill = Bill.of(TIERS, 0, 1_001, new BigDecimal("20"), 2);
        Credits none = new Credits(bill, List.of());

        // When
        Credit first = none.of(List.of(new Line(1, new BigDecimal("12.34"))));
        Credits after = new Credits(bill, List.of(first));
        Credit rest = after.of(after.rest());

        // Then
        assertThat(first.amounts()).isEqualTo(Amounts.of(new BigDecimal("12.34"), new BigDecimal("2.47")));
        assertThat(after.left(1)).isEqualTo(new BigDecimal("37.66"));
        assertThat(after.isAll()).isFalse();
        assertThat(after.fault(List.of(new Line(1, new BigDecimal("37.67")))))
                .hasValueSatisfying(it -> assertThat(it).contains("37.66"));
        assertThat(after.fault(List.of(new Line(3, BigDecimal.ONE)))).isPresent();
        assertThat(after.fault(List.of(new Line(1, BigDecimal.ONE), new Line(1, BigDecimal.ONE))))
                .isPresent();
        assertThat(after.fault(List.of(new Line(1, new BigDecimal("0.001"))))).isPresent();
        assertThat(after.fault(List.of())).isPresent();
        assertThatThrownBy(() -> after.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Credits(bill, List.of(first, rest)).isAll()).isTrue();
        assertThat(first.amounts().plus(rest.amounts())).isEqualTo(bill.amounts());
    }

    @Test
    void shouldTakeABillOverNothingBackByACreditOverNothing() {
        // Given
        Bill bill = Bill.of(new Tiers(List.of(new Tier(null, BigDecimal.ZERO))), 0, 12, new BigDecimal("20"), 2);
        Credits none = new Credits(bill, List.of());

        // When
        Credit credit = none.of(none.rest());

        // Then
        assertThat(none.isOpen()).isTrue();
        assertThat(none.isAll()).isFalse();
        assertThat(credit.amounts()).isEqualTo(Amounts.none(2));
        Credits after = new Credits(bill, List.of(credit));
        assertThat(after.isAll()).isTrue();
        assertThat(after.isOpen()).isFalse();
        assertThat(after.fault(List.of())).isPresent();
    }
}
