package io.claimstream.model.engine;

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
}
