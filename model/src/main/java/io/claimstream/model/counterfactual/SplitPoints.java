package io.claimstream.model.counterfactual;

import io.claimstream.model.artifact.Forest;
import io.claimstream.model.artifact.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the trees of a model compare each feature with. Immutable. */
public final class SplitPoints {

    private final List<List<Float>> byFeature;

    private SplitPoints(List<List<Float>> byFeature) {
        this.byFeature = List.copyOf(byFeature);
    }

    /** The thresholds of a forest. */
    public static SplitPoints of(Forest forest) {
        List<SortedSet<Float>> found = new ArrayList<>();
        for (int i = 0; i < forest.features(); i++) {
            found.add(new TreeSet<>());
        }
        forest.trees().forEach(tree -> collect(tree, 0, found));
        return new SplitPoints(found.stream().map(List::copyOf).toList());
    }

    /** The thresholds of a feature, ascending, each once. */
    List<Float> of(int feature) {
        return byFeature.get(feature);
    }

    private static void collect(Tree tree, int node, List<SortedSet<Float>> found) {
        if (!tree.isLeaf(node)) {
            found.get(tree.feature(node)).add(tree.threshold(node));
            collect(tree, tree.left(node), found);
            collect(tree, tree.right(node), found);
        }
    }
}
