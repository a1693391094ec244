package io.claimstream.feedback.view;

import com.fasterxml.jackson.databind.node.NullNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.view.Claim.DeadLetter;
import io.claimstream.feedback.view.Claim.Rejection;
import io.claimstream.feedback.view.Claim.Revision;
import io.claimstream.feedback.view.ClaimSummary.Decision;
import io.claimstream.feedback.view.ClaimSummary.Scored;
import io.claimstream.model.ReviewReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Sums claims up from the other views, many at once. */
final class ClaimSummaries {

    // A join, because H2 reads every claim of the insurer to answer "claim_id = any(:claims)".
    private static final String OF_CLAIMS =
            " from unnest(cast(:claims as varchar array)) as c(claim_id) join %s v on v.insurer = :insurer and v.claim_id = c.claim_id";
    private static final String WITHDRAWN = "exists (select 1 from view_feedback w"
            + " where w.withdrawn_feedback_id = v.feedback_id and w.kind = 'WITHDRAWN'"
            + " and w.insurer = v.insurer and w.claim_id = v.claim_id) as withdrawn";

    private final Handle handle;
    private final String insurer;
    private final List<String> claimIds;

    private ClaimSummaries(Handle handle, String insurer, List<String> claimIds) {
        this.handle = handle;
        this.insurer = insurer;
        this.claimIds = claimIds;
    }

    /** The summaries of some claims; none for a claim of which nothing is known. */
    static List<Summed> of(Handle handle, Collection<ClaimKey> claims) {
        return claims.stream()
                .collect(Collectors.groupingBy(
                        ClaimKey::insurer, TreeMap::new, Collectors.mapping(ClaimKey::claimId, Collectors.toList())))
                .entrySet()
                .stream()
                .flatMap(it -> new ClaimSummaries(handle, it.getKey(), it.getValue()).all().stream())
                .toList();
    }

    /**
     * A claim, and what figures are made of beside it.
     *
     * @param confidence that of its current score; null for none
     * @param answer the last word of a person on that score, whatever was paid since
     * @param reviewReasons why that score may never be accepted automatically
     */
    record Summed(ClaimSummary claim, @Nullable Double confidence, Decision answer, List<String> reviewReasons) {}

    /** A revision and what was accepted of it. */
    private record Accepted(Revision revision, ClaimSummary.@Nullable Facts facts) {}

    /** Something and the revision that it is of. */
    private record OfRevision<T>(int revision, T value) {}

    /** A score, how sure it is, and why a person must look at it. */
    private record Sure(Scored score, @Nullable Double confidence, List<String> reviewReasons) {}

    private List<Summed> all() {
        Map<String, List<OfRevision<Rejection>>> rejections =
                byClaim("view_rejection", "v.claim_id, v.revision, v.rejected_at", (row, context) -> {
                    // What is broken does not matter here, only that something is.
                    return new OfRevision<>(
                            row.getInt("revision"), new Rejection(Rows.time(row, "rejected_at"), NullNode.instance));
                });
        Map<String, List<OfRevision<DeadLetter>>> letters = byClaim(
                "view_dead_letter",
                "v.*",
                (row, context) -> new OfRevision<>(row.getInt("revision"), Rows.deadLetter(row)));
        Map<String, List<OfRevision<Sure>>> scores = byClaim(
                "view_score",
                "v.claim_id, v.revision, v.score_id, v.currency, v.estimate, v.lower_end, v.upper_end, v.model_version, v.scored_at,"
                        + " v.confidence, v.review_reasons,"
                        + " (select count(*) from record_review_sample s where s.score_id = v.score_id) as drawn",
                (row, context) -> new OfRevision<>(row.getInt("revision"), sure(row)));
        Map<String, List<Feedback>> feedback =
                byClaim("view_feedback", "v.*, " + WITHDRAWN, (row, context) -> Rows.feedback(row));
        Map<String, List<Accepted>> revisions = byClaim("view_claim_revision", "v.*", (row, context) -> accepted(row));
        List<Summed> all = new ArrayList<>();
        boolean isAnyErased = ErasedClaims.isAny(handle);
        for (String claimId : claimIds) {
            int from = isAnyErased ? ErasedClaims.shownFrom(handle, new ClaimKey(insurer, claimId)) : 0;
            new Parts(
                            revisions.getOrDefault(claimId, List.of()),
                            rejections.getOrDefault(claimId, List.of()),
                            letters.getOrDefault(claimId, List.of()),
                            scores.getOrDefault(claimId, List.of()),
                            feedback.getOrDefault(claimId, List.of()))
                    .from(from)
                    .summary(new ClaimKey(insurer, claimId))
                    .ifPresent(all::add);
        }
        return all;
    }

    /** Everything that is known of one claim. */
    private record Parts(
            List<Accepted> revisions,
            List<OfRevision<Rejection>> rejections,
            List<OfRevision<DeadLetter>> letters,
            List<OfRevision<Sure>> scores,
            List<Feedback> feedback) {

        /** Without what is of revisions before one: those of somebody who was erased. */
        Parts from(int first) {
            return first <= 0
                    ? this
                    : new Parts(
                            revisions.stream()
                                    .filter(it -> it.revision().number() >= first)
                                    .toList(),
                            rejections.stream()
                                    .filter(it -> it.revision() >= first)
                                    .toList(),
                            letters.stream()
                                    .filter(it -> it.revision() >= first)
                                    .toList(),
                            scores.stream().filter(it -> it.revision() >= first).toList(),
                            feedback);
        }

        Optional<Summed> summary(ClaimKey key) {
            return Stream.of(
                            revisions.stream().map(it -> it.revision().number()),
                            rejections.stream().map(OfRevision::revision),
                            letters.stream().map(OfRevision::revision))
                    .flatMap(it -> it)
                    .max(Comparator.naturalOrder())
                    .map(newest -> summary(key, newest));
        }

        private Summed summary(ClaimKey key, int newest) {
            @Nullable
            OfRevision<Sure> current = scores.stream()
                    .max(Comparator.comparingInt(OfRevision::revision))
                    .orElse(null);
            Revision revision = revision(newest);
            ClaimSummary claim = new ClaimSummary(
                    key,
                    newest,
                    status(revision, current),
                    revision.submittedAt(),
                    revisions.stream()
                            .filter(it -> it.facts() != null)
                            .max(Comparator.comparingInt(it -> it.revision().number()))
                            .map(Accepted::facts)
                            .orElse(null),
                    current == null ? null : current.value().score(),
                    current == null
                            ? null
                            : Verdicts.of(feedback, current.value().score().scoreId()));
            return new Summed(
                    claim,
                    current == null ? null : current.value().confidence(),
                    current == null
                            ? Decision.NONE
                            : Verdicts.answer(feedback, current.value().score().scoreId()),
                    current == null ? List.of() : current.value().reviewReasons());
        }

        private static Claim.Status status(Revision revision, @Nullable OfRevision<Sure> current) {
            return current != null && current.revision() == revision.number() ? Claim.Status.SCORED : revision.status();
        }

        /** The newest revision, without its score. */
        private Revision revision(int number) {
            List<Rejection> rejected = rejections.stream()
                    .filter(it -> it.revision() == number)
                    .map(OfRevision::value)
                    .toList();
            List<DeadLetter> dead = letters.stream()
                    .filter(it -> it.revision() == number)
                    .map(OfRevision::value)
                    .toList();
            return revisions.stream()
                    .map(Accepted::revision)
                    .filter(it -> it.number() == number)
                    .findFirst()
                    .map(it -> new Revision(
                            number,
                            it.submittedAt(),
                            it.accepted(),
                            it.eventTime(),
                            it.answerDueAt(),
                            null,
                            rejected,
                            dead))
                    .orElseGet(() ->
                            new Revision(number, earliest(rejected, dead), false, null, null, null, rejected, dead));
        }

        private static Instant earliest(List<Rejection> rejected, List<DeadLetter> dead) {
            return Stream.concat(
                            rejected.stream().map(Rejection::at),
                            dead.stream().map(it -> it.source().at()))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    private static Accepted accepted(ResultSet row) throws SQLException {
        boolean isAccepted = row.getBoolean("accepted");
        Revision revision = new Revision(
                row.getInt("revision"),
                Rows.time(row, "submitted_at"),
                isAccepted,
                Rows.timeOrNull(row, "event_time"),
                Rows.timeOrNull(row, "answer_due_at"),
                null,
                List.of(),
                List.of());
        return new Accepted(
                revision,
                isAccepted
                        ? new ClaimSummary.Facts(
                                Rows.text(row, "line_of_business"),
                                Rows.text(row, "currency"),
                                revision.eventTime(),
                                revision.answerDueAt())
                        : null);
    }

    private static Sure sure(ResultSet row) throws SQLException {
        List<String> reasons = new ArrayList<>(WaitingReasons.parse(row.getString("review_reasons")));
        if (row.getInt("drawn") > 0) {
            reasons.add(ReviewReason.AUTOMATIC_SAMPLE.name());
        }
        return new Sure(scored(row), Rows.decimal(row, "confidence"), reasons);
    }

    static Scored scored(ResultSet row) throws SQLException {
        return new Scored(
                Rows.text(row, "score_id"),
                Rows.text(row, "currency"),
                Objects.requireNonNull(row.getBigDecimal("estimate")),
                row.getBigDecimal("lower_end"),
                row.getBigDecimal("upper_end"),
                Rows.text(row, "model_version"),
                Rows.time(row, "scored_at"));
    }

    private <T> Map<String, List<T>> byClaim(String table, String columns, RowMapper<T> mapper) {
        Map<String, List<T>> grouped = new HashMap<>();
        handle.createQuery("select " + columns + OF_CLAIMS.formatted(table))
                .bind("insurer", insurer)
                .bindArray("claims", String.class, claimIds)
                .map((row, context) -> Map.entry(Rows.text(row, "claim_id"), mapper.map(row, context)))
                .forEach(it -> grouped.computeIfAbsent(it.getKey(), claim -> new ArrayList<>())
                        .add(it.getValue()));
        return grouped;
    }
}
