package io.claimstream.model.evaluation;

import io.claimstream.domain.feature.FeatureGroup;
import io.claimstream.domain.feature.FeatureGroups;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much one group of features moves estimates: the SHAP values of its features (Lundberg et al., 2020), added up and turned into money as
 * in the reasons of a score.
 *
 * @param group name of the group
 * @param meanAbsolute mean size of what it adds or takes, in money
 * @param mean mean of what it adds, in money
 * @param share its part of the sum over all groups of {@code meanAbsolute}; 0 when no group moves anything
 */
public record Importance(String group, double meanAbsolute, double mean, double share) {

    /** Every group, the most important first. */
    static List<Importance> of(Rows rows) {
        List<FeatureGroup> groups = FeatureGroups.ALL;
        double[] absolute = new double[groups.size()];
        double[] signed = new double[groups.size()];
        for (EvaluatedRow row : rows.all()) {
            for (int i = 0; i < absolute.length; i++) {
                absolute[i] += Math.abs(row.reasons().get(i)) / rows.size();
                signed[i] += row.reasons().get(i) / (double) rows.size();
            }
        }
        double whole = 0;
        for (double each : absolute) {
            whole += each;
        }
        List<Importance> importance = new ArrayList<>();
        for (int i = 0; i < absolute.length; i++) {
            importance.add(
                    new Importance(groups.get(i).name(), absolute[i], signed[i], whole == 0 ? 0 : absolute[i] / whole));
        }
        importance.sort(Comparator.comparingDouble(Importance::meanAbsolute).reversed());
        return importance;
    }
}
