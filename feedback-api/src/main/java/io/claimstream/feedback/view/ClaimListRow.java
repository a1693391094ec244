package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.view.ClaimSummary.Decision;
import io.claimstream.feedback.view.ClaimSummary.Facts;
import io.claimstream.feedback.view.ClaimSummary.Scored;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads rows of the table that claims are listed by. */
final class ClaimListRow {

    private ClaimListRow() {}

    static ClaimSummary read(ResultSet row) throws SQLException {
        return new ClaimSummary(
                new ClaimKey(Rows.text(row, "insurer"), Rows.text(row, "claim_id")),
                row.getInt("revision"),
                Claim.Status.valueOf(Rows.text(row, "status")),
                Rows.time(row, "submitted_at"),
                facts(row),
                score(row),
                decision(row));
    }

    private static @Nullable Facts facts(ResultSet row) throws SQLException {
        String line = row.getString("line_of_business");
        return line == null
                ? null
                : new Facts(
                        line,
                        Rows.text(row, "currency"),
                        Rows.timeOrNull(row, "event_time"),
                        Rows.timeOrNull(row, "answer_due_at"));
    }

    private static @Nullable Scored score(ResultSet row) throws SQLException {
        String id = row.getString("score_id");
        return id == null
                ? null
                : new Scored(
                        id,
                        currency(row),
                        Objects.requireNonNull(row.getBigDecimal("estimate")),
                        row.getBigDecimal("lower_end"),
                        row.getBigDecimal("upper_end"),
                        Rows.text(row, "model_version"),
                        Rows.time(row, "scored_at"));
    }

    /** That of the facts for a row that was written before scores had their own here. */
    private static String currency(ResultSet row) throws SQLException {
        String own = row.getString("score_currency");
        return own == null ? Objects.requireNonNullElse(row.getString("currency"), "") : own;
    }

    private static @Nullable Decision decision(ResultSet row) throws SQLException {
        String verdict = row.getString("decision");
        return verdict == null
                ? null
                : new Decision(
                        Verdict.valueOf(verdict),
                        row.getBigDecimal("decided_amount"),
                        Rows.timeOrNull(row, "decided_at"),
                        row.getString("decided_by"));
    }
}
