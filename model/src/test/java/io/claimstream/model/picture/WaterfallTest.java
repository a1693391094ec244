package io.claimstream.model.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.claimstream.model.picture.Waterfall.Reason;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaterfallTest {

    @Test
    void shouldLeadFromBaseToEstimateByTheLargestReasons() {
        // When
        Waterfall fall = Waterfall.of(
                money("1890.00"),
                List.of(reason("age of vehicle", "-30.10"), reason("earnings", "180.20"), reason("whiplash", "-0.10")),
                money("2040.00"),
                5);

        // Then
        assertThat(fall.bars())
                .extracting(Waterfall.Bar::name)
                .containsExactly("earnings", "age of vehicle", "whiplash");
        assertThat(fall.bars())
                .extracting(Waterfall.Bar::to)
                .containsExactly(money("2070.20"), money("2040.10"), money("2040.00"));
    }

    @Test
    void shouldGatherTheSmallOnesOfThirtyReasons() {
        // Given
        List<Reason> reasons = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> reason("r" + i, (i % 2 == 0 ? "-" : "") + i + ".01"))
                .toList();
        BigDecimal sum = reasons.stream().map(Reason::amount).reduce(BigDecimal.ZERO, BigDecimal::add);

        // When
        Waterfall fall = Waterfall.of(money("100.00"), reasons, money("100.00").add(sum), 12);

        // Then
        assertThat(fall.bars()).hasSize(13);
        assertThat(fall.bars().get(0).name()).isEqualTo("r30");
        assertThat(fall.bars().get(12).name()).isEqualTo("18 smaller reasons");
        assertThat(fall.bars().get(12).isOther()).isTrue();
        assertThat(fall.bars().get(12).to())
                .isEqualByComparingTo(money("100.00").add(sum));
    }

    @Test
    void shouldKeepTheNameOfASingleOneThatIsLeft() {
        Waterfall fall = Waterfall.of(
                money("0.00"),
                List.of(reason("a", "3.00"), reason("b", "2.00"), reason("c", "1.00")),
                money("6.00"),
                2);

        assertThat(fall.bars()).extracting(Waterfall.Bar::name).containsExactly("a", "b", "c");
        assertThat(fall.bars()).noneMatch(Waterfall.Bar::isOther);
    }

    @Test
    void shouldGatherWhatAddsNothing() {
        Waterfall fall = Waterfall.of(
                money("1.00"),
                List.of(reason("a", "0.00"), reason("b", "2.00"), reason("c", "0.00")),
                money("3.00"),
                5);

        assertThat(fall.bars()).extracting(Waterfall.Bar::name).containsExactly("b", "2 reasons that add nothing");
        assertThat(fall.bars().get(1).amount()).isEqualByComparingTo("0");
    }

    @Test
    void shouldSayThatNotEveryReasonIsTold() {
        // When
        Waterfall named = Waterfall.of(money("10.00"), List.of(reason("a", "3.00")), money("12.50"), 5);
        Waterfall none = Waterfall.of(money("10.00"), List.of(), money("12.50"), 5);
        Waterfall both =
                Waterfall.of(money("10.00"), List.of(reason("a", "3.00"), reason("b", "1.00")), money("12.50"), 1);

        // Then
        assertThat(named.bars().get(1).name()).isEqualTo("reasons that are not told");
        assertThat(named.bars().get(1).amount()).isEqualByComparingTo("-0.50");
        assertThat(none.bars()).hasSize(1);
        assertThat(both.bars().get(1).name()).isEqualTo("1 smaller reason, others not told");
        assertThat(both.bars().get(1).amount()).isEqualByComparingTo("-0.50");
    }

    @Test
    void shouldHaveNoBarWhereNothingMoves() {
        assertThat(Waterfall.of(money("5.00"), List.of(), money("5.00"), 5).bars())
                .isEmpty();
    }

    @Test
    void shouldRefuseBarsThatDoNotLeadToTheEstimate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Waterfall(
                        money("1.00"),
                        List.of(new Waterfall.Bar("a", money("1.00"), money("1.00"), false)),
                        money("3.00")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Waterfall(
                        money("1.00"),
                        List.of(new Waterfall.Bar("a", money("2.00"), money("1.00"), false)),
                        money("3.00")));
        assertThatIllegalArgumentException().isThrownBy(() -> Waterfall.of(money("1.00"), List.of(), money("1.00"), 0));
    }

    private static Reason reason(String name, String amount) {
        return new Reason(name, money(amount));
    }

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount);
    }
}
