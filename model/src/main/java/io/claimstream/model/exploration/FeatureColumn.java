package io.claimstream.model.exploration;

import io.claimstream.model.statistics.RankCorrelation;
import io.claimstream.model.training.Dataset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feature over all rows.
 *
 * @param feature its name
 * @param missing share of the rows without it, 0 to 1
 * @param distinct number of different values, missing not counted
 * @param spread of the values that are there; null without any
 * @param correlation with what was paid, by rank, -1 to 1, over the rows that have it; 0 where it never changes
 */
public record FeatureColumn(String feature, double missing, int distinct, @Nullable Spread spread, double correlation) {

    static FeatureColumn of(Dataset rows, int place) {
        List<Double> values = new ArrayList<>();
        List<Double> paid = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            float value = rows.row(row).values().get(place);
            if (!Float.isNaN(value)) {
                values.add((double) value);
                paid.add(rows.row(row).label());
            }
        }
        return new FeatureColumn(
                rows.schema().names().get(place),
                1 - (double) values.size() / rows.size(),
                (int) values.stream().distinct().count(),
                values.isEmpty() ? null : Spread.of(values),
                RankCorrelation.of(array(values), array(paid)));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
