package io.claimstream.model.engine;

/**
 * A margin and what each feature adds to it. Immutable.
 *
 * <p>The contributions and the base add up to the margin within the engine's rounding (1e-5 of it).
 */
public final class Explanation {

    private final float margin;
    private final float base;
    private final float[] contributions;

    /**
     * An explanation that keeps the given array.
     *
     * @param margin the margin
     * @param contributions one for each feature, followed by the base; not copied
     */
    public Explanation(float margin, float[] contributions) {
        this.margin = margin;
        this.base = contributions[contributions.length - 1];
        this.contributions = contributions;
    }

    /** The logarithm of the estimate. */
    public float margin() {
        return margin;
    }

    /** The margin of a claim of which nothing is known. */
    public float base() {
        return base;
    }

    /** What a feature adds to the margin. */
    public float contribution(int feature) {
        return contributions[feature];
    }

    /** Number of features. */
    public int size() {
        return contributions.length - 1;
    }
}
