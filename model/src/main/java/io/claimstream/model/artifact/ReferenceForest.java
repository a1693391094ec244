package io.claimstream.model.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A forest that nobody trained, to measure others by: {@value #TREES} perfect trees of depth {@value #DEPTH}, whose nodes ask about features and
 * values drawn from rows. The same rows give the same forest. Pure.
 */
public final class ReferenceForest {

    /** Number of its trees. */
    public static final int TREES = 300;

    /** Depth of each. */
    public static final int DEPTH = 6;

    private static final int INNER = (1 << DEPTH) - 1;
    private static final int NODES = 2 * INNER + 1;
    private static final long SEED = 20_261_121;

    private ReferenceForest() {}

    /**
     * Draws it.
     *
     * @param rows feature vectors of one length, at least one; none is infinite
     */
    public static Forest of(List<float[]> rows) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<Tree> trees = new ArrayList<>();
        for (int i = 0; i < TREES; i++) {
            trees.add(tree(rows, random));
        }
        return new Forest(rows.get(0).length, Objective.SQUARED_ERROR, 0, trees);
    }

    private static Tree tree(List<float[]> rows, SplittableRandom random) {
        int[] left = new int[NODES];
        int[] features = new int[NODES];
        boolean[] defaultLeft = new boolean[NODES];
        float[] values = new float[NODES];
        float[] covers = new float[NODES];
        for (int node = 0; node < NODES; node++) {
            boolean isLeaf = node >= INNER;
            float[] row = rows.get(random.nextInt(rows.size()));
            features[node] = random.nextInt(row.length);
            float value = row[features[node]];
            left[node] = isLeaf ? Tree.NO_CHILD : 2 * node + 1;
            defaultLeft[node] = random.nextBoolean();
            values[node] = isLeaf ? (float) (random.nextDouble() - 0.5) / TREES : Float.isNaN(value) ? 0 : value;
            // Half of a node's rows go each way.
            covers[node] = NODES >> (31 - Integer.numberOfLeadingZeros(node + 1));
        }
        return new Tree(left, features, defaultLeft, values, covers);
    }
}
