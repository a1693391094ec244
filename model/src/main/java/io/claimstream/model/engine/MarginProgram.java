package io.claimstream.model.engine;

import io.claimstream.model.artifact.Forest;
import io.claimstream.model.artifact.Tree;
import java.util.ArrayList;
import java.util.List;

/** The margin of a row: the base margin and each tree's leaf, added in order in float, as XGBoost does. Immutable. */
final class MarginProgram {

    private final float baseMargin;
    private final MarginSegment[] segments;

    private MarginProgram(float baseMargin, List<MarginSegment> segments) {
        this.baseMargin = baseMargin;
        this.segments = segments.toArray(new MarginSegment[0]);
    }

    static MarginProgram of(Forest forest) {
        List<Tree> trees = forest.trees();
        List<MarginSegment> segments = new ArrayList<>();
        int from = 0;
        while (from < trees.size()) {
            int to = from;
            while (isShallow(trees, to)) {
                to += PerfectSegment.GROUP;
            }
            if (to > from) {
                segments.add(PerfectSegment.of(trees.subList(from, to)));
                from = to;
            }
            while (to < trees.size() && !isShallow(trees, to)) {
                to++;
            }
            if (to > from) {
                segments.add(SparseSegment.of(trees.subList(from, to)));
                from = to;
            }
        }
        return new MarginProgram(forest.baseMargin(), segments);
    }

    /** Whether a whole group begins here, none of it too deep. */
    private static boolean isShallow(List<Tree> trees, int from) {
        int to = from + PerfectSegment.GROUP;
        return to <= trees.size()
                && trees.subList(from, to).stream().allMatch(tree -> tree.height(0) <= PerfectSegment.MAX_DEPTH);
    }

    float margin(long[] slots) {
        float sum = baseMargin;
        for (MarginSegment segment : segments) {
            sum = segment.addTo(sum, slots);
        }
        return sum;
    }
}
