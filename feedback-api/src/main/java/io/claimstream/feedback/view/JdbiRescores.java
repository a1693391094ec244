package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.note.NoteColumns;
import io.claimstream.feedback.view.Rescore.Asked;
import io.claimstream.feedback.view.Rescore.Refused;
import io.claimstream.schemas.json.EventJson;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Scores asked for once more, in the database. Thread-safe. */
public final class JdbiRescores implements Rescores {

    private static final String RESCORE = rescores("", "");
    private static final String AS_OF = rescores(" and x.scored_at <= :asOf", " and f.refused_at <= :asOf");

    /** Of a claim with several revisions only the newest says what it is worth. */
    private static final String MOVED = "select count(*) as claims, min(x.currency) as currency,"
            + " coalesce(sum(s.estimate), 0.00) as before_sum, coalesce(sum(x.estimate), 0.00) as after_sum"
            + " from view_rescore_request r join view_rescore x on x.score_id = r.rescore_id"
            + " join view_score s on s.score_id = r.score_id where r.command_id = :command"
            + " and not exists (select 1 from view_rescore_request n where n.command_id = r.command_id"
            + " and n.insurer = r.insurer and n.claim_id = r.claim_id and n.revision > r.revision)";

    private static final String ANSWERED =
            "select count(*) from view_rescore_request r" + " where r.command_id = :command and exists (select 1 from ";

    private static String rescores(String scores, String refusals) {
        return "select r.*, s.estimate as live_estimate, x.document,"
                + " f.code, f.detail, f.refused_at from view_rescore_request r"
                + " left join view_score s on s.score_id = r.score_id"
                + " left join view_rescore x on x.score_id = r.rescore_id" + scores
                + " left join view_rescore_refusal f on f.request_id = r.request_id" + refusals;
    }

    private final Jdbi jdbi;

    public JdbiRescores(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Override
    public List<Rescore> ofClaim(ClaimKey claim, Instant asOf) {
        return jdbi.withHandle(handle -> handle.createQuery(AS_OF
                        + " where r.insurer = :insurer and r.claim_id = :claim and r.requested_at <= :asOf"
                        + " order by r.requested_at, r.request_id")
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .bind("asOf", Column.bindable(asOf))
                .map((row, context) -> rescore(row))
                .list());
    }

    @Override
    public Optional<Rescore> ofScore(String rescoreId) {
        return one(" where r.rescore_id = :id", rescoreId);
    }

    @Override
    public Optional<Rescore> request(String requestId) {
        return one(" where r.request_id = :id", requestId);
    }

    private Optional<Rescore> one(String where, String id) {
        return jdbi.withHandle(handle -> handle.createQuery(RESCORE + where)
                .bind("id", id)
                .map((row, context) -> rescore(row))
                .findFirst());
    }

    @Override
    public List<Score> notAsked(String commandId, Withdrawal withdrawal, String after, int limit) {
        return jdbi.withHandle(handle -> LifecycleQueries.decidedNotAsked(handle, withdrawal, commandId, after, limit));
    }

    @Override
    public RescoreTally tally(String commandId) {
        return jdbi.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ,
                handle -> new RescoreTally(
                        count(
                                handle,
                                "select count(*) from view_rescore_request where command_id = :command",
                                commandId),
                        count(handle, ANSWERED + "view_rescore x where x.score_id = r.rescore_id)", commandId),
                        count(
                                handle,
                                ANSWERED + "view_rescore_refusal f where f.request_id = r.request_id)",
                                commandId),
                        moved(handle, commandId)));
    }

    @Override
    public List<Rescore> ofCommand(String commandId, String after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(RESCORE
                        + " where r.command_id = :command and r.score_id > :after" + shown(handle)
                        + " order by r.score_id limit :limit")
                .bind("command", commandId)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> rescore(row))
                .list());
    }

    private static String shown(Handle handle) {
        return ErasedClaims.isAny(handle) ? " and " + ErasedClaims.noneOfRevision("r") : "";
    }

    @Override
    public Optional<Rescore> anyOfCommand(String commandId) {
        return one(" where r.command_id = :id order by r.score_id limit 1", commandId);
    }

    private static long count(Handle handle, String sql, String commandId) {
        return handle.createQuery(sql)
                .bind("command", commandId)
                .mapTo(Long.class)
                .one();
    }

    private static RescoreTally.Moved moved(Handle handle, String commandId) {
        return handle.createQuery(MOVED)
                .bind("command", commandId)
                .map((row, context) -> new RescoreTally.Moved(
                        row.getLong("claims"),
                        row.getString("currency"),
                        row.getBigDecimal("before_sum"),
                        row.getBigDecimal("after_sum")))
                .one();
    }

    private static Rescore rescore(ResultSet row) throws SQLException {
        ClaimKey claim = Rows.claim(row);
        int revision = row.getInt("revision");
        String rescoreId = Rows.text(row, "rescore_id");
        @Nullable BigDecimal live = row.getBigDecimal("live_estimate");
        @Nullable String document = row.getString("document");
        return new Rescore(
                Rows.text(row, "request_id"),
                claim,
                revision,
                Rows.text(row, "score_id"),
                rescoreId,
                new Asked(
                        row.getString("model_version"),
                        row.getString("command_id"),
                        Rows.text(row, "reason"),
                        NoteColumns.of(row, "reason_key_id", "reason_ciphertext"),
                        Rows.text(row, "actor"),
                        Rows.time(row, "requested_at")),
                live,
                document == null ? null : new Score(rescoreId, claim, revision, EventJson.parse(document)),
                refused(row));
    }

    private static @Nullable Refused refused(ResultSet row) throws SQLException {
        @Nullable String code = row.getString("code");
        return code == null ? null : new Refused(code, Rows.text(row, "detail"), Rows.time(row, "refused_at"));
    }
}
