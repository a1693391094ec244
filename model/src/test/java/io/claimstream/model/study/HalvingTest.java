package io.claimstream.model.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.model.TrainingParameters;
import java.util.List;
import org.junit.jupiter.api.Test;

class HalvingTest {

    @Test
    void shouldTryManyOnLittleAndAFewOnEverything() {
        assertThat(Halving.rungs(20, 5))
                .containsExactly(new Halving.Rung(20, 2, 4), new Halving.Rung(7, 3, 2), new Halving.Rung(3, 5, 1));
    }

    @Test
    void shouldTryAFewOnEverythingAtOnce() {
        assertThat(Halving.rungs(1, 5)).containsExactly(new Halving.Rung(1, 5, 1));
        assertThat(Halving.rungs(3, 5)).containsExactly(new Halving.Rung(3, 5, 1));
    }

    @Test
    void shouldNeverTryOnLessThanAQuarterAndAlwaysEndOnEverything() {
        List<Halving.Rung> rungs = Halving.rungs(1_000, 5);

        assertThat(rungs).allMatch(rung -> rung.parts() <= 4 && rung.folds() >= 2);
        assertThat(rungs.get(0).candidates()).isEqualTo(1_000);
        assertThat(rungs.get(rungs.size() - 1)).isEqualTo(new Halving.Rung(2, 5, 1));
    }

    @Test
    void shouldKeepTheBestAndOfEqualsTheEarlier() {
        List<Halving.Tried<String>> tried = List.of(
                new Halving.Tried<>("late", 2, 0.1),
                new Halving.Tried<>("bad", 3, 0.3),
                new Halving.Tried<>("early", 1, 0.1));

        assertThat(Halving.best(tried, 2)).containsExactly("early", "late");
        assertThat(Halving.best(List.of(), 2)).isEmpty();
    }

    @Test
    void shouldDrawTheSameCandidatesFromTheSameSeedAndStartWithWhatIsGiven() {
        TrainingParameters start = TrainingParameters.forFiles(3);

        List<TrainingParameters> drawn = SearchSpace.draw(start, 40, 5);

        assertThat(drawn).hasSize(40).startsWith(start).isEqualTo(SearchSpace.draw(start, 40, 5));
        assertThat(drawn).isNotEqualTo(SearchSpace.draw(start, 40, 6)).doesNotHaveDuplicates();
        assertThat(drawn.subList(1, 40)).allSatisfy(it -> {
            assertThat(it.rounds() * it.learningRate()).isCloseTo(start.rounds() * start.learningRate(), within(0.5));
            assertThat(it.maxDepth()).isBetween(6, 16);
            assertThat(it.seed()).isEqualTo(3);
            assertThat(it.ignoredFeatures()).isEqualTo(start.ignoredFeatures());
        });
    }
}
