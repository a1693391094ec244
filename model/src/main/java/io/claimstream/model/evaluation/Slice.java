package io.claimstream.model.evaluation;

import io.claimstream.model.statistics.ClusteredMean;
import io.claimstream.model.statistics.Measured;
import io.claimstream.model.statistics.Share;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The errors of some of the rows.
 *
 * @param name name of the slice for people
 * @param rows its rows, 1 or more
 * @param mape MAPE with its 95 % interval
 * @param bias mean signed error as a share of the settlement, with its 95 % interval
 * @param mae mean absolute error in money
 * @param coverage share of settlements inside the interval, with its 95 % interval; null when a row has none
 */
public record Slice(String name, int rows, Measured mape, Measured bias, double mae, @Nullable Measured coverage) {

    static Slice of(String name, Rows rows) {
        int[] clusters = rows.clusters();
        double absolute = 0;
        for (EvaluatedRow row : rows.all()) {
            absolute += Math.abs(row.estimate() - row.settlement());
        }
        return new Slice(
                name,
                rows.size(),
                ClusteredMean.of(rows.each(row -> Math.abs(row.signedError())), clusters, ErrorFigures.CONFIDENCE),
                ClusteredMean.of(rows.each(EvaluatedRow::signedError), clusters, ErrorFigures.CONFIDENCE),
                absolute / rows.size(),
                coverage(rows));
    }

    static @Nullable Measured coverage(Rows rows) {
        if (rows.all().stream().anyMatch(row -> row.doubt() == null)) {
            return null;
        }
        long covered = rows.all().stream()
                .filter(row -> Objects.requireNonNull(row.doubt()).covers(row.settlement()))
                .count();
        return Share.of(covered, rows.size());
    }
}
