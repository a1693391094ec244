package io.claimstream.model.doubt;

import io.claimstream.event.CalibrationRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A calibration that learns from settlements one by one: adaptive conformal inference (Gibbs &amp; Candès, 2021) over a sliding window of
 * normalised residuals. After each settlement the level of error α moves by γ·(target − miss): intervals widen after a miss and narrow a
 * little after each hit, whatever the reason, so that in the long run they cover what they promise. The state is all in the record that
 * it writes: the same record and the same settlements give the same next record. Used by one thread.
 */
public final class RunningCalibration {

    /** Coverage that intervals are built for. */
    public static final double NOMINAL = 0.9;

    /** Most residuals remembered, the latest: what the world has been like lately, and enough of it for a quantile. */
    public static final int WINDOW = 2_000;

    /** Least number of residuals: fewer leave the coverage itself to chance. */
    public static final int MIN_ROWS = 30;

    /** Step γ of the level of error: some hundred settlements turn it around. */
    static final double STEP = 0.005;

    /** Bounds of the level of error: never an endless interval, never one that misses half. */
    static final double MIN_ALPHA = 0.005;

    static final double MAX_ALPHA = 0.5;

    private final Deque<Float> window = new ArrayDeque<>();
    private final Deque<Float> scales = new ArrayDeque<>();
    private final float[] absolutes = new float[WINDOW];
    private double alpha;
    private final double withinTenPercent;
    private long settlements;
    private long covered;

    private RunningCalibration(List<Float> residuals, List<Float> scales, double alpha, double withinTenPercent) {
        if (residuals.isEmpty() || scales.size() != residuals.size()) {
            throw new IllegalArgumentException("Expected residuals, each with a difficulty.");
        }
        this.alpha = alpha;
        this.withinTenPercent = withinTenPercent;
        for (int i = Math.max(0, residuals.size() - WINDOW); i < residuals.size(); i++) {
            remember(residuals.get(i), scales.get(i));
        }
    }

    /**
     * The calibration at the publication of a model.
     *
     * @param residuals normalised residuals of rows that the model was not trained on, oldest first; only the latest {@value #WINDOW} are
     *     used
     * @param scales difficulty of each row, above 0
     * @param withinTenPercent share of settlements within 10 % of the estimate, between 0 and 1
     * @throws IllegalArgumentException when there are fewer than {@value #MIN_ROWS} rows
     */
    public static RunningCalibration begin(List<Float> residuals, List<Float> scales, double withinTenPercent) {
        if (residuals.size() < MIN_ROWS) {
            throw new IllegalArgumentException(
                    "Expected at least " + MIN_ROWS + " rows to calibrate on, but there are " + residuals.size() + ".");
        }
        return new RunningCalibration(residuals, scales, 1 - NOMINAL, withinTenPercent);
    }

    /**
     * Goes on where a record stands.
     *
     * @throws IllegalArgumentException when it has no residuals, or not a difficulty for each
     */
    public static RunningCalibration of(CalibrationRecord record) {

        RunningCalibration running = new RunningCalibration(
                record.getResiduals(), record.getScales(), record.getAlpha(), record.getWithinTenPercent());
        running.settlements = record.getSettlements();
        running.covered = record.getCovered();
        return running;
    }

    /** The normalised residual (ln settlement − ln estimate) / σ(x). */
    public static float residual(double logSettlement, double logEstimate, double scale) {
        return (float) ((logSettlement - logEstimate) / scale);
    }

    /**
     * Takes in a settlement of a claim that the model was not trained on.
     *
     * @param residual its normalised residual
     * @param scale difficulty of the claim, above 0
     * @return whether the interval as it was before covered it
     */
    public boolean settle(float residual, float scale) {
        boolean isCovered = Math.abs(residual) <= halfWidth();
        settlements++;
        covered += isCovered ? 1 : 0;
        double next = alpha + STEP * (1 - NOMINAL - (isCovered ? 0 : 1));
        alpha = Math.max(MIN_ALPHA, Math.min(MAX_ALPHA, next));
        remember(residual, scale);
        return isCovered;
    }

    /** Half the width of an interval in units of the claim's difficulty: the ⌈(n+1)·(1−α)⌉-th smallest absolute residual. */
    public double halfWidth() {
        int rows = window.size();
        int rank = (int) StrictMath.ceil((rows + 1) * (1 - alpha) - 1e-9);
        return absolutes[Math.max(1, Math.min(rows, rank)) - 1];
    }

    /** Number of residuals in the window. */
    public int rows() {
        return window.size();
    }

    /** The record of this state; whose it is and when and from what it came is the caller's to add. */
    public CalibrationRecord.Builder toRecord() {
        DifficultyBands bands = DifficultyBands.of(List.copyOf(window), List.copyOf(scales));
        return CalibrationRecord.newBuilder()
                .setNominalCoverage(NOMINAL)
                .setAlpha(alpha)
                .setLogHalfWidth(halfWidth())
                .setWithinTenPercent(withinTenPercent)
                .setRows(rows())
                .setBandLimits(bands.limits())
                .setResidualQuantiles(bands.quantiles())
                .setResiduals(new ArrayList<>(window))
                .setScales(new ArrayList<>(scales))
                .setSettlements(settlements)
                .setCovered(covered);
    }

    private void remember(float residual, float scale) {
        if (window.size() == WINDOW) {
            forget(Math.abs(window.removeFirst()));
            scales.removeFirst();
        }
        float absolute = Math.abs(residual);
        int rows = window.size();
        int found = Arrays.binarySearch(absolutes, 0, rows, absolute);
        int place = found < 0 ? -found - 1 : found;
        System.arraycopy(absolutes, place, absolutes, place + 1, rows - place);
        absolutes[place] = absolute;
        window.addLast(residual);
        scales.addLast(scale);
    }

    /** Takes an absolute residual out; the window is one shorter already. */
    private void forget(float absolute) {
        int place = Arrays.binarySearch(absolutes, 0, window.size() + 1, absolute);
        System.arraycopy(absolutes, place + 1, absolutes, place, window.size() - place);
    }
}
