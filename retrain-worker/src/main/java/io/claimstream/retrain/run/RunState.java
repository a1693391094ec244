package io.claimstream.retrain.run;

/** Where a training run stands. All but {@link #TRAINING} are final. */
public enum RunState {
    /** Under way. */
    TRAINING(false),
    /** The challenger was better and is champion. */
    PUBLISHED(true),
    /** The challenger was better, and has to prove it on claims to come before it is champion. */
    CHALLENGING(true),
    /** The challenger was not better. */
    REFUSED(true),
    /** Fewer usable labels than the stated minimum: nothing was trained. */
    TOO_FEW(true),
    /** The training itself failed. */
    FAILED(false),
    /** The worker ended, or lost its turn, in the middle; nothing was promoted. A model may have been published. */
    INTERRUPTED(false);

    private final boolean usedLabels;

    RunState(boolean usedLabels) {
        this.usedLabels = usedLabels;
    }

    /** Whether the labels of the run count as seen: the next run waits for new ones. */
    public boolean usedLabels() {
        return usedLabels;
    }
}
