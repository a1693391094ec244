package io.claimstream.model.training;

import io.claimstream.model.doubt.Difficulty;
import java.util.List;

/**
 * What a training gives: the booster, how hard claims are for it, and what it has to beat. Immutable, except that the artifact's array is shared.
 */
public final class TrainedModel {

    private final byte[] artifact;
    private final Difficulty difficulty;
    private final List<Baselines.Grown> baselines;

    /**
     * @param artifact the booster in UBJ; not copied, since it may be large: do not change it
     * @param difficulty learned from the training rows alone
     */
    public TrainedModel(byte[] artifact, Difficulty difficulty) {
        this(artifact, difficulty, List.of());
    }

    private TrainedModel(byte[] artifact, Difficulty difficulty, List<Baselines.Grown> baselines) {
        this.artifact = artifact;
        this.difficulty = difficulty;
        this.baselines = List.copyOf(baselines);
    }

    /** The same with baselines that were grown from the same rows. */
    TrainedModel beside(List<Baselines.Grown> grown) {
        return new TrainedModel(artifact, difficulty, grown);
    }

    /** The booster in UBJ. */
    public byte[] artifact() {
        return artifact;
    }

    /** How hard claims are. */
    public Difficulty difficulty() {
        return difficulty;
    }

    /** What its report compares it with beside the champion; empty where none was grown. */
    public List<Baselines.Grown> baselines() {
        return baselines;
    }
}
