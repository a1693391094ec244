package io.claimstream.feedback.approval;

import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.approval.Approval.Decision;
import io.claimstream.feedback.approval.Approval.State;
import io.claimstream.feedback.desk.CommandRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The table of approvals. */
final class ApprovalTable {

    private ApprovalTable() {}

    static void insert(Handle handle, Approval approval) {
        CommandRequest request = approval.request();
        handle.createUpdate(
                        "insert into record_approval (approval_id, kind, line_of_business, currency, insurer, version,"
                                + " reason, asked_by, asked_at, expires_at, state) values (:id, :kind, :line, :currency, :insurer,"
                                + " :version, :reason, :by, :at, :expires, :state)")
                .bind("id", approval.approvalId())
                .bind("kind", request.kind().name())
                .bind("line", request.slot().getLineOfBusiness())
                .bind("currency", request.slot().getCurrency())
                .bind("insurer", request.slot().getInsurer().orElse(null))
                .bind("version", request.version())
                .bind("reason", request.reason())
                .bind("by", approval.askedBy())
                .bind("at", utc(approval.askedAt()))
                .bind("expires", utc(approval.expiresAt()))
                .bind("state", State.WAITING.name())
                .execute();
    }

    /** An approval, locked until the transaction ends. */
    static Optional<Approval> locked(Handle handle, String id) {
        return handle.createQuery("select * from record_approval where approval_id = :id for update")
                .bind("id", id)
                .map((row, context) -> approval(row))
                .findOne();
    }

    static List<Approval> page(Handle handle, @Nullable String insurer, String after, int limit) {
        Query query = handle.createQuery("select * from record_approval where approval_id > :after"
                        + (insurer == null ? "" : " and (insurer is null or insurer = :insurer)")
                        + " order by approval_id limit :limit")
                .bind("after", after)
                .bind("limit", limit);
        if (insurer != null) {
            query.bind("insurer", insurer);
        }
        return query.map((row, context) -> approval(row)).list();
    }

    static void decide(Handle handle, String id, Decision decision) {
        handle.createUpdate("update record_approval set state = :state, decided_by = :by, decided_at = :at"
                        + " where approval_id = :id")
                .bind("state", (decision.approved() ? State.APPROVED : State.DECLINED).name())
                .bind("by", decision.by())
                .bind("at", utc(decision.at()))
                .bind("id", id)
                .execute();
    }

    static void given(Handle handle, String id, String commandId) {
        handle.createUpdate("update record_approval set command_id = :command where approval_id = :id")
                .bind("command", commandId)
                .bind("id", id)
                .execute();
    }

    private static Approval approval(ResultSet row) throws SQLException {
        return new Approval(
                text(row, "approval_id"),
                new CommandRequest(
                        ModelCommandKind.valueOf(text(row, "kind")),
                        new ModelSlot(text(row, "line_of_business"), text(row, "currency"), row.getString("insurer")),
                        row.getString("version"),
                        null,
                        text(row, "reason")),
                text(row, "asked_by"),
                time(row, "asked_at"),
                time(row, "expires_at"),
                decision(row));
    }

    private static @Nullable Decision decision(ResultSet row) throws SQLException {
        State state = State.valueOf(text(row, "state"));
        return state == State.WAITING
                ? null
                : new Decision(
                        state == State.APPROVED,
                        text(row, "decided_by"),
                        time(row, "decided_at"),
                        row.getString("command_id"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class), column)
                .toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
