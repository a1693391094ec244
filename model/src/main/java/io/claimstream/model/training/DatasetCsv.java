package io.claimstream.model.training;

import io.claimstream.model.FeatureSchema;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A dataset as CSV, for people and other tools: a header of {@code labelledAt,kind,label,sumOfHeads} and the names of the
 * features, then a row a line; an empty cell is missing. Floats are written so that they read back to the same bits.
 */
final class DatasetCsv {

    private static final List<String> LEADING = List.of("labelledAt", "kind", "label", "sumOfHeads");

    private DatasetCsv() {}

    static String write(Dataset dataset) {
        StringBuilder csv = new StringBuilder();
        csv.append(String.join(",", LEADING))
                .append(',')
                .append(String.join(",", dataset.schema().names()))
                .append('\n');
        for (int i = 0; i < dataset.size(); i++) {
            LabelledRow row = dataset.row(i);
            csv.append(row.labelledAt())
                    .append(row.isSettled() ? ",SETTLED," : ",CORRECTED,")
                    .append(row.label())
                    .append(',')
                    .append(row.sumOfHeads());
            for (Float value : row.values()) {
                csv.append(',').append(value.isNaN() ? "" : value.toString());
            }
            csv.append('\n');
        }
        return csv.toString();
    }

    /**
     * @param featureSet version of the feature set, which the CSV does not say
     */
    static Dataset read(String csv, String featureSet) {
        List<String> lines = csv.lines().toList();
        if (lines.isEmpty() || !lines.get(0).startsWith(String.join(",", LEADING) + ",")) {
            throw new DatasetFormatException("Expected a header that starts with " + String.join(",", LEADING) + ".");
        }
        List<String> header = cells(lines.get(0));
        FeatureSchema schema = new FeatureSchema(featureSet, header.subList(LEADING.size(), header.size()));
        List<LabelledRow> rows = new ArrayList<>();
        for (int line = 1; line < lines.size(); line++) {
            rows.add(row(cells(lines.get(line)), header.size(), line + 1));
        }
        return new Dataset(schema, rows);
    }

    private static LabelledRow row(List<String> cells, int columns, int line) {
        if (cells.size() != columns) {
            throw new DatasetFormatException(
                    "Expected " + columns + " cells in line " + line + ", but it has " + cells.size() + ".");
        }
        try {
            List<Float> values = cells.subList(LEADING.size(), columns).stream()
                    .map(cell -> cell.isEmpty() ? Float.NaN : Float.parseFloat(cell))
                    .toList();
            return new LabelledRow(
                    values,
                    Double.parseDouble(cells.get(2)),
                    Double.parseDouble(cells.get(3)),
                    Instant.parse(cells.get(0)),
                    cells.get(1).equals("SETTLED"));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new DatasetFormatException("Expected a time, numbers and a label above 0 in line " + line + ".", e);
        }
    }

    private static List<String> cells(String line) {
        return List.of(line.split(",", -1));
    }
}
