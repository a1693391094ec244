package io.claimstream.model.training;

import io.claimstream.model.doubt.DifficultyTree;
import io.claimstream.model.doubt.DifficultyTree.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Grows a {@link DifficultyTree} on absolute out-of-fold residuals: least squares splits (Breiman et al., 1984), few leaves of many rows,
 * each leaf's mean drawn toward the mean of all. Residuals beyond the 99th percentile count as that, so that single accidents split
 * nothing. The same rows give the same tree. Used once.
 */
final class DifficultyFit {

    private static final int MAX_DEPTH = 3;
    private static final int MIN_LEAF_ROWS = 40;
    private static final int MIN_LEAF_SHARE = 40;

    /** The mean of all rows counts as much in a leaf as this many of its own. */
    private static final double PRIOR_ROWS = 50;

    private static final double CAP = 0.99;
    private static final double LEAST_SCALE = 1e-6;

    private final float[] values;
    private final int features;
    private final double[] targets;
    private final int minLeaf;
    private final double mean;
    private final List<Node> nodes = new ArrayList<>();

    /** How a node is cut in two. */
    private record Cut(int feature, float threshold, boolean missingLeft, double gain) {}

    private DifficultyFit(float[] values, int features, double[] absoluteResiduals) {
        this.values = values;
        this.features = features;
        this.targets = capped(absoluteResiduals);
        this.minLeaf = Math.max(MIN_LEAF_ROWS, targets.length / MIN_LEAF_SHARE);
        this.mean = Arrays.stream(targets).sum() / targets.length;
    }

    /**
     * Grows a tree.
     *
     * @param values feature vectors one after another; NaN is missing
     * @param features length of each
     * @param absoluteResiduals |ln settlement − ln estimate| of each row, by a model that had not seen the row
     */
    static DifficultyTree fit(float[] values, int features, double[] absoluteResiduals) {
        return new DifficultyFit(values, features, absoluteResiduals).grow();
    }

    private DifficultyTree grow() {
        int[] all = IntStream.range(0, targets.length).toArray();
        nodes.add(leaf(all));
        split(0, all, 0);
        return new DifficultyTree(nodes);
    }

    private void split(int node, int[] rows, int depth) {
        @Nullable Cut cut = depth < MAX_DEPTH ? best(rows) : null;
        if (cut == null) {
            return;
        }
        int[] left = where(rows, cut, true);
        int[] right = where(rows, cut, false);
        int place = nodes.size();
        double scale = nodes.get(node).scale();
        nodes.set(node, new Node(cut.feature(), cut.threshold(), cut.missingLeft(), place, scale));
        nodes.add(leaf(left));
        nodes.add(leaf(right));
        split(place, left, depth + 1);
        split(place + 1, right, depth + 1);
    }

    private Node leaf(int[] rows) {
        return Node.leaf(Math.max(LEAST_SCALE, (sum(rows) + PRIOR_ROWS * mean) / (rows.length + PRIOR_ROWS)));
    }

    private @Nullable Cut best(int[] rows) {
        @Nullable Cut best = null;
        for (int feature = 0; feature < features; feature++) {
            int column = feature;
            int[] present = Arrays.stream(rows)
                    .filter(row -> !Float.isNaN(value(row, column)))
                    .boxed()
                    .sorted(Comparator.comparing((Integer row) -> value(row, column)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            best = better(best, best(rows, present, feature, true));
            best = better(best, best(rows, present, feature, false));
        }
        return best;
    }

    /** The best cut on a feature with the missing on one side. */
    private @Nullable Cut best(int[] rows, int[] present, int feature, boolean missingLeft) {
        double total = sum(rows);
        double missing = total - sum(present);
        int left = missingLeft ? rows.length - present.length : 0;
        double leftSum = missingLeft ? missing : 0;
        @Nullable Cut best = null;
        for (int i = 0; i + 1 < present.length; i++) {
            left++;
            leftSum += targets[present[i]];
            float below = value(present[i], feature);
            float above = value(present[i + 1], feature);
            int right = rows.length - left;
            if (below < above && left >= minLeaf && right >= minLeaf) {
                double rightSum = total - leftSum;
                double gain = leftSum * leftSum / left + rightSum * rightSum / right - total * total / rows.length;
                best = better(best, new Cut(feature, between(below, above), missingLeft, gain));
            }
        }
        return best;
    }

    private static @Nullable Cut better(@Nullable Cut one, @Nullable Cut other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.gain() > one.gain() ? other : one;
    }

    private static float between(float below, float above) {
        float middle = (float) ((below + (double) above) / 2);
        return middle > below ? middle : above;
    }

    private int[] where(int[] rows, Cut cut, boolean isLeft) {
        return Arrays.stream(rows).filter(row -> goesLeft(row, cut) == isLeft).toArray();
    }

    private boolean goesLeft(int row, Cut cut) {
        float value = value(row, cut.feature());
        return Float.isNaN(value) ? cut.missingLeft() : value < cut.threshold();
    }

    private float value(int row, int feature) {
        return values[row * features + feature];
    }

    private double sum(int[] rows) {
        double sum = 0;
        for (int row : rows) {
            sum += targets[row];
        }
        return sum;
    }

    private static double[] capped(double[] residuals) {
        double[] sorted = residuals.clone();
        Arrays.sort(sorted);
        double cap = sorted[(int) (CAP * (sorted.length - 1))];
        return Arrays.stream(residuals).map(residual -> Math.min(residual, cap)).toArray();
    }
}
