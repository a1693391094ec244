package io.claimstream.model.doubt;

import java.util.List;

/**
 * How far off a model is expected to be for a claim: the product of what some small trees say, each of which corrects those before it.
 * Learned from estimates of rows by models that had not seen them, and from none of the rows that calibrate. Part of the signed manifest.
 * Immutable and thread-safe.
 *
 * @param trees the trees, at least one; the first is in units of the logarithm, the others are factors
 */
public record Difficulty(List<DifficultyTree> trees) {

    /** Most trees; training grows fewer. */
    public static final int MAX_TREES = 32;

    /** Bounds of every product, so that it and what is divided by it are numbers in single precision too. */
    static final double LEAST = 1e-30;

    static final double GREATEST = 1e30;

    /** Rejects products that are out of bounds for some claim. */
    public Difficulty {
        trees = List.copyOf(trees);
        if (trees.isEmpty() || trees.size() > MAX_TREES) {
            throw new IllegalArgumentException(
                    "Expected 1 to " + MAX_TREES + " trees of difficulty, but there are " + trees.size() + ".");
        }
        double least = 1;
        double greatest = 1;
        for (DifficultyTree tree : trees) {
            least *= tree.leastScale();
            greatest *= tree.greatestScale();
        }
        if (!(least >= LEAST && greatest <= GREATEST)) {
            throw new IllegalArgumentException("Expected difficulties from " + LEAST + " to " + GREATEST
                    + ", but they are from " + least + " to " + greatest + ".");
        }
    }

    /** The same difficulty for every claim: intervals as plain split conformal gives them. */
    public static Difficulty even() {
        return of(DifficultyTree.even());
    }

    /** What one tree says. */
    public static Difficulty of(DifficultyTree tree) {
        return new Difficulty(List.of(tree));
    }

    /** The greatest place of a feature that is asked about. */
    public int greatestFeature() {
        return trees.stream().mapToInt(DifficultyTree::greatestFeature).max().orElse(0);
    }

    /**
     * The difficulty σ(x) of a claim, above 0: its expected absolute error on the logarithmic scale. Allocates nothing.
     *
     * @param row features in order; NaN is missing
     */
    public double scale(float[] row) {
        double scale = 1;
        for (int i = 0; i < trees.size(); i++) {
            scale *= trees.get(i).scale(row);
        }
        return scale;
    }
}
