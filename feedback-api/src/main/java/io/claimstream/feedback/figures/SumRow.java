package io.claimstream.feedback.figures;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A row of sums, read whole. Immutable. */
record SumRow(Map<String, Object> values) {

    static SumRow read(ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        Map<String, Object> values = new HashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            values.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), Objects.requireNonNull(row.getObject(i)));
        }
        return new SumRow(Map.copyOf(values));
    }

    /** The day that the row is of. */
    LocalDate day() {
        return day("on_day");
    }

    LocalDate day(String column) {
        return ((java.sql.Date) value(column)).toLocalDate();
    }

    String text(String column) {
        return (String) value(column);
    }

    long number(String column) {
        return ((Number) value(column)).longValue();
    }

    BigDecimal amount(String column) {
        return (BigDecimal) value(column);
    }

    Answered answered() {
        return new Answered(number("accepted"), number("corrected"));
    }

    SettledSums settled() {
        return new SettledSums(
                number("claims"),
                amount("estimated"),
                amount("paid"),
                amount("absolute_error"),
                number("above_zero"),
                amount("percentage_error"),
                amount("signed_error"),
                number("with_interval"),
                number("covered"),
                number("with_confidence"),
                amount("confidence"),
                number("within_ten"));
    }

    PaidMonth month(SettledSums sums, AmountSketch estimates, AmountSketch payments) {
        return new PaidMonth(
                day().withDayOfMonth(1), text("line_of_business"), text("currency"), sums, estimates, payments);
    }

    private Object value(String column) {
        return Objects.requireNonNull(values.get(column), column);
    }
}
