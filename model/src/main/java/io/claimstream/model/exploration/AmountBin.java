package io.claimstream.model.exploration;

import io.claimstream.model.training.LabelledRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rows that claim about the same.
 *
 * @param claimed median of the sums of their heads of loss
 * @param rows number of rows
 * @param paid what was paid for them
 */
public record AmountBin(double claimed, int rows, Spread paid) {

    private static final int BINS = 20;

    /** At most {@value #BINS} bins of as many rows each, by the sum claimed. */
    static List<AmountBin> of(List<LabelledRow> rows) {
        List<LabelledRow> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingDouble(LabelledRow::sumOfHeads).thenComparingDouble(LabelledRow::label));
        int count = Math.min(BINS, sorted.size());
        List<AmountBin> bins = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) sorted.size() * i / count);
            int to = (int) ((long) sorted.size() * (i + 1) / count);
            bins.add(bin(sorted.subList(from, to)));
        }
        return bins;
    }

    private static AmountBin bin(List<LabelledRow> rows) {
        return new AmountBin(
                Spread.of(rows.stream().map(LabelledRow::sumOfHeads).toList()).median(),
                rows.size(),
                Spread.of(rows.stream().map(LabelledRow::label).toList()));
    }
}
