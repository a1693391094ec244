package io.claimstream.feedback.figures;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Asks the read model how people decided. Thread-safe. */
public final class AgreementFigures {

    private static final String STANDS = "not exists (select 1 from view_feedback w"
            + " where w.withdrawn_feedback_id = %1$s.feedback_id and w.kind = 'WITHDRAWN'"
            + " and w.insurer = %1$s.insurer and w.claim_id = %1$s.claim_id)";

    private static final String ASKED = " f.kind in ('ACCEPTED', 'CORRECTED') and f.score_id is not null"
            + " and f.recorded_at >= :from and f.recorded_at < :to and %s and "
            + STANDS.formatted("f");

    private static final String PAID = "(select p.amount from view_feedback p where p.insurer = f.insurer"
            + " and p.claim_id = f.claim_id and p.kind = 'SETTLED' and p.amount > 0 and "
            + STANDS.formatted("p") + " order by p.recorded_at desc, p.feedback_id desc limit 1)";

    private static final String DECISIONS = "select f.actor, s.model_version, s.estimate, f.recorded_at, r.shown_at,"
            + " case when f.kind = 'ACCEPTED' then 0 when f.amount > s.estimate then 1 when f.amount < s.estimate then -1"
            + " else 0 end as moved, coalesce(f.amount, s.estimate) as amount, " + PAID + " as paid"
            + " from view_feedback f join view_score s on s.score_id = f.score_id"
            + " left join record_reasons_shown r on r.actor = f.actor and r.score_id = f.score_id where f.actor not like :policy and"
            + ASKED;

    private static final String SUMS = "select actor, model_version,"
            + " sum(case when moved = 0 then 1 else 0 end) as agreed,"
            + " sum(case when moved > 0 then 1 else 0 end) as raised,"
            + " sum(case when moved < 0 then 1 else 0 end) as lowered,"
            + " sum(case when moved <> 0 and estimate > 0 then abs(amount - estimate) / estimate else 0 end) as change,"
            + " sum(case when moved <> 0 and estimate > 0 then 1 else 0 end) as changed,"
            + " sum(case when moved = 0 and shown_at <= recorded_at then 1 else 0 end) as seen,"
            + " sum(case when moved = 0 and shown_at <= recorded_at"
            + " and recorded_at < shown_at + interval '" + AgreementSums.QUICK_SECONDS
            + "' second then 1 else 0 end) as quick,"
            + " sum(case when moved = 0 and paid is not null then 1 else 0 end) as agreed_paid,"
            + " sum(case when moved = 0 and abs(estimate - paid) > paid * " + AgreementSums.OFF
            + " then 1 else 0 end) as agreed_off,"
            + " sum(case when moved <> 0 and paid is not null then 1 else 0 end) as changed_paid,"
            + " sum(case when moved <> 0 and abs(amount - paid) < abs(estimate - paid) then 1 else 0 end) as closer"
            + " from (" + DECISIONS + ") d group by actor, model_version";

    private static final String AUTOMATIC =
            "select count(*) from view_feedback f where f.actor like :policy and" + ASKED;

    private final Jdbi jdbi;

    public AgreementFigures(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * How people decided, by the UTC day on which the log took the decision.
     *
     * @param insurer on one insurer's claims only; null for all
     */
    public Agreement find(@Nullable String insurer, Days days) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            List<Agreement.Part> parts = new ArrayList<>(asked(handle, SUMS, insurer, days)
                    .map((row, context) -> part(row))
                    .list());
            long automatic =
                    asked(handle, AUTOMATIC, insurer, days).mapTo(Long.class).one();
            return Agreement.of(parts, automatic);
        });
    }

    private static Query asked(Handle handle, String sql, @Nullable String insurer, Days days) {
        Query query = handle.createQuery(
                        String.format(Locale.ROOT, sql, insurer == null ? "1 = 1" : "f.insurer = :insurer"))
                .bind("from", start(days.from()))
                .bind("to", start(days.to().plusDays(1)))
                .bind("policy", Agreement.POLICY + "%");
        return insurer == null ? query : query.bind("insurer", insurer);
    }

    private static OffsetDateTime start(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    /** A decision that a second person approved is that of the first: the second saw what was to be decided, and not the claim's page. */
    private static Agreement.Part part(ResultSet row) throws SQLException {
        String actor = Objects.requireNonNull(row.getString("actor"));
        return new Agreement.Part(
                actor.split(Agreement.APPROVED_BY, 2)[0],
                Objects.requireNonNull(row.getString("model_version")),
                new AgreementSums(
                        row.getLong("agreed"),
                        row.getLong("raised"),
                        row.getLong("lowered"),
                        Objects.requireNonNullElse(row.getBigDecimal("change"), BigDecimal.ZERO),
                        row.getLong("changed"),
                        row.getLong("seen"),
                        row.getLong("quick"),
                        row.getLong("agreed_paid"),
                        row.getLong("agreed_off"),
                        row.getLong("changed_paid"),
                        row.getLong("closer")));
    }
}
