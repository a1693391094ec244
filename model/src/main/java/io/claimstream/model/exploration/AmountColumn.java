package io.claimstream.model.exploration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How many rows were settled for an amount between two.
 *
 * @param from smallest amount, above 0
 * @param to largest amount
 * @param rows number of rows
 */
public record AmountColumn(double from, double to, int rows) {

    private static final int COLUMNS = 24;

    /**
     * {@value #COLUMNS} columns as wide as each other on a logarithmic scale.
     *
     * @param amounts above 0, at least one
     */
    static List<AmountColumn> of(double[] amounts) {
        double least = StrictMath.log(Arrays.stream(amounts).min().orElseThrow());
        double width = (StrictMath.log(Arrays.stream(amounts).max().orElseThrow()) - least) / COLUMNS;
        int[] rows = new int[COLUMNS];
        for (double amount : amounts) {
            double place = width == 0 ? 0 : (StrictMath.log(amount) - least) / width;
            rows[Math.max(0, Math.min(COLUMNS - 1, (int) place))]++;
        }
        List<AmountColumn> columns = new ArrayList<>();
        for (int i = 0; i < COLUMNS; i++) {
            columns.add(new AmountColumn(
                    StrictMath.exp(least + i * width), StrictMath.exp(least + (i + 1) * width), rows[i]));
        }
        return columns;
    }
}
