package io.claimstream.launcher.offline;

import io.claimstream.domain.importing.RowOutcome;
import io.claimstream.domain.offline.LoneClaim;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.ProtectedAttributes;
import io.claimstream.launcher.importing.CsvRows;
import io.claimstream.model.study.Proxies.Person;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows of a motor injury file as features, or why a row has none. The file names no claimants and providers, so each row is scored as
 * the first claim of its claimant, which is also what the stream makes of it after an import. Not thread-safe.
 */
final class FileClaims implements Iterator<FileClaims.Row>, AutoCloseable {

    private static final String INSURER = "import";

    private final CsvRows rows;
    private final Instant now;
    private long number;

    private FileClaims(CsvRows rows, Instant now) {
        this.rows = rows;
        this.now = now;
    }

    /**
     * What stands in a row that can be scored.
     *
     * @param person protected attributes, which are no features
     */
    record Scorable(ClaimFeatures features, Optional<BigDecimal> settlement, Person person) {}

    /**
     * A row.
     *
     * @param number counted from 1 after the header
     * @param scorable empty when it cannot be scored
     * @param problem why not; blank when it can
     */
    record Row(long number, Optional<Scorable> scorable, String problem) {}

    /**
     * Opens a file.
     *
     * @param now what times in the file may not be after
     * @throws io.claimstream.launcher.command.BadInputException when it is not there, cannot be read or lacks a column
     */
    static FileClaims open(Path file, Instant now) {
        return new FileClaims(CsvRows.open(file, INSURER), now);
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public Row next() {
        number++;
        return rows.next().outcome().fold(this::read, this::unreadable);
    }

    private Row read(RowOutcome.Read read) {
        return row(number, read.claim(), read.settlement(), now);
    }

    /** The row that a claim makes, once it went through the rules. */
    static Row row(long number, ClaimSubmitted claim, Optional<BigDecimal> settlement, Instant now) {
        return LoneClaim.of(claim, now)
                .fold(
                        ready -> new Row(
                                number, Optional.of(new Scorable(ready.features(), settlement, person(claim))), ""),
                        refused -> new Row(
                                number,
                                Optional.empty(),
                                refused.violations().stream()
                                        .map(it -> it.getCode() + " (" + it.getField() + ") " + it.getMessage())
                                        .collect(Collectors.joining("; "))));
    }

    private static Person person(ClaimSubmitted claim) {
        Optional<ProtectedAttributes> attributes = claim.getProtectedAttributes();
        return new Person(
                attributes
                        .flatMap(ProtectedAttributes::getDriverAge)
                        .map(Integer::doubleValue)
                        .orElse(Double.NaN),
                attributes.flatMap(ProtectedAttributes::getGender).orElse(""));
    }

    private Row unreadable(RowOutcome.Unreadable row) {
        return new Row(
                number,
                Optional.empty(),
                row.problems().stream()
                        .map(it -> "column '" + it.column() + "': " + it.reason())
                        .collect(Collectors.joining("; ")));
    }

    @Override
    public void close() {
        rows.close();
    }
}
