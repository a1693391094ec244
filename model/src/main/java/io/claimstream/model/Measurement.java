package io.claimstream.model;

import java.util.List;

/**
 * How the error in a manifest was measured, and the rows that the model is calibrated on were chosen.
 *
 * @param method which rows the error is of
 * @param foldSeed seed of the folds; 0 without folds
 * @param mapeByFold mean absolute percentage error on each fold by a model of the other folds; empty without folds
 */
public record Measurement(Method method, int foldSeed, List<Double> mapeByFold) {

    /** Which rows an error is of. */
    public enum Method {
        /** Rows labelled after all that the model was trained and calibrated on. */
        LATER_ROWS,
        /** Every row, estimated by a model of the folds that it is not in; like rows and rows of one claimant share a fold. */
        GROUPED_FOLDS
    }

    public Measurement {
        mapeByFold = List.copyOf(mapeByFold);
        if ((method == Method.GROUPED_FOLDS) == mapeByFold.isEmpty()) {
            throw new IllegalArgumentException("Expected the error on each fold, and none without folds.");
        }
    }

    /** Measured on rows that came later. */
    public static Measurement onLaterRows() {
        return new Measurement(Method.LATER_ROWS, 0, List.of());
    }
}
