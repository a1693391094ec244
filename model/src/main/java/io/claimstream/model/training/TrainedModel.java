package io.claimstream.model.training;

import io.claimstream.model.doubt.Difficulty;

/** What a training gives: the booster, and how hard claims are for it. Immutable, except that the artifact's array is shared. */
public final class TrainedModel {

    private final byte[] artifact;
    private final Difficulty difficulty;

    /**
     * @param artifact the booster in UBJ; not copied, since it may be large: do not change it
     * @param difficulty learned from the training rows alone
     */
    public TrainedModel(byte[] artifact, Difficulty difficulty) {
        this.artifact = artifact;
        this.difficulty = difficulty;
    }

    /** The booster in UBJ. */
    public byte[] artifact() {
        return artifact;
    }

    /** How hard claims are. */
    public Difficulty difficulty() {
        return difficulty;
    }
}
