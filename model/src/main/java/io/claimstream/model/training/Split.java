package io.claimstream.model.training;

import java.time.Instant;

/**
 * A dataset cut by the time of its labels, so that a model is calibrated and measured on what came after it learned. A later
 * dataset has its holdout after everything that an earlier model was trained or calibrated on, as long as labels only arrive
 * with later times: champion and challenger can be compared on it.
 *
 * @param whole everything
 * @param train the first 60 %
 * @param calibration the next 20 %
 * @param holdout the last 20 %
 */
public record Split(Dataset whole, Dataset train, Dataset calibration, Dataset holdout) {

    /** Least number of rows that can be split: below it neither calibration nor holdout say anything. */
    public static final int MIN_ROWS = 150;

    private static final double TRAIN_SHARE = 0.6;
    private static final double CALIBRATION_SHARE = 0.2;

    /**
     * Cuts a dataset. Rows of the same label time stay together where that leaves each part at least half of its share.
     *
     * @throws IllegalArgumentException when it has fewer than {@value #MIN_ROWS} rows
     */
    public static Split byLabelTime(Dataset dataset) {
        int rows = dataset.size();
        if (rows < MIN_ROWS) {
            throw new IllegalArgumentException(
                    "Expected at least " + MIN_ROWS + " labelled rows, but there are " + rows + ".");
        }
        int reach = (int) (rows * CALIBRATION_SHARE / 2);
        int calibrationFrom = cut(dataset, (int) (rows * TRAIN_SHARE), reach);
        int holdoutFrom = cut(dataset, (int) (rows * (TRAIN_SHARE + CALIBRATION_SHARE)), reach);
        return new Split(
                dataset,
                dataset.slice(0, calibrationFrom),
                dataset.slice(calibrationFrom, holdoutFrom),
                dataset.slice(holdoutFrom, rows));
    }

    private static int cut(Dataset dataset, int wished, int reach) {
        Instant time = dataset.row(wished).labelledAt();
        int cut = wished;
        while (cut > wished - reach && dataset.row(cut - 1).labelledAt().equals(time)) {
            cut--;
        }
        return dataset.row(cut - 1).labelledAt().equals(time) ? wished : cut;
    }
}
