package io.claimstream.model.training;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.model.Metrics;
import io.claimstream.model.Slots;
import io.claimstream.model.doubt.Difficulty;
import io.claimstream.model.doubt.Doubt;
import io.claimstream.model.doubt.ReliabilityBin;
import io.claimstream.model.doubt.RunningCalibration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Split-conformal calibration of a model on rows that it never saw, normalised by the difficulty of each (Papadopoulos et al., 2002; Lei
 * et al., 2018): an interval that is right as often as it says, as long as new claims are like these. Not changed after it is made.
 */
public final class Calibration {

    /** Coverage of the intervals that are published. */
    public static final double NOMINAL = RunningCalibration.NOMINAL;

    /** Least number of rows: fewer leave the coverage itself to chance. */
    public static final int MIN_ROWS = RunningCalibration.MIN_ROWS;

    private final RunningCalibration state;

    private Calibration(RunningCalibration state) {
        this.state = state;
    }

    /**
     * Calibrates.
     *
     * @param margins logarithms of the estimates
     * @param rows the same rows, oldest settlement first
     * @param difficulty how hard each is; learned from none of these rows
     * @throws IllegalArgumentException when there are fewer than {@value RunningCalibration#MIN_ROWS} rows
     */
    static Calibration of(float[] margins, Dataset rows, Difficulty difficulty) {
        return of(margins, rows, scales(rows, difficulty));
    }

    /**
     * Calibrates.
     *
     * @param margins logarithm of the estimate of each row by a model that had not seen it
     * @param rows the same rows, oldest settlement first
     * @param scales how hard each is; learned without it
     */
    static Calibration of(float[] margins, Dataset rows, double[] scales) {
        double[] settlements = rows.labels();
        List<Float> residuals = new ArrayList<>();
        List<Float> difficulties = new ArrayList<>();
        int within = 0;
        for (int i = 0; i < settlements.length; i++) {
            residuals.add(RunningCalibration.residual(StrictMath.log(settlements[i]), margins[i], scales[i]));
            difficulties.add((float) scales[i]);
            within += Metrics.isWithinTenPercent(StrictMath.exp(margins[i]), settlements[i]) ? 1 : 0;
        }
        // One success and one failure are added, so that the probability is never stated as 0 or 1.
        return new Calibration(
                RunningCalibration.begin(residuals, difficulties, (within + 1.0) / (settlements.length + 2.0)));
    }

    /** Rows in its window. */
    public int rows() {
        return state.rows();
    }

    /** Its record; number, version, slot, offsets and time are the caller's to add. */
    public CalibrationRecord.Builder toRecord() {
        return state.toRecord();
    }

    /** Stated confidence against what happened, on rows that neither model nor calibration has seen. */
    List<ReliabilityBin> reliability(float[] margins, Dataset rows, Difficulty difficulty) {
        return ReliabilityBin.table(confidences(scales(rows, difficulty)), isWithin(margins, rows));
    }

    /** The confidence that it states for each claim, given how hard each is. */
    double[] confidences(double[] scales) {
        CalibrationRecord record = toRecord()
                .setNumber(0)
                .setModelVersion("")
                .setSlot(Slots.everyInsurer("", ""))
                .setLabelled(List.of())
                .setAt(Instant.EPOCH)
                .build();
        return Arrays.stream(scales)
                .map(scale -> Doubt.confidence(record, scale))
                .toArray();
    }

    /** Whether each settlement is within 10 % of its estimate. */
    static boolean[] isWithin(float[] margins, Dataset rows) {
        double[] settlements = rows.labels();
        boolean[] isWithin = new boolean[settlements.length];
        for (int i = 0; i < settlements.length; i++) {
            isWithin[i] = Metrics.isWithinTenPercent(StrictMath.exp(margins[i]), settlements[i]);
        }
        return isWithin;
    }

    /** How hard each row is. */
    static double[] scales(Dataset rows, Difficulty difficulty) {
        double[] scales = new double[rows.size()];
        float[] values = rows.values();
        int features = rows.schema().size();
        for (int i = 0; i < scales.length; i++) {
            scales[i] = difficulty.scale(Arrays.copyOfRange(values, i * features, (i + 1) * features));
        }
        return scales;
    }
}
