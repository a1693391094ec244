package io.claimstream.model.doubt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DoubtModelTest {

    private static final List<String> NAMES = List.of("amount", "ignored", "never seen");
    private static final DoubtModel DOUBT = new DoubtModel(
            Difficulty.even(),
            Map.of("amount", new TrainingRange(true, 10, 20), "never seen", TrainingRange.ofNothing()),
            2.0,
            List.of());

    @Test
    void shouldBeWithinTrainingUpToBothEnds() {
        assertThat(isWithin(10, 1e9f, Float.NaN)).isTrue();
        assertThat(isWithin(20, Float.NaN, Float.NaN)).isTrue();
        assertThat(isWithin(Float.NaN, 0, Float.NaN)).isTrue();
    }

    @Test
    void shouldBeOutsideBeyondThem() {
        assertThat(isWithin(Math.nextDown(10f), 0, Float.NaN)).isFalse();
        assertThat(isWithin(Math.nextUp(20f), 0, Float.NaN)).isFalse();
        assertThat(isWithin(15, 0, 0)).isFalse();
    }

    @Test
    void shouldBeTooUncertainAboveTheRatioOfUpperToLower() {
        double half = Math.log(2) / 2;

        assertThat(DOUBT.isTooUncertain(half - 1e-9)).isFalse();
        assertThat(DOUBT.isTooUncertain(half + 1e-9)).isTrue();
    }

    @Test
    void shouldRefuseLimitsThatMeanNothing() {
        assertThatThrownBy(() -> new DoubtModel(Difficulty.even(), Map.of(), 1.0, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrainingRange(true, 2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrainingRange(true, Float.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean isWithin(float... row) {
        return DOUBT.isWithinTraining(NAMES, row);
    }
}
