package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Questions about feedback. */
final class FeedbackQueries {

    /** Whether a feedback, named f, was taken back. */
    static final String WITHDRAWN = "exists (select 1 from view_feedback w"
            + " where w.withdrawn_feedback_id = f.feedback_id and w.kind = 'WITHDRAWN'"
            + " and w.insurer = f.insurer and w.claim_id = f.claim_id)";

    /** Every column, and whether it was taken back. */
    static final String SELECT = "select f.*, " + WITHDRAWN + " as withdrawn from view_feedback f";

    private FeedbackQueries() {}

    static List<Feedback> page(Handle handle, FeedbackSearch search) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        if (ErasedClaims.isAny(handle)) {
            conditions.add(ErasedClaims.noneOfRevision("f"));
        }
        search.insurer().ifPresent(it -> with(conditions, values, "f.insurer = :insurer", "insurer", it));
        search.actor().ifPresent(it -> with(conditions, values, "f.actor = :actor", "actor", it));
        search.kind().ifPresent(it -> with(conditions, values, "f.kind = :kind", "kind", it.name()));
        search.withdrawn().ifPresent(it -> conditions.add((it ? "" : "not ") + WITHDRAWN));
        search.from().ifPresent(it -> with(conditions, values, "f.recorded_at >= :from", "from", it));
        search.to().ifPresent(it -> with(conditions, values, "f.recorded_at < :to", "to", it));
        search.after().ifPresent(it -> {
            with(conditions, values, "f.recorded_at <= :at", "at", it.recordedAt());
            with(conditions, values, "(f.recorded_at < :at or f.feedback_id < :after)", "after", it.feedbackId());
        });
        values.replaceAll(
                (name, value) -> Optional.ofNullable(Column.bindable(value)).orElse(value));
        return handle.createQuery(SELECT + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                        + " order by " + sorting(search) + " limit :limit")
                .bindMap(values)
                .bind("limit", search.limit())
                .map((row, context) -> Rows.feedback(row))
                .list();
    }

    /** As the index has it, with the column that is the same for all: H2 wants it named. */
    private static String sorting(FeedbackSearch search) {
        String first =
                search.actor().isPresent() ? "f.actor, " : search.insurer().isPresent() ? "f.insurer, " : "";
        return first + "f.recorded_at desc, f.feedback_id desc";
    }

    /** What became of some feedback, by id. */
    static Map<String, Became> becameOf(Handle handle, List<Feedback> feedback) {
        Map<String, Became> becameOf = new HashMap<>();
        feedback.stream().map(Feedback::claim).distinct().forEach(claim -> {
            List<Feedback> all = ofClaim(handle, claim);
            String current = currentScore(handle, claim).orElse("");
            feedback.stream()
                    .filter(it -> it.claim().equals(claim))
                    .forEach(it -> becameOf.put(it.feedbackId(), Became.of(it, all, current)));
        });
        return becameOf;
    }

    private static List<Feedback> ofClaim(Handle handle, ClaimKey claim) {
        return handle.createQuery(SELECT + " where f.insurer = :insurer and f.claim_id = :claim")
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .map((row, context) -> Rows.feedback(row))
                .list();
    }

    private static Optional<String> currentScore(Handle handle, ClaimKey claim) {
        return handle.createQuery("select score_id from view_score where insurer = :insurer and claim_id = :claim"
                        + " order by revision desc limit 1")
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .mapTo(String.class)
                .findOne();
    }

    private static void with(
            List<String> conditions, Map<String, Object> values, String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }
}
