package io.claimstream.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.model.artifact.BoosterArtifact;
import io.claimstream.model.artifact.Forest;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CompiledEngineProperties {

    private static final int ROWS = 4;

    @Property(tries = 200)
    void shouldExplainAsDefined(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 7) int features,
            @ForAll @IntRange(min = 0, max = 12) int depth,
            @ForAll @IntRange(min = 1, max = 3) int parallel) {
        RandomForest random = new RandomForest(seed, features, depth, parallel);
        Forest forest = BoosterArtifact.read(random.artifact(2), features).forest();
        CompiledEngine engine = CompiledEngine.of(forest);

        for (int i = 0; i < ROWS; i++) {
            float[] row = random.row();
            float[] contributions = new float[features + 1];
            engine.explain(row, contributions);

            SlowShap slow = new SlowShap(forest, row);
            assertThat((double) contributions[features]).isCloseTo(slow.base(), within(bound(slow.base())));
            for (int feature = 0; feature < features; feature++) {
                double expected = slow.contribution(feature);
                assertThat((double) contributions[feature]).isCloseTo(expected, within(bound(expected)));
            }
        }
    }

    @Property(tries = 60)
    void shouldAgreeWithXgboost(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 30) int features,
            @ForAll @IntRange(min = 0, max = 14) int depth,
            @ForAll @IntRange(min = 1, max = 3) int parallel,
            @ForAll @IntRange(min = 1, max = 5) int rounds) {
        RandomForest random = new RandomForest(seed, features, depth, parallel);
        byte[] artifact = random.artifact(rounds);
        CompiledEngine engine = CompiledEngine.load(artifact, features);

        try (XgboostEngine reference = XgboostEngine.load(artifact, features)) {
            for (int i = 0; i < ROWS; i++) {
                Agreement.check(reference, engine, random.row(), rounding(depth, parallel * rounds));
            }
        }
    }

    /**
     * The reference adds weights along a path of each tree in single precision, times leaves that are seldom beyond 4. That ours are right
     * to a millionth is shown above.
     */
    private static double rounding(int depth, int trees) {
        return Math.ulp(1f) / 2 * 4 * depth * trees;
    }

    private static double bound(double expected) {
        return 1e-6 + 1e-6 * Math.abs(expected);
    }
}
