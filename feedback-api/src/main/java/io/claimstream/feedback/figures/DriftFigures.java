package io.claimstream.feedback.figures;

import io.claimstream.domain.drift.DayWindow;
import io.claimstream.domain.drift.DriftReport;
import io.claimstream.domain.drift.DriftSum;
import io.claimstream.domain.drift.DriftWindows;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.DriftDay;
import io.claimstream.schemas.json.EventJson;
import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** What the retrain worker's days say of drift, by the same rules as its own. Thread-safe. */
public final class DriftFigures {

    private static final String OF_SLOT =
            " from view_drift_day where line_of_business = :line and currency = :currency and feature_set = :set";
    private static final int ROWS_AT_ONCE = 100;

    private final Jdbi jdbi;
    private final DriftReport.Limits limits;

    /** @param limits what is drift */
    public DriftFigures(Jdbi jdbi, DriftReport.Limits limits) {
        this.jdbi = jdbi;
        this.limits = limits;
    }

    /** What is drift. */
    public DriftReport.Limits limits() {
        return limits;
    }

    /** The newest day of event time with any claim of a slot; empty without one. */
    public Optional<LocalDate> newest(String lineOfBusiness, String currency) {
        return jdbi.withHandle(handle -> ofSlot(
                        handle, "select on_day" + OF_SLOT + " order by on_day desc limit 1", lineOfBusiness, currency)
                .mapTo(LocalDate.class)
                .findOne());
    }

    /** Compares two windows of a slot. One view of the database; only the sums of days are held, and days a few at a time. */
    public DriftReport compare(String lineOfBusiness, String currency, DriftWindows windows) {
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ,
                handle -> DriftReport.of(
                        windows,
                        sum(handle, lineOfBusiness, currency, windows.earlier()),
                        sum(handle, lineOfBusiness, currency, windows.later()),
                        FeatureSetV1.NAMES,
                        limits));
    }

    private static DriftSum sum(Handle handle, String lineOfBusiness, String currency, DayWindow window) {
        DriftSum sum = new DriftSum();
        String sql = "select document" + OF_SLOT + " and on_day >= :from and on_day <= :to";
        ofSlot(handle, sql, lineOfBusiness, currency)
                .bind("from", window.from())
                .bind("to", window.to())
                .setFetchSize(ROWS_AT_ONCE)
                .mapTo(String.class)
                .forEach(document -> sum.add(EventJson.fromJson(EventJson.parse(document), DriftDay.class)));
        return sum;
    }

    private static Query ofSlot(Handle handle, String sql, String lineOfBusiness, String currency) {
        return handle.createQuery(sql)
                .bind("line", lineOfBusiness)
                .bind("currency", currency)
                .bind("set", FeatureSetV1.VERSION);
    }
}
