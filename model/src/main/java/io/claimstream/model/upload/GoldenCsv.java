package io.claimstream.model.upload;

import io.claimstream.model.GoldenRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Rows with what their maker's XGBoost says of them, as CSV: a header with every feature once and {@value #MARGIN}, in whatever order; numbers with a
 * point; an empty cell, or {@code nan}, is missing. Pure.
 */
public final class GoldenCsv {

    /** Part of an upload. */
    public static final String PART = "golden";

    /** Column of the margin, {@code booster.predict(rows, output_margin=True)}. */
    public static final String MARGIN = "margin";

    /** Fewer prove little. */
    public static final int LEAST_ROWS = 10;

    /** More prove no more. */
    public static final int MOST_ROWS = 1_000;

    private GoldenCsv() {}

    /**
     * Reads the rows, with the features in a given order.
     *
     * @param features names of the features
     * @throws UploadRefusedException with {@code WRONG_FORM}; it names row and column, never what stands there
     */
    public static List<GoldenRow> read(byte[] file, List<String> features) {
        List<String> lines = new String(file, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        int rows = lines.size() - 1;
        if (rows < LEAST_ROWS || rows > MOST_ROWS) {
            throw wrong(
                    "a header and " + LEAST_ROWS + " to " + MOST_ROWS + " rows, but there are " + Math.max(0, rows));
        }
        Map<String, Integer> columns = columns(cells(lines.get(0)), features);
        List<GoldenRow> golden = new ArrayList<>();
        for (int row = 1; row <= rows; row++) {
            golden.add(row(cells(lines.get(row)), columns, features, row));
        }
        return golden;
    }

    private static Map<String, Integer> columns(List<String> header, List<String> features) {
        Map<String, Integer> columns = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            columns.put(header.get(i), i);
        }
        boolean isWhole = header.size() == features.size() + 1
                && columns.containsKey(MARGIN)
                && columns.keySet().containsAll(new HashSet<>(features));
        if (!isWhole) {
            throw wrong("a header with each of the " + features.size() + " features once and the column " + MARGIN);
        }
        return columns;
    }

    private static GoldenRow row(List<String> cells, Map<String, Integer> columns, List<String> features, int row) {
        if (cells.size() != columns.size()) {
            throw wrong("as many cells as the header has in row " + row);
        }
        float[] values = new float[features.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(cells, columns, features.get(i), row);
        }
        float margin = number(cells, columns, MARGIN, row);
        if (Float.isNaN(margin)) {
            throw wrong("a margin in row " + row);
        }
        return GoldenRow.of(values, margin);
    }

    private static float number(List<String> cells, Map<String, Integer> columns, String column, int row) {
        String cell = cells.get(columns.getOrDefault(column, 0));
        if (cell.isEmpty() || cell.equalsIgnoreCase("nan")) {
            return Float.NaN;
        }
        try {
            float number = Float.parseFloat(cell);
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, without what stands in the cell.
        }
        throw wrong("a finite number in row " + row + ", column " + column);
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1))
                .map(String::strip)
                .map(cell -> cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"")
                        ? cell.substring(1, cell.length() - 1)
                        : cell)
                .toList();
    }

    private static UploadRefusedException wrong(String expected) {
        return new UploadRefusedException(PART, "WRONG_FORM", expected);
    }
}
