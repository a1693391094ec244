package io.claimstream.domain.feature;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which features of set v1 make one reason: the indicators of a category, the sums, the history of an entity. Each feature has one group. */
public final class FeatureGroups {

    /** Every group, in the order of its first feature. */
    public static final List<FeatureGroup> ALL = groups();

    private FeatureGroups() {}

    /**
     * The name of the group of a feature.
     *
     * @throws IllegalArgumentException when the feature set has no such feature
     */
    public static String of(String feature) {
        return FeatureSetV1.features().get(index(feature)).group();
    }

    /**
     * The place of a feature in the feature set.
     *
     * @throws IllegalArgumentException when the feature set has no such feature
     */
    public static int index(String feature) {
        int index = FeatureSetV1.NAMES.indexOf(feature);
        if (index < 0) {
            throw new IllegalArgumentException("Expected a feature of set v1, but got '" + feature + "'");
        }
        return index;
    }

    private static List<FeatureGroup> groups() {
        Map<String, List<Integer>> indexes = new LinkedHashMap<>();
        List<Feature> features = FeatureSetV1.features();
        for (int i = 0; i < features.size(); i++) {
            indexes.computeIfAbsent(features.get(i).group(), name -> new ArrayList<>())
                    .add(i);
        }
        return indexes.entrySet().stream()
                .map(entry -> new FeatureGroup(entry.getKey(), entry.getValue()))
                .toList();
    }
}
