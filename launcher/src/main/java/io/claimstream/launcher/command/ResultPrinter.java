package io.claimstream.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Prints a command's result, as JSON for programs or as aligned columns for people. Nothing else goes to standard output. */
public final class ResultPrinter {

    private static final int DECIMALS = 5;

    private final OutputFormat format;
    private final PrintWriter out;

    ResultPrinter(OutputFormat format, PrintWriter out) {
        this.format = format;
        this.out = out;
    }

    /** One object: a line for each field in the table. */
    public void object(ObjectNode result) {
        if (format == OutputFormat.JSON) {
            out.println(result.toPrettyString());
        } else {
            List<List<String>> lines = new ArrayList<>();
            result.properties().forEach(field -> lines.add(List.of(field.getKey(), cell(field.getValue()))));
            aligned(lines);
        }
        out.flush();
    }

    /** A list of objects: a line for each in the table, under the names of their fields; no line when there is none. */
    public void list(ArrayNode result) {
        if (format == OutputFormat.JSON) {
            out.println(result.toPrettyString());
        } else if (!result.isEmpty()) {
            Set<String> columns = new LinkedHashSet<>();
            result.forEach(row -> row.fieldNames().forEachRemaining(columns::add));
            List<List<String>> lines = new ArrayList<>();
            lines.add(List.copyOf(columns));
            result.forEach(row -> lines.add(
                    columns.stream().map(column -> cell(row.path(column))).toList()));
            aligned(lines);
        }
        out.flush();
    }

    private void aligned(Collection<List<String>> lines) {
        int columns = lines.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        lines.forEach(line -> {
            for (int i = 0; i < line.size(); i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        lines.forEach(line -> out.println(aligned(line, widths)));
    }

    private static String aligned(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.size(); i++) {
            text.append(line.get(i)).append(" ".repeat(widths[i] - line.get(i).length() + 2));
        }
        return text.toString().stripTrailing();
    }

    private static String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (value.isDouble() && Double.isFinite(value.doubleValue())) {
            return forPeople(value.doubleValue());
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    /** Nobody reads the sixteenth digit; JSON has it. Amounts of money are no doubles, and stay as they are. */
    private static String forPeople(double number) {
        BigDecimal rounded = BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
