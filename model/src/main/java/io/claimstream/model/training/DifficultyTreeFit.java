package io.claimstream.model.training;

import io.claimstream.model.doubt.DifficultyTree;
import io.claimstream.model.doubt.DifficultyTree.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Grows one {@link DifficultyTree}: least squares splits (Breiman et al., 1984), few leaves of many rows. The same rows give the same
 * tree. Used once.
 */
final class DifficultyTreeFit {

    private static final int MAX_DEPTH = 3;
    private static final int MIN_LEAF_ROWS = 40;
    private static final int MIN_LEAF_SHARE = 40;

    /** A cut that gains less tells rounding errors apart. */
    private static final double LEAST_GAIN = 1e-6;

    private final SortedColumns columns;
    private final LeafRule rule;
    private final double[] judged;
    private final double power;
    private final int minLeaf;
    private final List<Node> nodes = new ArrayList<>();

    /** How a node is cut in two. */
    private record Cut(int feature, float threshold, boolean missingLeft, double gain) {}

    private DifficultyTreeFit(SortedColumns columns, LeafRule rule, double power) {
        this.columns = columns;
        this.rule = rule;
        this.judged = rule.judged();
        this.power = power;
        this.minLeaf = Math.max(MIN_LEAF_ROWS, judged.length / MIN_LEAF_SHARE);
    }

    /**
     * Grows a tree.
     *
     * @param rule what cuts are judged by, and what a leaf says
     * @param power to which the scale of each leaf is raised; 1 takes it as it is
     */
    static DifficultyTree fit(SortedColumns columns, LeafRule rule, double power) {
        return new DifficultyTreeFit(columns, rule, power).grow();
    }

    private DifficultyTree grow() {
        int[] all = IntStream.range(0, judged.length).toArray();
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
        return Node.leaf(StrictMath.pow(rule.scale(rows), power));
    }

    private @Nullable Cut best(int[] rows) {
        boolean[] isHere = new boolean[judged.length];
        Arrays.stream(rows).forEach(row -> isHere[row] = true);
        @Nullable Cut best = null;
        for (int feature = 0; feature < columns.features(); feature++) {
            int[] present = Arrays.stream(columns.ascending(feature))
                    .filter(row -> isHere[row])
                    .toArray();
            best = better(best, best(rows, present, feature, true));
            best = better(best, best(rows, present, feature, false));
        }
        return best;
    }

    /** The best cut on a feature with the missing on one side. */
    private @Nullable Cut best(int[] rows, int[] present, int feature, boolean missingLeft) {
        double total = sum(judged, rows);
        double missing = total - sum(judged, present);
        int left = missingLeft ? rows.length - present.length : 0;
        double leftSum = missingLeft ? missing : 0;
        @Nullable Cut best = null;
        for (int i = 0; i + 1 < present.length; i++) {
            left++;
            leftSum += judged[present[i]];
            float below = columns.value(present[i], feature);
            float above = columns.value(present[i + 1], feature);
            int right = rows.length - left;
            if (below < above && left >= minLeaf && right >= minLeaf) {
                double rightSum = total - leftSum;
                double gain = leftSum * leftSum / left + rightSum * rightSum / right - total * total / rows.length;
                if (gain > (best == null ? LEAST_GAIN : best.gain())) {
                    best = new Cut(feature, between(below, above), missingLeft, gain);
                }
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
        float value = columns.value(row, cut.feature());
        return Float.isNaN(value) ? cut.missingLeft() : value < cut.threshold();
    }

    private static double sum(double[] of, int[] rows) {
        double sum = 0;
        for (int row : rows) {
            sum += of[row];
        }
        return sum;
    }
}
