package io.claimstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.ModelSlot;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.published.ServedModel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChampionsTest {

    private final Champions champions = new Champions();
    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void shouldPreferTheInsurersOwnChampion() {
        LoadedModel everyone = model(1);
        LoadedModel own = model(2);
        ModelSlot slot =
                ModelSlot.newBuilder(TestModels.SLOT).setInsurer("acme").build();

        champions.put(TestModels.SLOT, new ServedModel(everyone), Optional.empty(), 1);
        champions.put(slot, new ServedModel(own), Optional.empty(), 2);

        assertThat(taken("acme")).isEqualTo(own.version());
        assertThat(taken("other")).isEqualTo(everyone.version());
        assertThat(champions.take("property", "GBP", "acme")).isEmpty();
        champions.clear();
        assertThat(closed).hasValue(2);
        assertThat(champions.isEmpty()).isTrue();
    }

    @Test
    void shouldCloseAModelOnlyWhenItsLastHolderLetsGo() {
        champions.put(TestModels.SLOT, new ServedModel(model(1)), Optional.empty(), 1);
        Champion held = champions.take("MOTOR_INJURY", "GBP", "acme").orElseThrow();

        champions.remove(TestModels.SLOT);
        assertThat(closed).hasValue(0);
        held.model().release();

        assertThat(closed).hasValue(1);
        assertThat(held.model().retain()).isFalse();
    }

    @Test
    void shouldKeepTheModelWhenOnlyTheCalibrationChanges() {
        LoadedModel model = model(1);
        champions.put(TestModels.SLOT, new ServedModel(model), Optional.empty(), 1);

        champions.recalibrate(TestModels.SLOT, Optional.of(TestModels.calibration(3, model.version())), 1);

        assertThat(champions.of(TestModels.SLOT).orElseThrow().calibrationNumber())
                .isEqualTo(3);
        assertThat(closed).hasValue(0);
        champions.clear();
        assertThat(closed).hasValue(1);
    }

    @Test
    void shouldHoldAndCloseChampionAndChallengerEachOnItsOwn() {
        // Given
        champions.put(TestModels.SLOT, new ServedModel(model(1)), Optional.empty(), 1);
        ServedModel challenger = new ServedModel(model(2));
        champions.challenge(TestModels.SLOT, Optional.of(new Challenger(challenger, Optional.empty(), 0)));
        Champion held = champions.take("MOTOR_INJURY", "GBP", "acme").orElseThrow();

        // When
        champions.challenge(TestModels.SLOT, Optional.of(new Challenger(challenger, Optional.empty(), 0.1)));
        champions.challenge(TestModels.SLOT, Optional.empty());

        // Then
        assertThat(champions.challengedSlots()).isEmpty();
        assertThat(closed).hasValue(0);
        held.release();
        assertThat(closed).hasValue(1);
        champions.clear();
        assertThat(closed).hasValue(2);
    }

    private String taken(String insurer) {
        Champion champion = champions.take("MOTOR_INJURY", "GBP", insurer).orElseThrow();
        champion.model().release();
        return champion.model().model().version();
    }

    private LoadedModel model(int seed) {
        return CountingEngine.counted(TestModels.loaded(seed), closed);
    }
}
