package io.claimstream.model;

import io.claimstream.model.engine.ScoringEngine;
import java.util.List;
import java.util.Optional;

/**
 * Compares an engine with the reference on golden rows: margins bit for bit, contributions within {@code 1e-4·|φ| + 1e-6}, their sum
 * within {@code 1e-5·(1 + |margin|)} of the margin. XGBoost4J itself breaks tighter bounds.
 */
final class EngineComparison {

    private static final double RELATIVE = 1e-4;
    private static final double ABSOLUTE = 1e-6;
    private static final double SUM = 1e-5;

    private EngineComparison() {}

    /** The first difference in plain words; empty when there is none. */
    static Optional<String> difference(List<GoldenRow> rows, ScoringEngine reference, ScoringEngine engine) {
        int place = 0;
        for (GoldenRow golden : rows) {
            Optional<String> difference = difference(golden.row(), reference, engine);
            if (difference.isPresent()) {
                return Optional.of("golden row " + place + ": " + engine.version() + " " + difference.get());
            }
            place++;
        }
        return Optional.empty();
    }

    private static Optional<String> difference(float[] row, ScoringEngine reference, ScoringEngine engine) {
        float[] expected = new float[row.length + 1];
        float[] found = new float[row.length + 1];
        float margin = reference.explain(row, expected);
        float other = engine.explain(row, found);
        if (Float.floatToIntBits(margin) != Float.floatToIntBits(other)) {
            return Optional.of("scored " + other + ", but " + reference.version() + " " + margin);
        }
        double sum = 0;
        for (int i = 0; i < found.length; i++) {
            sum += found[i];
            double bound = RELATIVE * Math.abs(expected[i]) + ABSOLUTE;
            // Written so that NaN is a difference.
            if (!(Math.abs((double) found[i] - expected[i]) <= bound)) {
                return Optional.of("gave contribution " + i + " as " + found[i] + ", but " + reference.version() + " "
                        + expected[i]);
            }
        }
        if (!(Math.abs(sum - margin) <= SUM * (1 + Math.abs(margin)))) {
            return Optional.of("has contributions that add up to " + sum + " instead of " + margin);
        }
        return Optional.empty();
    }
}
