package io.claimstream.model.engine;

/** Makes an engine of an artifact that was verified. Thread-safe. */
@FunctionalInterface
public interface EngineLoader {

    /**
     * Loads an artifact.
     *
     * @param features length of a feature vector
     * @throws io.claimstream.model.artifact.ModelRefusedException when the artifact cannot be scored with
     */
    ScoringEngine load(byte[] artifact, int features);
}
