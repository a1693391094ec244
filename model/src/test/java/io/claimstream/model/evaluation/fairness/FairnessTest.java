package io.claimstream.model.evaluation.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.model.gate.GateResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairnessTest {

    private static final PersonGroup YOUNG_WOMEN = PersonGroup.of("Female", 20);
    private static final PersonGroup YOUNG_MEN = PersonGroup.of("Male", 20);

    @Test
    void shouldPutAgesIntoTheirBands() {
        assertThat(AgeBand.of(24)).isEqualTo(AgeBand.UNDER_25);
        assertThat(AgeBand.of(25)).isEqualTo(AgeBand.FROM_25);
        assertThat(AgeBand.of(64)).isEqualTo(AgeBand.FROM_55);
        assertThat(AgeBand.of(65)).isEqualTo(AgeBand.FROM_65);
        assertThat(AgeBand.of(null)).isEqualTo(AgeBand.NOT_STATED);
        assertThat(PersonGroup.of(" ", 70)).isEqualTo(new PersonGroup(PersonGroup.NOT_STATED, AgeBand.FROM_65));
    }

    @Test
    void shouldBlockAGapThatChanceDoesNotExplain() {
        // Given: 2 % off for the ones, 12 % too low for the others, more or less.
        Sample sample = new Sample();
        sample.add(YOUNG_WOMEN, 100, i -> i % 2 == 0 ? -0.11 : -0.13);
        sample.add(YOUNG_MEN, 100, i -> i % 2 == 0 ? 0.01 : -0.03);

        // When
        Fairness fairness = sample.measure();

        // Then
        assertThat(fairness.verdict())
                .isEqualTo(new FairnessVerdict.Blocked(List.of("Female, under 25", "Male, under 25")));
        FairnessCell women = fairness.cells().get(0);
        assertThat(women.rows()).isEqualTo(100);
        assertThat(women.mape().value()).isCloseTo(0.12, within(1e-12));
        assertThat(women.bias().value()).isCloseTo(-0.12, within(1e-12));
        assertThat(women.gap().value()).isCloseTo(0.10, within(1e-12));
        assertThat(fairness.cellConfidence()).isCloseTo(0.975, within(1e-12));
    }

    @Test
    void shouldNotBlockASmallGapHoweverCertain() {
        // Given: 4 points, no spread.
        Sample sample = new Sample();
        sample.add(YOUNG_WOMEN, 100, i -> 0.06);
        sample.add(YOUNG_MEN, 100, i -> 0.02);

        // Then
        Fairness fairness = sample.measure();
        assertThat(fairness.cells().get(0).gap().isBeyondChance()).isTrue();
        assertThat(fairness.verdict()).isEqualTo(new FairnessVerdict.Passed(2));
    }

    @Test
    void shouldNotBlockAWideGapThatChanceExplains() {
        // Given: two of forty are three times too high.
        Sample sample = new Sample();
        sample.add(YOUNG_WOMEN, 40, i -> i < 2 ? 2.0 : 0.02);
        sample.add(YOUNG_MEN, 400, i -> 0.02);

        // Then
        Fairness fairness = sample.measure();
        assertThat(fairness.cells().get(0).gap().value()).isGreaterThan(Fairness.LIMIT);
        assertThat(fairness.verdict()).isEqualTo(new FairnessVerdict.Passed(2));
    }

    @Test
    void shouldNotTakeARepeatedClaimForManyPeople() {
        // Given: of the hundred rows of one cell only two are different.
        Sample sample = new Sample();
        sample.addRepeated(YOUNG_WOMEN, 100, 2, 0.30);
        sample.add(YOUNG_MEN, 100, i -> 0.02);

        // Then
        assertThat(sample.measure().verdict()).isInstanceOf(FairnessVerdict.Unmeasured.class);
    }

    @Test
    void shouldNotCallUnmeasuredPassed() {
        // Given
        Sample nobody = new Sample();
        nobody.add(PersonGroup.of(null, null), 100, i -> 0.1);
        Sample few = new Sample();
        few.add(YOUNG_WOMEN, 29, i -> 0.1);
        few.add(YOUNG_MEN, 29, i -> 0.9);

        // Then
        assertThat(List.of(nobody.measure().verdict(), few.measure().verdict()))
                .allMatch(it -> it.fold(passed -> false, blocked -> false, unmeasured -> true));
    }

    /** Twelve groups alike, errors as skewed as real ones: the correction keeps false alarms of all together below the level. */
    @Test
    void shouldSeldomBlockAModelThatIsFair() {
        int blocked = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Sample sample = new Sample();
            for (String gender : List.of("Female", "Male")) {
                for (int age = 20; age <= 70; age += 10) {
                    sample.add(PersonGroup.of(gender, age), 40, i -> -0.2 * Math.abs(random.nextGaussian()));
                }
            }
            blocked += sample.measure().verdict() instanceof FairnessVerdict.Blocked ? 1 : 0;
        }

        assertThat(blocked).as("of 200").isLessThanOrEqualTo(10);
    }

    @Test
    void shouldLetAFairModelPassTheGate() {
        // Given
        Sample sample = new Sample();
        sample.add(PersonGroup.of("Female", 30), 60, i -> 0.1 + 0.01 * (i % 5));
        sample.add(PersonGroup.of("Male", 30), 60, i -> 0.1 + 0.01 * (i % 5));

        // When
        GateResult result = FairnessGate.of(sample.measure());

        // Then
        assertThat(result.outcome()).isEqualTo(GateResult.Outcome.PASSED);
        assertThat(result.text())
                .isEqualTo("No gap of MAPE above 5 points, beyond chance, between 2 groups of age and gender.");
        assertThat(result.figures()).hasSize(2).allSatisfy(it -> assertThat(it.limit())
                .isEqualTo(0.05));
    }

    @Test
    void shouldRefuseAnUnfairModelAtTheGate() {
        // Given
        Sample sample = new Sample();
        sample.add(PersonGroup.of("Female", 30), 60, i -> 0.3 + 0.01 * (i % 5));
        sample.add(PersonGroup.of("Male", 30), 60, i -> 0.1 + 0.01 * (i % 5));

        // When
        GateResult result = FairnessGate.of(sample.measure());

        // Then
        assertThat(result.isRefused()).isTrue();
        assertThat(result.text()).startsWith("Unfair: ").contains("Female, 25–34; Male, 25–34");
        assertThat(result.figures()).allSatisfy(it -> assertThat(it.measured()).isGreaterThan(it.limit()));
    }

    @Test
    void shouldSayAtTheGateThatFairnessWasNotMeasured() {
        // Given
        Sample sample = new Sample();
        sample.add(PersonGroup.of(null, null), 60, i -> 0.1);

        // When
        GateResult result = FairnessGate.of(sample.measure());

        // Then
        assertThat(result.outcome()).isEqualTo(GateResult.Outcome.UNMEASURED);
        assertThat(result.text()).isEqualTo("Fairness is not measured: No row states an age or a gender.");
    }

    private interface Errors {
        double of(int row);
    }

    private static final class Sample {
        private final List<Double> errors = new ArrayList<>();
        private final List<Integer> clusters = new ArrayList<>();
        private final List<PersonGroup> groups = new ArrayList<>();
        private int next;

        void add(PersonGroup group, int rows, Errors error) {
            IntStream.range(0, rows).forEach(i -> {
                errors.add(error.of(i));
                clusters.add(next++);
            });
            groups.addAll(Collections.nCopies(rows, group));
        }

        void addRepeated(PersonGroup group, int rows, int distinct, double error) {
            IntStream.range(0, rows).forEach(i -> {
                errors.add(error);
                clusters.add(next + i % distinct);
            });
            next += distinct;
            groups.addAll(Collections.nCopies(rows, group));
        }

        Fairness measure() {
            return Fairness.of(
                    errors.stream().mapToDouble(it -> it).toArray(),
                    clusters.stream().mapToInt(it -> it).toArray(),
                    groups);
        }
    }
}
