package io.claimstream.model;

import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.model.engine.CompiledEngine;
import io.claimstream.model.engine.ScoringEngine;
import io.claimstream.model.engine.XgboostEngine;
import java.util.List;
import java.util.Optional;

/**
 * Tries a booster that was made elsewhere against the margins that its maker's XGBoost gives some rows: first in plain Java, then in XGBoost4J, and
 * last one against the other, bit for bit and with reasons. Belongs into a throw-away process: it loads native code.
 */
public final class ForeignTrial {

    /** How far a margin may be off, of one and its size: another machine may add up in another order. */
    static final double TOLERANCE = 1e-5;

    private ForeignTrial() {}

    /**
     * Tries.
     *
     * @param artifact a sound booster in UBJ
     * @param features length of a feature vector
     * @param golden rows with their margins, at least one
     * @return why it is refused; empty when it is right
     */
    public static Optional<Refusal> refuse(byte[] artifact, int features, List<GoldenRow> golden) {
        try (CompiledEngine compiled = CompiledEngine.load(artifact, features)) {
            return wrong(golden, compiled).or(() -> refuse(artifact, golden, compiled, features));
        }
    }

    private static Optional<Refusal> refuse(
            byte[] artifact, List<GoldenRow> golden, CompiledEngine compiled, int features) {
        try (XgboostEngine reference = XgboostEngine.load(artifact, features)) {
            return wrong(golden, reference).or(() -> EngineComparison.difference(golden, reference, compiled)
                    .map(difference -> new Refusal(Code.ENGINES_DIFFER, difference)));
        }
    }

    private static Optional<Refusal> wrong(List<GoldenRow> golden, ScoringEngine engine) {
        for (int i = 0; i < golden.size(); i++) {
            float expected = golden.get(i).margin();
            float margin = engine.margin(golden.get(i).row());
            // Written so that NaN is a difference.
            if (!(Math.abs((double) margin - expected) <= TOLERANCE * (1 + Math.abs(expected)))) {
                return Optional.of(new Refusal(
                        Code.WRONG_GOLDEN_ROWS,
                        "golden row " + (i + 1) + " expected the margin " + expected + ", but " + engine.version()
                                + " gives " + margin));
            }
        }
        return Optional.empty();
    }
}
