package io.claimstream.model.evaluation;

import io.claimstream.model.statistics.Quantiles;
import java.util.List;

/**
 * Rows of about the same estimate, and what was paid for them. Money in whole units.
 *
 * @param rows its rows, 1 or more
 * @param estimate their median estimate
 * @param settlement their median settlement
 * @param low settlement that 5 % of them are below
 * @param high settlement that 5 % of them are above
 */
public record EstimateBin(int rows, double estimate, double settlement, double low, double high) {

    static final int BINS = 20;

    static EstimateBin of(List<EvaluatedRow> rows) {
        double[] estimates =
                rows.stream().mapToDouble(EvaluatedRow::estimate).sorted().toArray();
        double[] settlements =
                rows.stream().mapToDouble(EvaluatedRow::settlement).sorted().toArray();
        return new EstimateBin(
                rows.size(),
                Quantiles.of(estimates, 0.5),
                Quantiles.of(settlements, 0.5),
                Quantiles.of(settlements, 0.05),
                Quantiles.of(settlements, 0.95));
    }
}
