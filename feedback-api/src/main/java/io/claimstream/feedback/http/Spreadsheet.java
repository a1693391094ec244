package io.claimstream.feedback.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Files for spreadsheets: RFC 4180, UTF-8, with a row of headings. */
public final class Spreadsheet {

    /** What a file for a spreadsheet is, as the address of a page asks for it. */
    public static final String PARAMETER = "as";

    private static final String CSV = "csv";
    private static final String FORMULA = "=+-@\t\r";

    private Spreadsheet() {}

    /** Whether the address asks for a file instead of a page. */
    public static boolean isAsked(Context context) {
        return Query.parameter(context, PARAMETER).filter(CSV::equals).isPresent();
    }

    /**
     * Answers with a file.
     *
     * @param name of the file, without its ending
     * @param rows each with as many cells as there are headings; numbers stay numbers
     */
    public static void answer(Context context, String name, List<String> headings, List<List<Object>> rows) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter out = new CSVPrinter(text, CSVFormat.RFC4180)) {
            out.printRecord(headings);
            for (List<Object> row : rows) {
                out.printRecord(row.stream()
                        .map(it -> it instanceof String words ? cell(words) : it)
                        .toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.header(
                        "Content-Disposition",
                        "attachment; filename=\"" + name.replaceAll("[^A-Za-z0-9._-]+", "-") + ".csv\"")
                .contentType("text/csv; charset=utf-8")
                .result(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A text for a cell: a spreadsheet takes one that begins like a formula for one, and carries it out. */
    static String cell(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
