package io.claimstream.model.training;

import io.claimstream.model.FeatureSchema;
import io.claimstream.model.ProtectedNames;
import java.util.List;

/**
 * Keeps protected attributes out of training: a dataset with a feature named after one is refused, whoever made it. It goes by the words of the
 * name; what a feature of an innocent name gives away is for the report on proxies to find.
 */
final class ProtectedFeatures {

    /** Code at the head of the refusal. */
    static final String CODE = "PROTECTED_FEATURE";

    private ProtectedFeatures() {}

    /**
     * Checks the names of the features.
     *
     * @throws DatasetFormatException when one is named after a protected attribute
     */
    static void requireNone(FeatureSchema schema) {
        List<String> found =
                schema.names().stream().filter(ProtectedNames::isProtected).toList();
        if (!found.isEmpty()) {
            throw new DatasetFormatException(
                    CODE + ": Expected no protected attribute among the features of feature set "
                            + schema.version() + ", but there is " + String.join(", ", found)
                            + ". Take it out of the dataset: no model may learn from it.");
        }
    }
}
