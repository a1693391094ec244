package io.claimstream.model.training;

import io.claimstream.model.FeatureSchema;
import io.claimstream.model.Sha256;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Labelled feature vectors in the order of their labels' event time; rows of the same time in the order of their claims.
 * Immutable: its arrays are copied out, never handed out.
 */
public final class Dataset {

    private final FeatureSchema schema;
    private final List<LabelledRow> rows;

    /**
     * @param rows in their final order, each with as many values as the schema has features
     */
    public Dataset(FeatureSchema schema, List<LabelledRow> rows) {
        this.schema = schema;
        this.rows = List.copyOf(rows);
        for (LabelledRow row : rows) {
            if (row.values().size() != schema.size()) {
                throw new IllegalArgumentException("Expected rows of " + schema.size() + " features, but one has "
                        + row.values().size() + ".");
            }
        }
    }

    /** The features of the rows. */
    public FeatureSchema schema() {
        return schema;
    }

    /** Number of rows. */
    public int size() {
        return rows.size();
    }

    /** A row. */
    public LabelledRow row(int place) {
        return rows.get(place);
    }

    /** The rows from a place up to another, exclusive, in the same order. */
    public Dataset slice(int from, int to) {
        return new Dataset(schema, rows.subList(from, to));
    }

    /** The rows at the places that a condition picks, in the same order. */
    public Dataset where(IntPredicate picked) {
        return new Dataset(
                schema,
                IntStream.range(0, rows.size())
                        .filter(picked)
                        .mapToObj(rows::get)
                        .toList());
    }

    /** Every feature vector, one after another; NaN is missing. */
    public float[] values() {
        float[] values = new float[rows.size() * schema.size()];
        int place = 0;
        for (LabelledRow row : rows) {
            for (float value : row.values()) {
                values[place++] = value;
            }
        }
        return values;
    }

    /** What each claim was worth, above 0. */
    public double[] labels() {
        return rows.stream().mapToDouble(LabelledRow::label).toArray();
    }

    /** The sums of the heads of loss: what the baseline estimates. */
    public double[] sumsOfHeads() {
        return rows.stream().mapToDouble(LabelledRow::sumOfHeads).toArray();
    }

    /** Event times of the first and last label; the dataset must not be empty. */
    public List<Instant> labelWindow() {
        return Arrays.asList(rows.get(0).labelledAt(), rows.get(rows.size() - 1).labelledAt());
    }

    /** SHA-256 of the binary form, lower-case hexadecimal. */
    public String sha256() {
        return Sha256.hex(out -> DatasetBinary.write(this, out));
    }
}
