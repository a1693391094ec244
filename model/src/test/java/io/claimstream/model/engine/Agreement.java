package io.claimstream.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The bounds within which two engines agree: margins bit for bit, contributions and their sum nearly. */
final class Agreement {

    private Agreement() {}

    static void check(ScoringEngine reference, ScoringEngine engine, float[] row) {
        check(reference, engine, row, 0);
    }

    /**
     * The same for boosters whose contributions cancel, so that they are small beside what the reference adds up in single precision.
     *
     * @param rounding by how much the reference may be off
     */
    static void check(ScoringEngine reference, ScoringEngine engine, float[] row, double rounding) {
        float[] expected = new float[row.length + 1];
        float[] found = new float[row.length + 1];
        float margin = reference.explain(row, expected);

        assertThat(engine.explain(row, found)).isEqualTo(margin);
        assertThat(engine.margin(row)).isEqualTo(margin);
        double sum = 0;
        for (int i = 0; i < found.length; i++) {
            sum += found[i];
            double bound = 1e-4 * Math.abs(expected[i]) + 1e-6 + rounding;
            assertThat((double) found[i]).as("contribution " + i).isCloseTo(expected[i], within(bound));
        }
        assertThat(sum).isCloseTo(margin, within(1e-5 * (1 + Math.abs(margin)) + rounding));
    }
}
