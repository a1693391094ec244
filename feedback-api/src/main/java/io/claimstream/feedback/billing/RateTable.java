package io.claimstream.feedback.billing;

import io.claimstream.domain.billing.RateMonths;
import io.claimstream.schemas.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table of rates. */
final class RateTable {

    private static final String INSERT = "insert into record_rate (rate_id, insurer, first_month, last_month, currency,"
            + " tiers, tax_percent, payment_days, bill_from, bill_to, created_at, created_by) values (:id, :insurer,"
            + " :first, :last, :currency, :tiers, :tax, :days, :from, :to, :at, :by)";

    private RateTable() {}

    static void insert(Handle handle, Rate rate) {
        RateSpec spec = rate.spec();
        handle.createUpdate(INSERT)
                .bind("id", rate.rateId())
                .bind("insurer", spec.insurer())
                .bind("first", spec.months().first().atDay(1))
                .bind("last", day(spec.months().last()))
                .bind("currency", spec.currency())
                .bind("tiers", EventJson.format(TiersJson.of(spec.tiers())))
                .bind("tax", spec.taxPercent())
                .bind("days", spec.paymentDays())
                .bind("from", spec.parties().from())
                .bind("to", spec.parties().to())
                .bind("at", OffsetDateTime.ofInstant(rate.createdAt(), ZoneOffset.UTC))
                .bind("by", rate.createdBy())
                .execute();
    }

    static Optional<Rate> find(Handle handle, String rateId) {
        return handle.createQuery("select * from record_rate where rate_id = :id")
                .bind("id", rateId)
                .map((row, context) -> rate(row))
                .findOne();
    }

    /**
     * Rates that count, by insurer and month.
     *
     * @param insurer of one insurer only; null for all
     */
    static List<Rate> standing(Handle handle, @Nullable String insurer) {
        var query = handle.createQuery("select * from record_rate where withdrawn_at is null"
                + (insurer == null ? "" : " and insurer = :insurer")
                + " order by insurer, first_month");
        if (insurer != null) {
            query.bind("insurer", insurer);
        }
        return query.map((row, context) -> rate(row)).list();
    }

    static void end(Handle handle, String rateId, YearMonth last) {
        handle.createUpdate("update record_rate set last_month = :last where rate_id = :id and withdrawn_at is null")
                .bind("last", last.atDay(1))
                .bind("id", rateId)
                .execute();
    }

    static void withdraw(Handle handle, String rateId, Instant now) {
        handle.createUpdate("update record_rate set withdrawn_at = :at where rate_id = :id and withdrawn_at is null")
                .bind("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .bind("id", rateId)
                .execute();
    }

    private static @Nullable LocalDate day(@Nullable YearMonth month) {
        return month == null ? null : month.atDay(1);
    }

    private static Rate rate(ResultSet row) throws SQLException {
        @Nullable LocalDate last = row.getObject("last_month", LocalDate.class);
        @Nullable OffsetDateTime withdrawn = row.getObject("withdrawn_at", OffsetDateTime.class);
        return new Rate(
                text(row, "rate_id"),
                new RateSpec(
                        text(row, "insurer"),
                        new RateMonths(
                                YearMonth.from(row.getObject("first_month", LocalDate.class)),
                                last == null ? null : YearMonth.from(last)),
                        text(row, "currency"),
                        TiersJson.read(EventJson.parse(text(row, "tiers"))),
                        Objects.requireNonNull(row.getBigDecimal("tax_percent")),
                        row.getInt("payment_days"),
                        new Parties(text(row, "bill_from"), text(row, "bill_to"))),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                text(row, "created_by"),
                withdrawn == null ? null : withdrawn.toInstant());
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
