package io.claimstream.model;

import java.util.HashSet;
import java.util.List;

/**
 * The features that a model expects, in order.
 *
 * @param version version of the feature set, such as v1
 * @param names names of the features in the order of the vector, without repetition
 */
public record FeatureSchema(String version, List<String> names) {

    public FeatureSchema {
        names = List.copyOf(names);
        if (version.isBlank() || names.isEmpty()) {
            throw new IllegalArgumentException("Expected a feature set with a version and at least one feature.");
        }
        if (new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("Expected every feature once in feature set " + version + ".");
        }
    }

    /** Length of a feature vector. */
    public int size() {
        return names.size();
    }
}
