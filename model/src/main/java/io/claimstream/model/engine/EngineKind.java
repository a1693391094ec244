package io.claimstream.model.engine;

import java.util.Optional;

/** Which engine scores. */
public enum EngineKind {
    /** {@link CompiledEngine}: the fast one, without native code in the process that scores. */
    COMPILED {
        @Override
        public ScoringEngine load(byte[] artifact, int features) {
            return CompiledEngine.load(artifact, features);
        }
    },
    /** {@link XgboostEngine}: the reference. */
    XGBOOST4J {
        @Override
        public ScoringEngine load(byte[] artifact, int features) {
            return XgboostEngine.load(artifact, features);
        }
    };

    /**
     * Loads an artifact that was verified.
     *
     * @param features length of a feature vector
     * @throws io.claimstream.model.artifact.ModelRefusedException when the artifact cannot be scored with
     */
    public abstract ScoringEngine load(byte[] artifact, int features);

    /** The engine of a version that a score names; empty when this build does not have it. */
    public static Optional<EngineKind> ofVersion(String version) {
        return switch (version) {
            case CompiledEngine.VERSION -> Optional.of(COMPILED);
            case XgboostEngine.VERSION -> Optional.of(XGBOOST4J);
            default -> Optional.empty();
        };
    }
}
