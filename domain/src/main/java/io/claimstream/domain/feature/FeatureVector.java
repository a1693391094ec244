package io.claimstream.domain.feature;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The features of one revision. Immutable. Two are equal when every value has the same bits. */
public final class FeatureVector {

    private final float[] values;
    private final List<String> unseenCategories;
    private final BigDecimal sumOfHeads;

    FeatureVector(float[] values, List<String> unseenCategories, BigDecimal sumOfHeads) {
        this.values = values.clone();
        this.unseenCategories = List.copyOf(unseenCategories);
        this.sumOfHeads = sumOfHeads;
    }

    /** A copy of the values in the order of the feature set; NaN is missing. */
    public float[] values() {
        return values.clone();
    }

    /** The values as a list, in the order of the feature set; NaN is missing. */
    public List<Float> asList() {
        return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
    }

    /** Names of the category groups whose value the feature set does not know and calls other. */
    public List<String> unseenCategories() {
        return unseenCategories;
    }

    /** Sum of the known heads of loss, rounded half even to pence; 0.00 when none is known. */
    public BigDecimal sumOfHeads() {
        return sumOfHeads;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureVector that
                && Arrays.equals(bits(values), bits(that.values))
                && unseenCategories.equals(that.unseenCategories)
                && sumOfHeads.equals(that.sumOfHeads);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits(values));
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }

    private static int[] bits(float[] values) {
        return IntStream.range(0, values.length)
                .map(i -> Float.floatToRawIntBits(values[i]))
                .toArray();
    }
}
