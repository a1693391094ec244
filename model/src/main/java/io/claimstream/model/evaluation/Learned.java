package io.claimstream.model.evaluation;

import io.claimstream.model.DatasetSummary;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.Split;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the model learned from, where that is at hand.
 *
 * @param train rows that it was trained on, one or more
 * @param calibration rows that it was calibrated on first
 * @param isHoldout whether the evaluated rows are those held out of the same dataset
 */
public record Learned(Dataset train, Dataset calibration, boolean isHoldout) {

    /** For an evaluation on the rows held out. */
    public static Learned beforeHoldout(Split split) {
        return new Learned(split.train(), split.calibration(), true);
    }

    /**
     * For an evaluation on other rows.
     *
     * @param whole the dataset that the model was made from
     * @param summary what its manifest says of that dataset
     * @throws IllegalArgumentException when the dataset is another one
     */
    public static Learned from(Dataset whole, DatasetSummary summary) {
        if (!whole.sha256().equals(summary.sha256())) {
            throw new IllegalArgumentException("Expected the dataset " + summary.sha256() + ".");
        }
        if (summary.trainingRows() == whole.size()) {
            return new Learned(whole, whole, false);
        }
        Split split = Split.byLabelTime(whole);
        return new Learned(split.train(), split.calibration(), false);
    }

    /** The values of a feature over the rows trained on. */
    float[] column(int feature) {
        float[] values = new float[train.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = train.row(i).values().get(feature);
        }
        return values;
    }

    /** What was paid for the rows trained on. */
    float[] settlements() {
        float[] values = new float[train.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) train.row(i).label();
        }
        return values;
    }

    /** The contents of all rows that it was trained or calibrated on, see {@link Rows#content}. */
    Set<Object> contents(List<String> featureNames) {
        int fromDates = Rows.fromDates(featureNames);
        Set<Object> contents = new HashSet<>();
        for (Dataset part : List.of(train, calibration)) {
            for (int i = 0; i < part.size(); i++) {
                contents.add(Rows.content(
                        part.row(i).label(), FloatRow.of(part.row(i).values()), fromDates));
            }
        }
        return contents;
    }
}
