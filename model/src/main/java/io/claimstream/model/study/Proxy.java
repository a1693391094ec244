package io.claimstream.model.study;

/**
 * A feature that goes with a protected attribute.
 *
 * @param feature name of the feature
 * @param attribute the attribute, {@code driverAge} or {@code gender}
 * @param value the value that is told from all others, such as {@code Female}; blank for an attribute that is a number
 * @param correlation Spearman's rank correlation, -1 to 1
 * @param rows rows that say both
 */
public record Proxy(String feature, String attribute, String value, double correlation, int rows) {}
