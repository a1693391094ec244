package io.claimstream.domain.importing;

import io.claimstream.domain.claim.ClaimKey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the cells of one row and gathers what cannot be read. An empty cell is nothing. Not thread-safe. */
final class RowCells {

    /** {@code 2023-11-10 11:22:24.508901}; the time of day and its fraction may be missing, T may stand for the space. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("[' ']['T']HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .optionalEnd()
            .optionalEnd()
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Spreadsheets write 2344.22 as 2344.2200000000003; more than this beyond the scale is a number we cannot hold. */
    private static final BigDecimal FLOAT_NOISE = new BigDecimal("0.000001");

    private static final int INTEGER_DIGITS = 10;

    private final Map<String, String> cells;
    private final int line;
    private final List<CellProblem> problems = new ArrayList<>();

    RowCells(Map<String, String> cells, int line) {
        this.cells = cells;
        this.line = line;
    }

    List<CellProblem> problems() {
        return List.copyOf(problems);
    }

    Optional<String> text(String column) {
        String cell = cells.get(column);
        if (cell == null) {
            return problem(column, "Expected the column, but it is missing");
        }
        return cell.isBlank() ? Optional.empty() : Optional.of(cell.strip());
    }

    Optional<String> claimId(String column) {
        return text(column)
                .flatMap(cell -> ClaimKey.isClaimId(cell)
                        ? Optional.of(cell)
                        : problem(column, "Expected " + ClaimKey.CLAIM_ID_FORM + ", but it is something else"));
    }

    Optional<Boolean> flag(String column) {
        return text(column).flatMap(cell -> switch (cell.toLowerCase(Locale.ROOT)) {
            case "yes" -> Optional.of(true);
            case "no" -> Optional.of(false);
            default -> problem(column, "Expected Yes or No, but it is something else");
        });
    }

    Optional<Integer> wholeNumber(String column) {
        return text(column).flatMap(cell -> {
            try {
                return Optional.of(new BigDecimal(cell).intValueExact());
            } catch (ArithmeticException | NumberFormatException e) {
                return problem(column, "Expected a whole number such as 4 or 4.0, but it is something else");
            }
        });
    }

    Optional<Instant> time(String column) {
        return text(column).flatMap(cell -> {
            try {
                return Optional.of(LocalDateTime.parse(cell, TIME).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                return problem(column, "Expected a time such as 2023-11-10 11:22:24.508901, but it is something else");
            }
        });
    }

    /** An amount with at most the given number of decimals, whose sign is left to validation. */
    Optional<BigDecimal> amount(String column, int scale) {
        return text(column).flatMap(cell -> {
            try {
                return amount(column, new BigDecimal(cell), scale);
            } catch (NumberFormatException e) {
                return problem(column, "Expected an amount such as 1234.50, but it is something else");
            }
        });
    }

    private Optional<BigDecimal> amount(String column, BigDecimal exact, int scale) {
        // Checked before rounding: setScale on 1E+999999999 would fill the memory.
        if (exact.signum() != 0 && Math.abs((long) exact.precision() - exact.scale()) > INTEGER_DIGITS) {
            return problem(column, "Expected an amount of at most ten digits before the point, but it is outside");
        }
        BigDecimal rounded = exact.setScale(scale, RoundingMode.HALF_EVEN);
        if (rounded.subtract(exact).abs().compareTo(FLOAT_NOISE) > 0) {
            return problem(column, "Expected an amount with at most " + scale + " decimals, but it has more");
        }
        return Optional.of(rounded);
    }

    private <T> Optional<T> problem(String column, String reason) {
        problems.add(new CellProblem(line, column, reason));
        return Optional.empty();
    }
}
