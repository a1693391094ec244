package io.claimstream.model.engine;

/** Which engine scores, in its newest version. */
public enum EngineKind implements EngineLoader {
    /** {@link CompiledEngine}: the fast one, without native code in the process that scores. */
    COMPILED(CompiledEngine.VERSION),
    /** {@link XgboostEngine}: the reference. */
    XGBOOST4J(XgboostEngine.VERSION);

    private final String newest;

    EngineKind(String newest) {
        this.newest = newest;
    }

    @Override
    public ScoringEngine load(byte[] artifact, int features) {
        return EngineReleases.shipped().find(newest).orElseThrow().load(artifact, features);
    }
}
