package io.claimstream.model.training;

import io.claimstream.model.Metrics;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.doubt.Difficulty;
import io.claimstream.model.doubt.ReliabilityBin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Error and doubt of a model that learned from every row, from estimates of each row by a model of the folds that it is not in (cross-conformal
 * prediction: Vovk, 2015; Barber, Candès, Ramdas &amp; Tibshirani, 2021). The difficulty that scales a row's residual is learned from the
 * residuals of the other folds, and the confidence that reliability judges comes from a calibration on the other folds: no row takes part in
 * what it is judged by. Pure.
 */
final class CrossFit {

    private final Dataset whole;
    private final Folds folds;
    private final float[] margins;
    private final TrainingParameters parameters;
    private final double[] scales;

    /**
     * @param margins logarithm of the estimate of each row by a model of the folds that it is not in
     * @param parameters say which features are ignored
     */
    CrossFit(Dataset whole, Folds folds, float[] margins, TrainingParameters parameters) {
        if (margins.length != whole.size() || folds.rows() != whole.size()) {
            throw new IllegalArgumentException("Expected a fold and an estimate for each row.");
        }
        this.whole = whole;
        this.folds = folds;
        this.margins = margins.clone();
        this.parameters = parameters;
        this.scales = new double[margins.length];
        for (int fold = 0; fold < folds.count(); fold++) {
            int own = fold;
            scaleFold(own, difficulty(rows(row -> folds.of(row) != own)));
        }
    }

    /** How hard each row is, learned without its fold. */
    double[] scales() {
        return scales.clone();
    }

    /** How hard claims are, learned from the residuals of all rows. */
    Difficulty difficulty() {
        return difficulty(rows(row -> true));
    }

    /** The calibration, on all rows. */
    Calibration calibration() {
        return calibration(rows(row -> true));
    }

    /** Stated confidence against what happened. */
    List<ReliabilityBin> reliability() {
        double[] confidences = new double[margins.length];
        for (int fold = 0; fold < folds.count(); fold++) {
            int own = fold;
            int[] judged = rows(row -> folds.of(row) == own);
            double[] stated = calibration(rows(row -> folds.of(row) != own)).confidences(at(scales, judged));
            for (int i = 0; i < judged.length; i++) {
                confidences[judged[i]] = stated[i];
            }
        }
        return ReliabilityBin.table(confidences, Calibration.isWithin(margins, whole));
    }

    /** The error over all rows. */
    Metrics metrics() {
        return metrics(rows(row -> true));
    }

    /** The error on each fold. */
    List<Metrics> byFold() {
        List<Metrics> byFold = new ArrayList<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            int own = fold;
            byFold.add(metrics(rows(row -> folds.of(row) == own)));
        }
        return byFold;
    }

    private int[] rows(IntPredicate picked) {
        return IntStream.range(0, margins.length).filter(picked).toArray();
    }

    private Dataset dataset(int[] rows) {
        boolean[] isPicked = new boolean[margins.length];
        for (int row : rows) {
            isPicked[row] = true;
        }
        return whole.where(row -> isPicked[row]);
    }

    private void scaleFold(int fold, Difficulty difficulty) {
        int[] own = rows(row -> folds.of(row) == fold);
        double[] ownScales = Calibration.scales(dataset(own), difficulty);
        for (int i = 0; i < own.length; i++) {
            scales[own[i]] = ownScales[i];
        }
    }

    private Difficulty difficulty(int[] rows) {
        Dataset picked = dataset(rows);
        double[] settlements = picked.labels();
        double[] residuals = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            residuals[i] = Math.abs(StrictMath.log(settlements[i]) - margins[rows[i]]);
        }
        return DifficultyFit.fit(
                Trainer.valuesToLearnFrom(picked, parameters), whole.schema().size(), residuals);
    }

    private Calibration calibration(int[] rows) {
        return Calibration.of(margins(rows), dataset(rows), at(scales, rows));
    }

    private Metrics metrics(int[] rows) {
        float[] own = margins(rows);
        double[] estimates = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            estimates[i] = StrictMath.exp(own[i]);
        }
        return Metrics.of(estimates, dataset(rows).labels());
    }

    private float[] margins(int[] rows) {
        float[] picked = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = margins[rows[i]];
        }
        return picked;
    }

    private static double[] at(double[] values, int[] rows) {
        return IntStream.of(rows).mapToDouble(row -> values[row]).toArray();
    }
}
