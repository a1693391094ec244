package io.claimstream.model;

import io.claimstream.model.engine.CompiledEngine;

/** Which engine scores. */
public enum EngineKind {
    /** {@link CompiledEngine}: the fast one, without native code in the process that scores. */
    COMPILED {
        @Override
        ScoringEngine load(byte[] artifact, int features) {
            return CompiledEngine.load(artifact, features);
        }
    },
    /** {@link XgboostEngine}: the reference. */
    XGBOOST4J {
        @Override
        ScoringEngine load(byte[] artifact, int features) {
            return XgboostEngine.load(artifact, features);
        }
    };

    abstract ScoringEngine load(byte[] artifact, int features);
}
