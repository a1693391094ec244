package io.claimstream.feedback.view;

import static io.claimstream.feedback.view.Column.day;
import static io.claimstream.feedback.view.Column.id;
import static io.claimstream.feedback.view.Column.text;

import io.claimstream.feedback.figures.AmountSketch;
import io.claimstream.feedback.view.ClaimTallies.Payment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * How estimates and payments of each month are distributed. Rows are read, changed and written: the projection is the only writer, which {@link OffsetTable}
 * makes sure of. Not thread-safe; for one transaction.
 */
final class PaidTally {

    static final String TABLE = "view_tally_paid";

    private static final int DISTRIBUTION = 1_000_000;
    private static final List<Column> KEY =
            List.of(day("settled_month"), id("insurer"), id("line_of_business"), text("currency", 10));
    private static final Upsert UPSERT =
            Upsert.replacing(TABLE, KEY, List.of(text("estimates", DISTRIBUTION), text("payments", DISTRIBUTION)));
    private static final String READ = "select estimates, payments from view_tally_paid where settled_month = :month"
            + " and insurer = :insurer and line_of_business = :line and currency = :currency";

    private final Map<List<Object>, Change> changes = new LinkedHashMap<>();

    /** What is added to a row, counts below 0 included. */
    private record Change(AmountSketch estimates, AmountSketch payments) {

        static final Change NONE = new Change(AmountSketch.empty(), AmountSketch.empty());

        Change plus(Payment payment, long times) {
            return new Change(estimates.with(payment.estimate(), times), payments.with(payment.paid(), times));
        }

        Change plus(Change other) {
            return new Change(estimates.plus(other.estimates), payments.plus(other.payments));
        }

        boolean isNothing() {
            return estimates.counts().isEmpty() && payments.counts().isEmpty();
        }
    }

    void add(Payment payment, long times) {
        changes.put(
                payment.key(), changes.getOrDefault(payment.key(), Change.NONE).plus(payment, times));
    }

    /** Writes within the handle's transaction. */
    void write(Handle handle) {
        List<Row> rows = new ArrayList<>();
        changes.forEach((key, change) -> {
            if (!change.isNothing()) {
                Change now = known(handle, key).plus(change);
                Row row = new Row()
                        .with("estimates", now.estimates().text())
                        .with("payments", now.payments().text());
                for (int i = 0; i < KEY.size(); i++) {
                    row.with(KEY.get(i).name(), key.get(i));
                }
                rows.add(row);
            }
        });
        UPSERT.write(handle, rows);
    }

    private static Change known(Handle handle, List<Object> key) {
        return handle.createQuery(READ)
                .bind("month", key.get(0))
                .bind("insurer", key.get(1))
                .bind("line", key.get(2))
                .bind("currency", key.get(3))
                .map((row, context) -> new Change(
                        AmountSketch.parse(Rows.text(row, "estimates")),
                        AmountSketch.parse(Rows.text(row, "payments"))))
                .findOne()
                .orElse(Change.NONE);
    }
}
