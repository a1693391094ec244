package io.claimstream.feedback.approval;

import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.approval.Approval.State;
import io.claimstream.feedback.approval.Matter.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** What waits in the table of approvals. */
final class WaitingTable {

    /** A condition at a time {@code :now}. */
    private static final String WAITING = "state = 'WAITING' and expires_at > :now";

    private static final int MOST_OF_A_SCORE = 20;
    private static final int MOST_COMMANDS = 20;

    private WaitingTable() {}

    /** What someone has asked for of a score and is not decided. */
    static List<Approval> ofScore(Handle handle, String scoreId, String askedBy) {
        return handle.createQuery("select * from record_approval where score_id = :score and state = :state"
                        + " and asked_by = :by order by asked_at desc, approval_id")
                .bind("score", scoreId)
                .bind("state", State.WAITING.name())
                .bind("by", askedBy)
                .map((row, context) -> ApprovalTable.approval(row))
                .list();
    }

    /** What anyone has asked for of a score and can still be confirmed. */
    static List<Approval> ofScore(Handle handle, String scoreId, Instant now) {
        return handle.createQuery("select * from record_approval where score_id = :score and " + WAITING
                        + " order by asked_at desc, approval_id limit :most")
                .bind("score", scoreId)
                .bind("now", ApprovalTable.utc(now))
                .bind("most", MOST_OF_A_SCORE)
                .map((row, context) -> ApprovalTable.approval(row))
                .list();
    }

    /**
     * Commands that can still be confirmed.
     *
     * @param insurer whose commands are looked for, beside those for every insurer; null for all
     */
    static List<Approval> commands(Handle handle, @Nullable String insurer, WaitingCommands wanted, Instant now) {
        ModelSlot slot = wanted.slot();
        Query query = handle.createQuery("select * from record_approval where subject = :subject and " + WAITING
                        + (insurer == null ? "" : " and (insurer is null or insurer = :insurer)")
                        + (wanted.version() == null ? "" : " and version = :version")
                        + (slot == null ? "" : " and line_of_business = :line and currency = :currency and " + of(slot))
                        + " order by asked_at desc, approval_id limit :most")
                .bind("subject", Subject.COMMAND.name())
                .bind("now", ApprovalTable.utc(now))
                .bind("most", MOST_COMMANDS);
        if (insurer != null) {
            query.bind("insurer", insurer);
        }
        if (wanted.version() != null) {
            query.bind("version", wanted.version());
        }
        if (slot != null) {
            query.bind("line", slot.getLineOfBusiness()).bind("currency", slot.getCurrency());
            slot.getInsurer().ifPresent(it -> query.bind("owner", it));
        }
        return query.map((row, context) -> ApprovalTable.approval(row)).list();
    }

    private static String of(ModelSlot slot) {
        return slot.getInsurer().isPresent() ? "insurer = :owner" : "insurer is null";
    }

    /**
     * What can still be confirmed, what ends first before the rest.
     *
     * @param after only what comes behind this one
     */
    static List<Approval> page(
            Handle handle,
            @Nullable String insurer,
            Set<Subject> subjects,
            @Nullable Approval after,
            Instant now,
            int limit) {
        Query query = handle.createQuery("select * from record_approval where " + WAITING
                        + " and subject in (<subjects>)"
                        + (insurer == null ? "" : " and (insurer is null or insurer = :insurer)")
                        + (after == null
                                ? ""
                                : " and (expires_at > :expires or (expires_at = :expires and approval_id > :after))")
                        + " order by expires_at, approval_id limit :limit")
                .bindList("subjects", subjects.stream().map(Subject::name).toList())
                .bind("now", ApprovalTable.utc(now))
                .bind("limit", limit);
        if (insurer != null) {
            query.bind("insurer", insurer);
        }
        if (after != null) {
            query.bind("expires", ApprovalTable.utc(after.expiresAt())).bind("after", after.approvalId());
        }
        return query.map((row, context) -> ApprovalTable.approval(row)).list();
    }
}
