package io.claimstream.launcher.importing;

import io.claimstream.domain.importing.CellProblem;
import io.claimstream.domain.importing.MotorInjuryRow;
import io.claimstream.domain.importing.RowOutcome;
import io.claimstream.launcher.command.BadInputException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/** The rows of a motor injury file, one at a time. Not thread-safe. */
public final class CsvRows implements Iterator<CsvRows.Row>, AutoCloseable {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String REPLACEMENT = "\uFFFD";

    /**
     * A row.
     *
     * @param line line on which it begins, counted from 1
     * @param outcome what it says, or why it cannot be read
     */
    public record Row(long line, RowOutcome outcome) {}

    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final String insurer;

    private CsvRows(CSVParser parser, String insurer) {
        this.parser = parser;
        this.records = parser.iterator();
        this.insurer = insurer;
    }

    /**
     * Opens a file.
     *
     * @throws BadInputException when it is not there, cannot be read or lacks a column
     */
    public static CsvRows open(Path file, String insurer) {
        try {
            CSVFormat format = CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .setIgnoreEmptyLines(true)
                    .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
                    // A stray quote spoils its row only.
                    .setTrailingData(true)
                    .setLenientEof(true)
                    .get();
            CSVParser parser = CSVParser.builder()
                    .setFormat(format)
                    .setReader(reader(file))
                    .get();
            requireColumns(file, parser);
            return new CsvRows(parser, insurer);
        } catch (IOException e) {
            throw new BadInputException("Expected a readable file, but '" + file + "' is none ("
                    + e.getClass().getSimpleName() + ").");
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    "Expected a header with a name for each column in '" + file + "', but: " + e.getMessage() + ".");
        }
    }

    private static Reader reader(Path file) throws IOException {
        PushbackReader reader =
                new PushbackReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
        int first = reader.read();
        if (first >= 0 && first != BYTE_ORDER_MARK) {
            reader.unread(first);
        }
        return reader;
    }

    private static void requireColumns(Path file, CSVParser parser) throws IOException {
        List<String> missing = MotorInjuryRow.missingColumns(parser.getHeaderNames());
        if (!missing.isEmpty()) {
            parser.close();
            throw new BadInputException("Expected the columns of a motor injury file in '" + file
                    + "', but these are missing: " + String.join(", ", missing) + ".");
        }
    }

    @Override
    public boolean hasNext() {
        return records.hasNext();
    }

    @Override
    public Row next() {
        CSVRecord record = records.next();
        long line = parser.getCurrentLineNumber() - breaksWithin(record);
        return new Row(line, read(record, Math.toIntExact(line)));
    }

    private RowOutcome read(CSVRecord record, int line) {
        int columns = parser.getHeaderNames().size();
        if (record.size() != columns) {
            return unreadable(line, "(all)", "Expected " + columns + " cells, but the row has " + record.size() + ".");
        }
        Map<String, String> cells = record.toMap();
        return cells.entrySet().stream()
                .filter(cell -> cell.getValue().contains(REPLACEMENT))
                .findFirst()
                .map(cell -> unreadable(line, cell.getKey(), "Expected text in UTF-8."))
                .orElseGet(() -> MotorInjuryRow.read(cells, line, insurer));
    }

    private static RowOutcome unreadable(int line, String column, String reason) {
        return new RowOutcome.Unreadable(List.of(new CellProblem(line, column, reason)));
    }

    private static long breaksWithin(CSVRecord record) {
        return record.stream()
                .mapToLong(cell -> cell.chars().filter(c -> c == '\n').count())
                .sum();
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
