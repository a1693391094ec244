package io.claimstream.model.evaluation;

import io.claimstream.model.Metrics;
import io.claimstream.model.doubt.ReliabilityBin;
import io.claimstream.model.statistics.Measured;
import io.claimstream.model.statistics.Quantiles;
import io.claimstream.model.statistics.Share;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether the model is as sure as it may be.
 *
 * @param nominalCoverage coverage that intervals are built for
 * @param coverage share of settlements inside the interval
 * @param medianWidth median width of the interval as a share of the estimate
 * @param calibrationError mean distance of stated confidence from what happened, over the bins, weighted by rows
 * @param reliability stated confidence against what happened
 */
public record CalibrationFigures(
        double nominalCoverage,
        Measured coverage,
        double medianWidth,
        double calibrationError,
        List<Reliability> reliability) {

    public CalibrationFigures {
        reliability = List.copyOf(reliability);
    }

    /**
     * A bin of stated confidence.
     *
     * @param bin its rows, and their mean stated confidence
     * @param observed share whose settlement was within 10 % of the estimate, with its 95 % interval
     */
    public record Reliability(ReliabilityBin bin, Measured observed) {}

    static @Nullable CalibrationFigures of(Rows rows, @Nullable Double nominalCoverage) {
        Measured coverage = Slice.coverage(rows);
        if (nominalCoverage == null || coverage == null) {
            return null;
        }
        List<EvaluatedRow> all = rows.all();
        double[] confidences = new double[all.size()];
        double[] widths = new double[all.size()];
        boolean[] isWithin = new boolean[all.size()];
        for (int i = 0; i < confidences.length; i++) {
            EvaluatedRow row = all.get(i);
            EvaluatedRow.Stated stated = Objects.requireNonNull(row.doubt());
            confidences[i] = stated.confidence();
            widths[i] = row.estimate() == 0 ? 0 : (stated.upper() - stated.lower()) / row.estimate();
            isWithin[i] = Metrics.isWithinTenPercent(row.estimate(), row.settlement());
        }
        Arrays.sort(widths);
        List<Reliability> reliability = new ArrayList<>();
        double error = 0;
        for (ReliabilityBin bin : ReliabilityBin.table(confidences, isWithin)) {
            reliability.add(new Reliability(bin, Share.of(Math.round(bin.observed() * bin.rows()), bin.rows())));
            error += Math.abs(bin.stated() - bin.observed()) * bin.rows() / confidences.length;
        }
        return new CalibrationFigures(nominalCoverage, coverage, Quantiles.of(widths, 0.5), error, reliability);
    }
}
