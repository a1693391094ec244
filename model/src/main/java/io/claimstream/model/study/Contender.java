package io.claimstream.model.study;

import io.claimstream.model.Metrics;
import io.claimstream.model.training.Baselines;
import java.util.List;

/**
 * A model in comparison with others on the same folds.
 *
 * @param name what it is: {@value #MODEL}, {@value #SUM_OF_HEADS}, {@value #TREE} or {@value #FOREST}
 * @param byFold its error on each fold by a model of the other folds
 * @param overall its error over all rows
 */
public record Contender(String name, List<Metrics> byFold, Metrics overall) {

    /** The model that is trained. */
    public static final String MODEL = "model";

    /** Nothing learned: the sum of the heads of loss. */
    public static final String SUM_OF_HEADS = "sum of heads";

    /** A single decision tree. */
    public static final String TREE = Baselines.TREE;

    /** A random forest. */
    public static final String FOREST = Baselines.FOREST_NAME;

    public Contender {
        byFold = List.copyOf(byFold);
    }

    /** Mean of the folds' MAPE. */
    public double meanMape() {
        return byFold.stream().mapToDouble(Metrics::mape).average().orElseThrow();
    }

    /** Standard deviation of the folds' MAPE: how much a fold differs from another; 0 for a single fold. */
    public double spreadOfMape() {
        double mean = meanMape();
        double squares = byFold.stream()
                .mapToDouble(it -> (it.mape() - mean) * (it.mape() - mean))
                .sum();
        return byFold.size() < 2 ? 0 : Math.sqrt(squares / (byFold.size() - 1));
    }
}
