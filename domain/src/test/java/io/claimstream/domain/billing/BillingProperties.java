package io.claimstream.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.billing.Credit.Line;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** What bills and credits must keep, whatever the tiers. */
class BillingProperties {

    private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

    @Property(tries = 300)
    void shouldCostWhatCountingScoreByScoreSays(
            @ForAll("tiers") Tiers tiers,
            @ForAll @LongRange(min = 0, max = 400) long before,
            @ForAll @LongRange(min = 0, max = 400) long more) {
        // When
        List<Charge> charges = tiers.charges(before, before + more, 2);

        // Then
        assertThat(charges.stream().mapToLong(Charge::quantity).sum()).isEqualTo(more);
        assertThat(charges.stream().map(Charge::net).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(slowly(tiers, before, before + more));
    }

    @Property(tries = 200)
    void shouldChargeEveryScoreOnceWhereverTheBillIsCut(
            @ForAll("tiers") Tiers tiers,
            @ForAll @LongRange(min = 0, max = 300) long first,
            @ForAll @LongRange(min = 0, max = 300) long second) {
        // When
        List<Charge> both = new ArrayList<>(tiers.charges(0, first, 2));
        both.addAll(tiers.charges(first, first + second, 2));

        // Then
        List<Long> scores = new ArrayList<>();
        both.forEach(it -> {
            for (long score = it.from(); score <= it.through(); score++) {
                scores.add(score);
                assertThat(it.price()).isEqualTo(priceOf(tiers, score));
            }
        });
        assertThat(scores)
                .hasSize((int) (first + second))
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Property(tries = 200)
    void shouldAddUpAndRoundTaxOnce(
            @ForAll("tiers") Tiers tiers,
            @ForAll @LongRange(min = 0, max = 100_000) long scores,
            @ForAll @LongRange(min = 0, max = 10_000) long hundredthsOfPercent) {
        // Given
        BigDecimal percent = BigDecimal.valueOf(hundredthsOfPercent, 2);

        // When
        Bill bill = Bill.of(tiers, 0, scores, percent, 2);

        // Then
        BigDecimal net = bill.charges().stream().map(Charge::net).reduce(new BigDecimal("0.00"), BigDecimal::add);
        assertThat(bill.amounts().net()).isEqualTo(net);
        assertThat(bill.amounts().gross()).isEqualTo(net.add(bill.amounts().tax()));
        assertThat(bill.amounts().tax())
                .isEqualByComparingTo(halfUp(
                        net.unscaledValue().multiply(BigInteger.valueOf(hundredthsOfPercent)),
                        BigInteger.valueOf(10_000),
                        2));
        assertThat(bill.scores()).isEqualTo(scores);
    }

    @Property(tries = 200)
    void shouldNeverGiveBackMoreThanTheBill(
            @ForAll("tiers") Tiers tiers,
            @ForAll @LongRange(min = 1, max = 5_000) long scores,
            @ForAll @LongRange(min = 0, max = 3_000) long hundredthsOfPercent,
            @ForAll long seed) {
        // Given
        Bill bill = Bill.of(tiers, 0, scores, BigDecimal.valueOf(hundredthsOfPercent, 2), 2);
        Random chance = new Random(seed);
        Credits credits = new Credits(bill, List.of());

        // When
        for (int i = 0; i < 6 && !credits.rest().isEmpty(); i++) {
            credits = with(credits, credits.of(some(credits, chance, i == 5)));
            assertThat(credits.left().net().signum()).isNotNegative();
            assertThat(credits.left().tax().signum()).isNotNegative();
        }

        // Then
        if (!credits.earlier().isEmpty() && credits.rest().isEmpty()) {
            assertThat(credits.isAll()).isTrue();
            assertThat(credits.given()).isEqualTo(bill.amounts());
        }
        assertThat(credits.fault(List.of(new Line(1, credits.left(1).add(new BigDecimal("0.01"))))))
                .isPresent();
    }

    @Provide
    Arbitrary<Tiers> tiers() {
        Arbitrary<BigDecimal> prices = Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.valueOf(3))
                .ofScale(4);
        Arbitrary<List<Long>> steps = Arbitraries.longs().between(1, 90).list().ofMaxSize(4);
        return steps.flatMap(widths -> prices.list().ofSize(widths.size() + 1).map(all -> tiers(widths, all)));
    }

    private static Tiers tiers(List<Long> widths, List<BigDecimal> prices) {
        List<Tier> tiers = new ArrayList<>();
        long through = 0;
        for (int i = 0; i < widths.size(); i++) {
            through += widths.get(i);
            tiers.add(new Tier(through, prices.get(i)));
        }
        tiers.add(new Tier(null, prices.get(widths.size())));
        return new Tiers(tiers);
    }

    /** In whole millionths, score by score, with a rounding of our own at each change of tier. */
    private static BigDecimal slowly(Tiers tiers, long before, long total) {
        BigInteger pence = BigInteger.ZERO;
        for (int tier = 0; tier < tiers.tiers().size(); tier++) {
            BigInteger millionths = BigInteger.ZERO;
            for (long score = before + 1; score <= total; score++) {
                if (tierOf(tiers, score) == tier) {
                    millionths = millionths.add(
                            tiers.tiers().get(tier).price().movePointRight(6).toBigIntegerExact());
                }
            }
            pence = pence.add(halfUp(millionths.multiply(BigInteger.valueOf(100)), MILLION, 0)
                    .toBigIntegerExact());
        }
        return new BigDecimal(pence, 2);
    }

    private static int tierOf(Tiers tiers, long score) {
        int tier = 0;
        while (true) {
            Long through = tiers.tiers().get(tier).through();
            if (through == null || score <= through) {
                return tier;
            }
            tier++;
        }
    }

    private static BigDecimal priceOf(Tiers tiers, long score) {
        return tiers.tiers().get(tierOf(tiers, score)).price();
    }

    /** A quotient of numbers that are not negative, to the nearest whole, halves up. */
    private static BigDecimal halfUp(BigInteger of, BigInteger by, int scale) {
        return new BigDecimal(of.add(of).add(by).divide(by.add(by)), scale);
    }

    private static List<Line> some(Credits credits, Random chance, boolean isAll) {
        List<Line> rest = credits.rest();
        if (isAll) {
            return rest;
        }
        Line one = rest.get(chance.nextInt(rest.size()));
        long pence = one.net().unscaledValue().longValueExact();
        return List.of(new Line(one.number(), BigDecimal.valueOf(1 + chance.nextLong(pence), 2)));
    }

    private static Credits with(Credits credits, Credit next) {
        List<Credit> all = new ArrayList<>(credits.earlier());
        all.add(next);
        return new Credits(credits.bill(), all);
    }
}
