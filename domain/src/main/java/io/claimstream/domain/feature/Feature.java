package io.claimstream.domain.feature;

/**
 * One feature: its name, the reason it is told under, and how it is made.
 *
 * @param name unique within the feature set; lower-case words joined by underscores
 * @param group the reason that it belongs to
 * @param value makes it; NaN is missing
 */
record Feature(String name, String group, Value value) {

    /** Makes the value of a feature. */
    @FunctionalInterface
    interface Value {

        /** The value, NaN when missing. */
        float of(FeatureInput input);
    }
}
