package io.claimstream.domain.feature;

import java.util.List;

/**
 * Features that are told as one reason.
 *
 * @param name name of the group, as {@code Reason.feature}
 * @param indexes places of its features in the feature set, ascending; never empty
 */
public record FeatureGroup(String name, List<Integer> indexes) {

    public FeatureGroup {
        indexes = List.copyOf(indexes);
    }
}
