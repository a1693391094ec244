package io.claimstream.launcher.importing;

import io.claimstream.domain.importing.MotorInjuryRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row of a motor injury file, as text: every cell empty but accident type, accident date and driver age.
 *
 * @param cells raw cells by column, quotes included
 */
public record MotorRow(Map<String, String> cells) {

    private static final List<String> COLUMNS = Stream.concat(
                    MotorInjuryRow.requiredColumns().stream(), Stream.of(MotorInjuryRow.SETTLEMENT))
            .toList();

    /** A row that differs from others in the driver's age. */
    public static MotorRow ofDriverAged(int years) {
        return new MotorRow(Map.of())
                .with("AccidentType", "Rear end")
                .with("Accident Date", "2023-11-10 11:22:24.508901")
                .with("Driver Age", Integer.toString(years));
    }

    public MotorRow with(String column, String cell) {
        if (!COLUMNS.contains(column)) {
            throw new IllegalArgumentException("There is no column '" + column + "'.");
        }
        Map<String, String> changed = new LinkedHashMap<>(cells);
        changed.put(column, cell);
        return new MotorRow(changed);
    }

    public MotorRow settledFor(String pounds) {
        return with(MotorInjuryRow.SETTLEMENT, pounds);
    }

    public static String header() {
        return String.join(",", COLUMNS);
    }

    /** The row as a line of a file, without its end. */
    public String line() {
        return COLUMNS.stream()
                .map(column -> Objects.requireNonNullElse(cells.get(column), ""))
                .collect(Collectors.joining(","));
    }

    /** Writes a file of the header and rows. */
    public static Path file(Path directory, MotorRow... rows) {
        return write(
                directory,
                Stream.concat(Stream.of(header()), Stream.of(rows).map(MotorRow::line))
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    /** Writes a file of any text. */
    public static Path write(Path directory, String text) {
        try {
            return Files.writeString(directory.resolve("claims.csv"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
