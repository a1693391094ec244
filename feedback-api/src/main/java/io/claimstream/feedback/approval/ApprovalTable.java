package io.claimstream.feedback.approval;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.Sealed;
import io.claimstream.feedback.approval.Approval.Because;
import io.claimstream.feedback.approval.Approval.Decision;
import io.claimstream.feedback.approval.Approval.State;
import io.claimstream.feedback.approval.Matter.Subject;
import io.claimstream.feedback.desk.CommandRequest;
import io.claimstream.feedback.desk.FeedbackRequest;
import io.claimstream.feedback.note.NoteColumns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The table of approvals. */
final class ApprovalTable {

    private static final String INSERT = "insert into record_approval (approval_id, subject, kind, line_of_business,"
            + " currency, insurer, version, share, reason, claim_id, score_id, counted_amount, amount, reason_code,"
            + " event_time, revised_feedback_id, note_key_id, note_ciphertext, asked_by, asked_person, asked_at,"
            + " expires_at, state) values (:id, :subject, :kind, :line, :currency, :insurer, :version, :share, :reason,"
            + " :claim, :score, :counted, :amount, :code, :eventTime, :revises, :noteKey, :note, :by, :person, :at,"
            + " :expires, :state)";
    private static final List<String> NULLABLE = List.of(
            "insurer",
            "version",
            "share",
            "reason",
            "claim",
            "score",
            "counted",
            "amount",
            "code",
            "eventTime",
            "revises",
            "noteKey",
            "note");

    private ApprovalTable() {}

    static void insert(Handle handle, Approval approval) {
        Map<String, @Nullable Object> values = approval.matter().fold(ApprovalTable::values, ApprovalTable::values);
        NULLABLE.forEach(name -> values.putIfAbsent(name, null));
        handle.createUpdate(INSERT)
                .bindMap(values)
                .bind("id", approval.approvalId())
                .bind("subject", approval.matter().subject().name())
                .bind("by", approval.askedBy())
                .bind("person", approval.askedPerson())
                .bind("at", utc(approval.askedAt()))
                .bind("expires", utc(approval.expiresAt()))
                .bind("state", State.WAITING.name())
                .execute();
    }

    private static Map<String, @Nullable Object> values(Matter.Command command) {
        CommandRequest request = command.request();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("kind", request.kind().name());
        values.put("line", request.slot().getLineOfBusiness());
        values.put("currency", request.slot().getCurrency());
        values.put("insurer", request.slot().getInsurer().orElse(null));
        values.put("version", request.version());
        values.put("share", request.share());
        values.put("reason", request.reason());
        return values;
    }

    private static Map<String, @Nullable Object> values(Matter.Decision decision) {
        FeedbackRequest request = decision.request();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("kind", request.kind().name());
        values.put("line", decision.lineOfBusiness());
        values.put("currency", decision.currency());
        values.put("insurer", decision.claim().insurer());
        values.put("claim", decision.claim().claimId());
        values.put("score", decision.scoreId());
        values.put("counted", decision.amount());
        values.put("amount", request.amount());
        values.put("code", request.reasonCode());
        values.put("revises", decision.revises());
        Optional.ofNullable(request.note()).ifPresent(note -> {
            values.put("noteKey", note.getKeyId());
            values.put("note", NoteColumns.ciphertext(note));
        });
        values.put("eventTime", request.eventTime() == null ? null : utc(request.eventTime()));
        return values;
    }

    /** An approval, locked until the transaction ends. */
    static Optional<Approval> locked(Handle handle, String id) {
        return handle.createQuery("select * from record_approval where approval_id = :id for update")
                .bind("id", id)
                .map((row, context) -> approval(row))
                .findOne();
    }

    /**
     * What can be confirmed no more, the newest first.
     *
     * @param after only those that were asked for before this one
     */
    static List<Approval> ended(
            Handle handle,
            @Nullable String insurer,
            Set<Subject> subjects,
            @Nullable Approval after,
            Instant now,
            int limit) {
        Query query = handle.createQuery(
                        "select * from record_approval where (state <> 'WAITING' or expires_at <= :now)"
                                + " and subject in (<subjects>)"
                                + (insurer == null ? "" : " and (insurer is null or insurer = :insurer)")
                                + (after == null
                                        ? ""
                                        : " and (asked_at < :asked or (asked_at = :asked and approval_id < :after))")
                                + " order by asked_at desc, approval_id desc limit :limit")
                .bindList("subjects", subjects.stream().map(Subject::name).toList())
                .bind("now", utc(now))
                .bind("limit", limit);
        if (insurer != null) {
            query.bind("insurer", insurer);
        }
        if (after != null) {
            query.bind("asked", utc(after.askedAt())).bind("after", after.approvalId());
        }
        return query.map((row, context) -> approval(row)).list();
    }

    static List<Approval> ofClaim(Handle handle, ClaimKey claim, int limit) {
        return handle.createQuery("select * from record_approval where insurer = :insurer and claim_id = :claim"
                        + " order by asked_at, approval_id limit :limit")
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .bind("limit", limit)
                .map((row, context) -> approval(row))
                .list();
    }

    static List<Approval> ofVersion(Handle handle, String version, int limit) {
        return handle.createQuery("select * from record_approval where version = :version"
                        + " order by asked_at, approval_id limit :limit")
                .bind("version", version)
                .bind("limit", limit)
                .map((row, context) -> approval(row))
                .list();
    }

    static List<Approval> page(
            Handle handle, @Nullable String insurer, Set<Subject> subjects, String after, int limit) {
        // Promotions for every insurer are everybody's to see, decisions on claims never.
        Query query = handle.createQuery("select * from record_approval where approval_id > :after"
                        + " and subject in (<subjects>)"
                        + (insurer == null ? "" : " and (insurer is null or insurer = :insurer)")
                        + " order by approval_id limit :limit")
                .bind("after", after)
                .bindList("subjects", subjects.stream().map(Subject::name).toList())
                .bind("limit", limit);
        if (insurer != null) {
            query.bind("insurer", insurer);
        }
        return query.map((row, context) -> approval(row)).list();
    }

    /** Whether a person with an account here is let in no more. */
    static boolean isDeactivated(Handle handle, String userId) {
        return handle.createQuery("select count(*) from record_user where user_id = :id and deactivated_at is not null")
                        .bind("id", userId)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    static void decide(Handle handle, String id, Decision decision) {
        Optional<Sealed> sealed = Optional.ofNullable(decision.because().sealed());
        handle.createUpdate("update record_approval set state = :state, decided_by = :by, decided_at = :at,"
                        + " decided_because = :because, because_key_id = :key, because_ciphertext = :ciphertext"
                        + " where approval_id = :id")
                .bind("state", (decision.approved() ? State.APPROVED : State.DECLINED).name())
                .bind("by", decision.by())
                .bind("at", utc(decision.at()))
                .bind("because", decision.because().text())
                .bind("key", sealed.map(Sealed::getKeyId).orElse(null))
                .bind("ciphertext", sealed.map(NoteColumns::ciphertext).orElse(null))
                .bind("id", id)
                .execute();
    }

    static void given(Handle handle, Approval approval, String resultId) {
        String column = approval.matter().fold(command -> "command_id", decision -> "feedback_id");
        handle.createUpdate("update record_approval set " + column + " = :result where approval_id = :id")
                .bind("result", resultId)
                .bind("id", approval.approvalId())
                .execute();
    }

    static Approval approval(ResultSet row) throws SQLException {
        boolean isCommand = Subject.valueOf(text(row, "subject")) == Subject.COMMAND;
        return new Approval(
                text(row, "approval_id"),
                isCommand ? command(row) : decisionOnClaim(row),
                text(row, "asked_by"),
                row.getString("asked_person"),
                time(row, "asked_at"),
                time(row, "expires_at"),
                decision(row, isCommand ? "command_id" : "feedback_id"));
    }

    private static Matter command(ResultSet row) throws SQLException {
        return new Matter.Command(new CommandRequest(
                ModelCommandKind.valueOf(text(row, "kind")),
                new ModelSlot(text(row, "line_of_business"), text(row, "currency"), row.getString("insurer")),
                row.getString("version"),
                row.getObject("share", Double.class),
                text(row, "reason")));
    }

    private static Matter decisionOnClaim(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime eventTime = row.getObject("event_time", OffsetDateTime.class);
        return new Matter.Decision(
                new ClaimKey(text(row, "insurer"), text(row, "claim_id")),
                text(row, "score_id"),
                text(row, "line_of_business"),
                text(row, "currency"),
                Objects.requireNonNull(row.getBigDecimal("counted_amount")),
                new FeedbackRequest(
                        FeedbackKind.valueOf(text(row, "kind")),
                        row.getBigDecimal("amount"),
                        row.getString("reason_code"),
                        eventTime == null ? null : eventTime.toInstant(),
                        null,
                        NoteColumns.of(row)),
                row.getString("revised_feedback_id"));
    }

    private static @Nullable Decision decision(ResultSet row, String result) throws SQLException {
        State state = State.valueOf(text(row, "state"));
        return state == State.WAITING
                ? null
                : new Decision(
                        state == State.APPROVED,
                        text(row, "decided_by"),
                        time(row, "decided_at"),
                        row.getString(result),
                        new Because(
                                row.getString("decided_because"),
                                NoteColumns.of(row, "because_key_id", "because_ciphertext")));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class), column)
                .toInstant();
    }

    static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
