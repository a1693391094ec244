package io.claimstream.feedback.batch;

import io.claimstream.domain.importing.CellProblem;
import io.claimstream.domain.importing.MotorInjuryRow;
import io.claimstream.feedback.batch.BatchRefusedException.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Rows of a motor injury file. What a row says is for {@link MotorInjuryRow} to tell. Not thread-safe. */
final class CsvLines implements LineReader {

    /** A stray quote spoils its row only. */
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setTrailingData(true)
            .setLenientEof(true)
            .get();

    private static final int MOST_PROBLEMS = 100;

    private final LineSplitter lines;
    private final String insurer;
    private final List<String> columns;

    /**
     * Reads the header.
     *
     * @throws BatchRefusedException when it is not that of a motor injury file
     */
    CsvLines(LineSplitter lines, String insurer) throws IOException {
        this.lines = lines;
        this.insurer = insurer;
        RawLine first = lines.next().orElseThrow(() -> new BatchRefusedException(Reason.EMPTY));
        this.columns = requireColumns(first.text()
                .flatMap(CsvLines::cells)
                .orElseThrow(() -> new BatchRefusedException(
                        Reason.WRONG_HEADER, List.of(new LineProblem("MALFORMED", "", "a header in UTF-8")))));
    }

    private static List<String> requireColumns(List<String> columns) {
        List<LineProblem> problems = new ArrayList<>();
        MotorInjuryRow.missingColumns(columns)
                .forEach(column -> problems.add(new LineProblem("MISSING", column, "the column in the header")));
        MotorInjuryRow.unknownColumns(columns)
                .forEach(column -> problems.add(new LineProblem("UNKNOWN_FIELD", column, "only names of columns")));
        Set<String> seen = new HashSet<>();
        columns.stream()
                .filter(column -> !seen.add(column))
                .forEach(column -> problems.add(new LineProblem("TWICE", column, "each column once")));
        if (!problems.isEmpty()) {
            throw new BatchRefusedException(
                    Reason.WRONG_HEADER, problems.subList(0, Math.min(problems.size(), MOST_PROBLEMS)));
        }
        return columns;
    }

    @Override
    public Optional<BatchLine> next() throws IOException {
        return lines.next().map(this::read);
    }

    private BatchLine read(RawLine raw) {
        int line = raw.number();
        return switch (raw.flaw()) {
            case TOO_LONG -> BatchLine.unreadable(line, "LINE_TOO_LONG", "a shorter line");
            case QUOTE_OPEN -> BatchLine.unreadable(line, "QUOTE_NOT_CLOSED", "a second quotation mark");
            case NONE ->
                raw.text()
                        .map(text -> row(line, text))
                        .orElseGet(() -> BatchLine.unreadable(line, "NOT_UTF8", "text in UTF-8"));
        };
    }

    private BatchLine row(int line, String text) {
        Optional<List<String>> cells = cells(text);
        if (cells.isEmpty()) {
            return BatchLine.unreadable(line, "MALFORMED", "one row of a CSV");
        }
        int count = cells.get().size();
        if (count != columns.size()) {
            return BatchLine.unreadable(
                    line, "WRONG_CELL_COUNT", columns.size() + " cells as in the header, not " + count);
        }
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < count; i++) {
            row.put(columns.get(i), cells.get().get(i));
        }
        return MotorInjuryRow.read(row, line, insurer)
                .fold(
                        it -> BatchLine.of(line, it.claim()),
                        it -> BatchLine.unreadable(
                                line,
                                it.problems().stream().map(CsvLines::problem).toList()));
    }

    private static LineProblem problem(CellProblem problem) {
        return new LineProblem("BAD_VALUE", problem.column(), problem.reason());
    }

    private static Optional<List<String>> cells(String text) {
        try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
            List<CSVRecord> records = parser.getRecords();
            return records.size() == 1 ? Optional.of(records.get(0).toList()) : Optional.empty();
        } catch (IOException | IllegalStateException e) {
            return Optional.empty();
        }
    }
}
